import type { Consumed } from './meter.ts'

/** An act of people, its request units, and how often a school does it in a month. */
export type Action = {
  name: string
  consumed: Consumed
  /** Requests through the gateway. */
  requests: number
  /** E-mails sent. */
  mails: number
  timesMonthly: number
  /** The share of a month's acts in its busiest hour. */
  atPeak: number
}

/** A line of the bill, in US dollars a month. */
export type Line = { name: string; dollars: number }

/**
 * List prices in US dollars of us-east-1, from Amazon's price pages of 2026-11, without free tiers. A district's
 * agreement may be lower.
 */
export const PRICES = {
  millionReads: 0.125,
  millionWrites: 0.625,
  /** Storage, and its continuous backup. */
  tableGigabyte: 0.25 + 0.2,
  millionRequests: 1,
  millionInvocations: 0.2,
  /** arm64. */
  gigabyteSecond: 0.0000133334,
  logGigabyte: 0.5,
  thousandMails: 0.1,
  millionQueueCalls: 0.4,
  millionTraces: 5,
  secret: 0.4,
  alarm: 0.1,
  dashboard: 3,
  metric: 0.3,
}

/** The fixed costs of a deployment, whatever the number of its schools; they include the metrics of ten functions. */
const FIXED = { alarms: 20, dashboards: 1, metrics: 20, secrets: 2 }
// The duration on Lambda is unknown; a page takes about 10 ms on a small machine.
const FUNCTION_SECONDS = 0.06
const FUNCTION_GIGABYTES = 1
const LOG_BYTES = 1_200
// A message goes through the stream, a queue and the sender: three runs, three calls of the queue.
const MAIL_RUNS = 3
const MAIL_QUEUE_CALLS = 3
const MINUTES_MONTHLY = 30 * 24 * 60
const TRACED_SHARE = 0.05
// 400 families with a year of votes and replies, at about 1.5 KB an item, and room to grow.
const SCHOOL_GIGABYTES = 0.006

/** The monthly bill for that number of schools. */
export function billOf(actions: readonly Action[], schools: number): Line[] {
  const sum = (each: (action: Action) => number) =>
    actions.reduce((total, action) => total + action.timesMonthly * each(action), 0) * schools
  const millions = (each: (action: Action) => number) => sum(each) / 1_000_000
  const mails = sum((action) => action.mails)
  const runs = sum((action) => action.requests) + mails * MAIL_RUNS + MINUTES_MONTHLY
  const database =
    millions(({ consumed }) => consumed.reads) * PRICES.millionReads +
    millions(({ consumed }) => consumed.writes) * PRICES.millionWrites +
    schools * SCHOOL_GIGABYTES * PRICES.tableGigabyte
  const functions =
    (runs / 1_000_000) * PRICES.millionInvocations +
    runs * FUNCTION_SECONDS * FUNCTION_GIGABYTES * PRICES.gigabyteSecond
  const gateway = millions(({ requests }) => requests) * PRICES.millionRequests
  const messages =
    (mails / 1000) * PRICES.thousandMails +
    ((mails * MAIL_QUEUE_CALLS) / 1_000_000) * PRICES.millionQueueCalls
  const watching =
    FIXED.alarms * PRICES.alarm +
    FIXED.dashboards * PRICES.dashboard +
    FIXED.metrics * PRICES.metric +
    ((runs * LOG_BYTES) / 1e9) * PRICES.logGigabyte +
    ((runs * TRACED_SHARE) / 1_000_000) * PRICES.millionTraces
  return [
    { name: 'table', dollars: database },
    { name: 'functions', dollars: functions },
    { name: 'gateway', dollars: gateway },
    { name: 'e-mail', dollars: messages },
    { name: 'watching and logs', dollars: watching },
    { name: 'secret', dollars: FIXED.secrets * PRICES.secret },
  ]
}

/** A quota of an account, the share of it that the schools need in their busiest hour, and what to do about it. */
export type Limit = { name: string; needed: number; quota: number; remedy: string }

// Within the busiest hour the busiest second has three times the mean.
const PEAK = 3
// Schools of many districts do not all write to their families in the same hour: one in eight does.
const TOGETHER = 8
const ALONE = 60

/** The service quotas that bind, the nearest first; `quota` is what a new account has in us-east-1. */
export function limitsOf(actions: readonly Action[], schools: number): Limit[] {
  const busy = schools <= ALONE ? schools : Math.max(ALONE, schools / TOGETHER)
  const inHour = (each: (action: Action) => number) =>
    actions.reduce((total, action) => total + action.timesMonthly * action.atPeak * each(action), 0) * busy
  const perSecond = (each: (action: Action) => number) => (inHour(each) / 3600) * PEAK
  const requests = perSecond((action) => action.requests)
  const limits: Limit[] = [
    {
      name: 'e-mails a day before SES is asked (sandbox)',
      needed: inHour(({ mails }) => mails),
      quota: 200,
      remedy: 'ask for production access before the first school; nothing is lost, but messages wait',
    },
    {
      name: 'e-mails a second (SES, production)',
      needed: perSecond(({ mails }) => mails),
      quota: 14,
      remedy: 'ask SES for a higher rate; until then the queue spreads them over hours',
    },
    {
      name: 'requests a second at our gateway',
      needed: requests,
      quota: 500,
      remedy: 'raise THROTTLE in infra/aws/site.ts; the account itself has 10,000',
    },
    {
      name: 'functions at once',
      needed: requests * FUNCTION_SECONDS,
      quota: 1000,
      remedy: 'ask Lambda for more',
    },
    {
      name: 'write units a second of the table',
      needed: perSecond(({ consumed }) => consumed.writes),
      quota: 4000,
      remedy:
        'a table on demand doubles by itself within 30 minutes, up to 40,000; then ask, or warm it before',
    },
    {
      name: 'read units a second of the table',
      needed: perSecond(({ consumed }) => consumed.reads),
      quota: 12_000,
      remedy: 'as for writes',
    },
  ]
  return limits.sort((one, other) => other.needed / other.quota - one.needed / one.quota)
}
