import { DateTime } from 'luxon'
import { SIMPLE_COLUMNS } from '../../shared/roster/simple.ts'
import { TOKEN_FIELD } from '../../web/form-token.ts'
import { translator } from '../../web/messages/catalogue.ts'
import { familyRoutes } from '../../web/routes.ts'
import { hiddenFields } from '../support/device.ts'
import { type Caller, callerOf } from './caller.ts'
import { chanceOf, electorateOf, type OptionSums, tallyOf, type VoteToCast } from './electorate.ts'
import type { Projection } from './projection.ts'

/** How many families vote how often, and how many pages are read at the same time. */
export type CrowdSize = {
  families: number
  /** Votes in all: each family's first, and changes of them. */
  changes: number
  /** The percentage of families that vote on their own page; a program votes for the others. */
  onPagePercent: number
  /** Votes under way at the same time. */
  atOnce: number
  pagesPerSecond: number
}

/** The server, and the projection of the poll in its table. */
export type Crowded = {
  address: string
  token: string
  projectionOf(place: { school: string; workshop: string }): Projection
}

/** The measurements; times in milliseconds. */
export type CrowdReport = {
  importSeconds: number
  voteSeconds: number
  votes: readonly number[]
  pages: readonly number[]
  /** Pages that were skipped because too many earlier requests were still pending. */
  pagesSkipped: number
  lags: readonly number[]
  /** From the response to the last vote until the projection held it. */
  caughtUpAfter: number
  /** According to the API, a family's page, the ballots in the table, and the acknowledged votes. */
  told: OptionSums
  shown: boolean
  recounted: OptionSums
  acknowledged: OptionSums
}

const SEED = 8
const LAG_EVERY_MS = 250
const PAGES_AT_ONCE = 4
const SAY_EVERY_MS = 10_000
const CONNECTIONS = 64
const DAYS_AHEAD = [14, 15, 16, 17]

/** A crowd imports its roster, opens its links, votes and votes again while others read; then all are counted. */
export async function runCrowd(
  crowded: Crowded,
  size: CrowdSize,
  say: (line: string) => void = () => undefined,
): Promise<CrowdReport> {
  const caller = callerOf(crowded.address, CONNECTIONS)
  try {
    return await crowd({ ...crowded, caller, size, say })
  } finally {
    caller.end()
  }
}

type Going = Crowded & { caller: Caller; size: CrowdSize; say: (line: string) => void }

async function crowd(going: Going): Promise<CrowdReport> {
  const { say, size } = going
  const begun = performance.now()
  const { school, families } = await enroll(going)
  const importSeconds = seconds(begun)
  say(`${families.length} families are on the roster after ${importSeconds.toFixed(1)} s`)
  const { workshop, options } = await openPoll(going, school)
  const chance = chanceOf(SEED)
  const onPage = families.filter(() => chance() * 100 < size.onPagePercent)
  const { cookies, tokens } = await openLinks(going, school, onPage)
  const projection = going.projectionOf({ school, workshop })
  const place = { workshop, options, families, cookies, tokens, projection }
  const measured = await voteAndRead(going, place)
  const { told, shown } = await tellResults(going, place)
  return {
    importSeconds,
    ...measured,
    told,
    shown,
    recounted: await projection.recount(),
  }
}

async function api<T>(
  { caller, token }: Going,
  method: string,
  path: string,
  content?: string | object,
): Promise<T> {
  const isText = typeof content === 'string'
  const answer = await caller.ask(`/api/v1${path}`, {
    method,
    bearer: token,
    ...(content !== undefined && {
      type: isText ? 'text/csv' : 'application/json',
      body: isText ? content : JSON.stringify(content),
    }),
  })
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`)
  return (answer.text ? JSON.parse(answer.text) : undefined) as T // as the API describes it
}

async function enroll(going: Going): Promise<{ school: string; families: string[] }> {
  const { id: school } = await api<{ id: string }>(going, 'POST', '/schools', {
    name: 'One district',
    timeZone: 'America/Chicago',
    languages: ['en', 'es'],
    defaultLanguage: 'en',
  })
  const rows = Array.from(
    { length: going.size.families },
    (_, place) => `f${place},Parent ${place},,,en,en,paper,${place % 6},,grade:${place % 6}`,
  )
  const imported = await api<{ job?: string }>(
    going,
    'POST',
    `/schools/${school}/roster`,
    [SIMPLE_COLUMNS.join(','), ...rows].join('\n'),
  )
  if (imported.job) await untilImported(going, `/schools/${school}/jobs/${imported.job}`)
  return { school, families: await everyFamily(going, school) }
}

async function untilImported(going: Going, job: string): Promise<void> {
  for (;;) {
    const { status, done, total } = await api<{ status: string; done: number; total: number }>(
      going,
      'GET',
      job,
    )
    if (status === 'done') return
    if (status !== 'running') throw new Error(`the import is ${status} after ${done} of ${total} families`)
    await pause(1000)
  }
}

async function everyFamily(going: Going, school: string): Promise<string[]> {
  const families: string[] = []
  let cursor: string | undefined
  do {
    const after = cursor ? `&cursor=${cursor}` : ''
    const page = await api<{ items: { id: string }[]; nextCursor?: string }>(
      going,
      'GET',
      `/schools/${school}/families?limit=100${after}`,
    )
    families.push(...page.items.map(({ id }) => id))
    cursor = page.nextCursor
  } while (cursor)
  return families
}

async function openPoll(going: Going, school: string): Promise<{ workshop: string; options: string[] }> {
  const { id: workshop } = await api<{ id: string }>(going, 'POST', `/schools/${school}/workshops`, {
    title: { en: 'Reading at home' },
    purpose: 'learning',
    durationMinutes: 60,
    presentationLanguage: 'en',
  })
  const noon = DateTime.utc().startOf('day').set({ hour: 12 })
  const { options } = await api<{ options: { id: string }[] }>(going, 'PUT', `/workshops/${workshop}/poll`, {
    options: DAYS_AHEAD.map((days) => ({ start: noon.plus({ days }).toISO() })),
    closesAt: noon.plus({ days: 7 }).toISO(),
    answersVisible: true,
  })
  return { workshop, options: options.map(({ id }) => id) }
}

// As a family does: the school makes its link, a browser opens it and keeps the cookie.
async function openLinks(
  going: Going,
  school: string,
  families: readonly string[],
): Promise<Pick<Place, 'cookies' | 'tokens'>> {
  const { caller, say, size } = going
  const cookies = new Map<string, string>()
  const tokens = new Map<string, string>()
  const left = [...families]
  const told = sayingNow(say, () => `${cookies.size} of ${families.length} families opened their links`)
  const worker = async () => {
    for (let family = left.pop(); family; family = left.pop()) {
      const { url } = await api<{ url: string }>(going, 'POST', `/schools/${school}/families/${family}/link`)
      const { headers, status } = await caller.ask(new URL(url).pathname)
      const cookie = headers['set-cookie']?.find((one) => one.startsWith('convite='))?.split(';')[0]
      if (!cookie) throw new Error(`the link of a family was answered by ${status} without a cookie`)
      const about = await caller.ask(familyRoutes.about(), { cookie })
      tokens.set(family, hiddenFields(about.text)[TOKEN_FIELD] ?? '')
      cookies.set(family, cookie)
    }
  }
  await Promise.all(Array.from({ length: size.atOnce }, worker)).finally(told.end)
  return { cookies, tokens }
}

type Place = {
  workshop: string
  options: string[]
  families: string[]
  cookies: Map<string, string>
  /** The token of each family's forms. */
  tokens: Map<string, string>
  projection: Projection
}

async function voteAndRead(going: Going, place: Place) {
  const { size, say } = going
  const { families, options, projection } = place
  const electorate = electorateOf(families, { options, changes: size.changes, seed: SEED })
  const votes: number[] = []
  const lags: number[] = []
  const begun = performance.now()
  const told = sayingNow(
    say,
    () => `${votes.length} of ${size.changes} votes in ${seconds(begun).toFixed(0)} s`,
  )
  const reading = readPages(going, place)
  const watching = eachTime(LAG_EVERY_MS, async () => void lags.push(await projection.lag()))
  const voter = async () => {
    for (let vote = electorate.next(); vote; vote = electorate.next()) {
      const sent = performance.now()
      await cast(going, place, vote)
      votes.push(performance.now() - sent)
      electorate.acknowledge(vote)
    }
  }
  await Promise.all(Array.from({ length: size.atOnce }, voter)).finally(told.end)
  const voteSeconds = seconds(begun)
  const { pages, pagesSkipped } = await reading.end()
  const last = performance.now()
  while ((await projection.lag()) > 0) await pause(20)
  const caughtUpAfter = performance.now() - last
  await watching.end()
  const acknowledged = tallyOf(options, electorate.acknowledged().values())
  return { voteSeconds, votes, lags, pages, pagesSkipped, caughtUpAfter, acknowledged }
}

async function cast(
  going: Going,
  { workshop, cookies, tokens }: Place,
  { family, answers, version }: VoteToCast,
): Promise<void> {
  const cookie = cookies.get(family)
  if (!cookie) {
    await api(going, 'PUT', `/workshops/${workshop}/poll/ballots/${family}`, { answers, version })
    return
  }
  const fields: [string, string][] = [
    [TOKEN_FIELD, tokens.get(family) ?? ''],
    ...Object.entries(answers).map(([option, answer]) => [`answers.${option}`, answer] as [string, string]),
  ]
  const { status, headers, text } = await going.caller.ask(familyRoutes.vote(workshop), {
    method: 'POST',
    cookie,
    type: 'application/x-www-form-urlencoded',
    body: new URLSearchParams([...fields, ['version:int', String(version)]]).toString(),
  })
  if (status !== 303 || headers.location !== familyRoutes.voted(workshop))
    throw new Error(`a family's vote was answered by ${status}: ${text.slice(0, 2000)}`)
}

const RESULTS_ONE_IN = 10

// At a steady rate, whatever the responses; one request in ten reads the results through the API.
function readPages(going: Going, { workshop, cookies }: Place) {
  const { caller, size } = going
  const readers = [...cookies.values()]
  const pages: number[] = []
  const underWay = new Set<Promise<void>>()
  let pagesSkipped = 0
  let turn = 0
  const read = async () => {
    const sent = performance.now()
    const cookie = readers[turn % readers.length]
    if (cookie && turn++ % RESULTS_ONE_IN > 0) {
      const { status } = await caller.ask(familyRoutes.vote(workshop), { cookie })
      if (status !== 200) throw new Error(`the page of a vote was answered by ${status}`)
    } else await api(going, 'GET', `/workshops/${workshop}/poll`)
    pages.push(performance.now() - sent)
  }
  const ticking = eachTime(1000 / size.pagesPerSecond, async () => {
    if (underWay.size >= PAGES_AT_ONCE) {
      pagesSkipped++
      return
    }
    const one: Promise<void> = read().finally(() => underWay.delete(one))
    underWay.add(one)
    // Reported at the end.
    one.catch((fault) => failures.push(fault))
  })
  const failures: unknown[] = []
  return {
    async end() {
      await ticking.end()
      await Promise.allSettled(underWay)
      if (failures.length > 0) throw failures[0]
      return { pages, pagesSkipped }
    },
  }
}

// The counts of the API, and whether a family's page shows the same.
async function tellResults(going: Going, { workshop, cookies, families }: Place) {
  const results = await api<{ answered: number; options: OptionSums }>(
    going,
    'GET',
    `/workshops/${workshop}/poll`,
  )
  const told = results.options.map(({ id, yes, ifNeeded, no }) => ({ id, yes, ifNeeded, no }))
  const [cookie = ''] = cookies.values()
  const { text } = await going.caller.ask(familyRoutes.vote(workshop), { cookie })
  const t = translator('en')
  const shown = told.every(({ yes, ifNeeded }) => text.includes(t('vote.counts', { yes, ifNeeded })))
  return { told, shown: shown && results.answered === families.length }
}

const seconds = (since: number) => (performance.now() - since) / 1000
const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))

function sayingNow(say: (line: string) => void, line: () => string): { end(): void } {
  const timer = setInterval(() => say(line()), SAY_EVERY_MS)
  return {
    end() {
      clearInterval(timer)
      say(line())
    },
  }
}

/** Repeats a piece of work, never twice at once; ends after the current one. */
function eachTime(milliseconds: number, act: () => Promise<void>): { end(): Promise<void> } {
  let isOver = false
  const run = async () => {
    for (let due = performance.now() + milliseconds; !isOver; due += milliseconds) {
      await pause(Math.max(0, due - performance.now()))
      if (!isOver) await act()
    }
  }
  const running = run()
  running.catch(() => undefined) // thrown by `end`
  return {
    async end() {
      isOver = true
      await running
    },
  }
}
