import { CfnOutput, Duration, type Stack } from 'aws-cdk-lib'
import {
  Alarm,
  AlarmStatusWidget,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  type IMetric,
  type Metric,
  TextWidget,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { budgetOf } from './budget.ts'
import type { Counting } from './counting.ts'
import type { Data } from './data.ts'
import type { DeliveryResources } from './delivery.ts'
import type { Imports } from './imports.ts'
import type { Options } from './options.ts'
import type { Site } from './site.ts'
import { letPublish } from './topic.ts'

const PERIOD = Duration.minutes(5)
// From here on a page feels slow; one in twenty may be a cold start.
const SLOW_MILLISECONDS = 3_000
// A code to sign in is valid for ten minutes: half of that may pass before it arrives.
const LATE_SECONDS = 300
// The client repeats a few refused calls without anybody noticing.
const MANY_REFUSED_CALLS = 100

/** What is watched. */
export type Watching = {
  data: Data
  site: Site
  imports: Imports
  counting: Counting | undefined
  delivery: DeliveryResources | undefined
}

type Watched = { name: string; hurt: string; code: LambdaFunction }

/**
 * Alarms and a budget, published to one topic that the district subscribes to, and one dashboard. Each alarm says who is
 * hurt, and has its entry in docs/operations.md.
 */
export function watchOf(
  stack: Stack,
  { stage, budget }: Options,
  { data, site, imports, counting, delivery }: Watching,
): void {
  const { table } = data
  const topic = new Topic(stack, 'Alarms', { displayName: `Convite (${stage})`, enforceSSL: true })
  letPublish(stack, topic, ['cloudwatch', 'budgets'])
  budgetOf(stack, budget, topic)
  new CfnOutput(stack, 'AlarmTopic', { value: topic.topicArn })
  const asked: Watched[] = [
    { name: 'Web', hurt: 'Families and organizers', code: site.web },
    { name: 'Api', hurt: 'Programs that use the API', code: site.api },
  ]
  const importer = { name: 'Importer', hurt: 'Who imports a roster', code: imports.importer }
  const tally = counting ? [{ name: 'Tally', hurt: 'Who looks at counts', code: counting.tally }] : []
  const functions = [...asked, importer, ...tally, ...workersOf(delivery)]
  const faults = site.stage.metricServerError({ period: PERIOD })
  const alarms = [
    ...asked.flatMap((watched) => alarmsOf(stack, watched)),
    ...importAlarms(stack, imports),
    ...(counting ? countingAlarms(stack, counting) : []),
    ...(delivery ? deliveryAlarms(stack, delivery) : []),
    ...tableAlarms(stack, table),
    alarmOf(stack, 'Faults', faults, 1, 'Somebody was shown the page of a fault instead of their own.'),
  ]
  for (const alarm of alarms) alarm.addAlarmAction(new SnsAction(topic))
  dashboardOf(stack, { stage, functions, faults, site, table, alarms })
}

const errorsOf = (code: LambdaFunction) => code.metricErrors({ period: PERIOD })
const throttlesOf = (code: LambdaFunction) => code.metricThrottles({ period: PERIOD })
const slowestOf = (code: LambdaFunction) => code.metricDuration({ period: PERIOD, statistic: 'p95' })

function alarmsOf(stack: Stack, { name, hurt, code }: Watched): Alarm[] {
  return [
    alarmOf(stack, `${name}Errors`, errorsOf(code), 1, `${hurt} get no answer: the function breaks down.`),
    alarmOf(stack, `${name}Throttles`, throttlesOf(code), 1, `${hurt} are turned away: too many at once.`),
    alarmOf(stack, `${name}Duration`, slowestOf(code), SLOW_MILLISECONDS, `${hurt} wait 3 s and longer.`),
  ]
}

// At the ceiling of `tableUnits`, or while the table still grows to what is asked of it.
function tableAlarms(stack: Stack, table: Data['table']): Alarm[] {
  return (['Read', 'Write'] as const).map((kind) => {
    const refused = table.metric(`${kind}ThrottleEvents`, { period: PERIOD, statistic: 'Sum' })
    const hurt = `People wait or see a fault: the table refuses to ${kind.toLowerCase()} so much at once.`
    return alarmOf(stack, `Table${kind}s`, refused, MANY_REFUSED_CALLS, hurt)
  })
}

function importAlarms(stack: Stack, { importer, deadLetters }: Imports): Alarm[] {
  const dead = deadLetters.metricApproximateNumberOfMessagesVisible({ period: PERIOD })
  return [
    alarmOf(stack, 'ImporterErrors', errorsOf(importer), 1, 'A roster waits: the function breaks down.'),
    alarmOf(stack, 'ImportDeadLetters', dead, 1, 'A roster was not imported: see its dead letters.'),
  ]
}

// Ballots that are not counted yet are read one by one: results stay right, and cost more.
function countingAlarms(stack: Stack, { tally, deadLetters }: Counting): Alarm[] {
  const age = tally.metric('IteratorAge', { period: PERIOD, statistic: 'Maximum' })
  const dead = deadLetters.metricApproximateNumberOfMessagesVisible({ period: PERIOD })
  const old = 'Families see counts of before: '
  return [
    alarmOf(stack, 'TallyErrors', errorsOf(tally), 1, `${old}the function breaks down.`),
    alarmOf(stack, 'TallyAge', age, LATE_SECONDS * 1000, `${old}what changed is heard too late.`),
    alarmOf(stack, 'TallyDeadLetters', dead, 1, `${old}something was not counted: see its dead letters.`),
  ]
}

function workersOf(delivery: DeliveryResources | undefined): Watched[] {
  if (!delivery) return []
  const { projector, scheduler, sender } = delivery
  const hurt = 'Who waits for a message'
  return [
    { name: 'Projector', hurt, code: projector },
    { name: 'Scheduler', hurt, code: scheduler },
    { name: 'Sender', hurt, code: sender },
  ]
}

// Nobody waits for a worker's answer: what matters is that messages keep moving and none is lost.
function deliveryAlarms(stack: Stack, delivery: DeliveryResources): Alarm[] {
  const age = delivery.projector.metric('IteratorAge', { period: PERIOD, statistic: 'Maximum' })
  const oldest = delivery.queue.metricApproximateAgeOfOldestMessage({ period: PERIOD })
  const dead = delivery.deadLetters.metricApproximateNumberOfMessagesVisible({ period: PERIOD })
  const late = 'People wait for their messages: '
  return [
    ...workersOf(delivery).map(({ name, code }) =>
      alarmOf(stack, `${name}Errors`, errorsOf(code), 1, `${late}the function breaks down.`),
    ),
    alarmOf(stack, 'StreamAge', age, LATE_SECONDS * 1000, `${late}what changed is heard too late.`),
    alarmOf(stack, 'QueueAge', oldest, LATE_SECONDS, `${late}the queue is not worked off.`),
    alarmOf(stack, 'DeadLetters', dead, 1, 'Somebody will never get their message: see the dead letters.'),
  ]
}

function alarmOf(
  stack: Stack,
  id: string,
  metric: IMetric,
  threshold: number,
  alarmDescription: string,
): Alarm {
  return new Alarm(stack, `${id}Alarm`, {
    metric,
    threshold,
    alarmDescription,
    evaluationPeriods: 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING, // no requests, so nobody is hurt
  })
}

type Seen = {
  stage: Options['stage']
  functions: Watched[]
  faults: IMetric
  site: Site
  table: Data['table']
  alarms: Alarm[]
}

function dashboardOf(stack: Stack, { stage, functions, faults, site, table, alarms }: Seen): void {
  const graph = (title: string, left: IMetric[]) => new GraphWidget({ title, left, width: 12, height: 6 })
  const each = (metric: (code: LambdaFunction) => Metric) =>
    functions.map(({ name, code }) => metric(code).with({ label: name }))
  const requests = site.stage.metricCount({ period: PERIOD, label: 'requests' })
  new Dashboard(stack, 'Dashboard', {
    defaultInterval: Duration.days(1),
    widgets: [
      [
        new TextWidget({
          width: 24,
          height: 2,
          markdown: `# Convite (${stage})\nIs everybody served, and how fast?`,
        }),
      ],
      [new AlarmStatusWidget({ title: 'Alarms', alarms, width: 24, height: 3 })],
      [graph('Requests', [requests]), graph('Pages of faults', [faults])],
      [graph('Slowest 5 % (ms)', each(slowestOf)), graph('Errors', each(errorsOf))],
      [
        graph('Turned away', each(throttlesOf)),
        graph('Table: units read and written', [
          table.metricConsumedReadCapacityUnits({ period: PERIOD }),
          table.metricConsumedWriteCapacityUnits({ period: PERIOD }),
        ]),
      ],
    ],
  })
}
