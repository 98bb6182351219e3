import { CfnOutput, Duration, type Stack } from 'aws-cdk-lib'
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { EventSourceMapping, type Function as LambdaFunction, StartingPosition } from 'aws-cdk-lib/aws-lambda'
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import { CONCURRENCY } from './concurrency.ts'
import { type Data, rightsOn, rightsToIndex, rightsToStream, streamOf, type TableAction } from './data.ts'
import type { Events } from './events.ts'
import { lambdaOf } from './lambda.ts'
import { mailIdentityOf } from './mail-identity.ts'
import type { Options } from './options.ts'
import { feedFrom, MOST_TRIES, queueOf, rightToEnqueue, rightToReceive } from './queue.ts'
import type { Texts } from './texts.ts'

/** The resources that deliver messages: three functions, the queue between them, and its dead-letter queue. */
export type DeliveryResources = {
  projector: LambdaFunction
  scheduler: LambdaFunction
  sender: LambdaFunction
  queue: Queue
  deadLetters: Queue
}

/** What the sender does with the table. */
export const SENDER_ACTIONS = ['GetItem', 'PutItem', 'Query'] as const satisfies readonly TableAction[]

// Six times the sender's own timeout, as AWS advises: no message is delivered again while it is being sent.
const HIDDEN = Duration.minutes(3)

/** The settings of e-mail and text messages. */
export type Carrying = { events: Events | undefined; texts: Texts }

/**
 * The way of a message: stream → projector → queue → sender → SES or End User Messaging; each minute the scheduler
 * finds the work that the stream missed.
 */
export function deliveryOf(
  stack: Stack,
  options: Options,
  data: Data,
  { origin, ...carrying }: Carrying & { origin: string },
): DeliveryResources | undefined {
  const carriers = carriersOf(stack, options, carrying)
  if (!carriers) return undefined
  const deadLetters = queueOf(stack, 'DeadLetters', { hidden: HIDDEN })
  const queue = queueOf(stack, 'Messages', { hidden: HIDDEN, deadLetters })
  const environment = {
    CONVITE_TABLE: data.table.tableName,
    CONVITE_QUEUE: queue.queueUrl,
    CONVITE_ORIGIN: origin,
    CONVITE_FROM: carriers.from,
  }
  const worker = { environment, memoryMegabytes: 512 }
  const projector = lambdaOf(stack, {
    ...worker,
    name: 'projector',
    id: 'Projector',
    description: 'Convite: hears what changed in the table.',
    rights: [rightToEnqueue(queue), ...rightsToStream(data), rightToEnqueue(deadLetters)],
  })
  const scheduler = lambdaOf(stack, {
    ...worker,
    name: 'scheduler',
    id: 'Scheduler',
    description: 'Convite: each minute, what is overdue.',
    rights: [rightToEnqueue(queue), ...rightsToIndex(data)],
  })
  const sender = lambdaOf(stack, {
    ...worker,
    environment: { ...environment, ...carriers.environment },
    name: 'sender',
    id: 'Sender',
    description: 'Convite: sends messages.',
    rights: [...rightsOn(data, SENDER_ACTIONS), rightToReceive(queue), ...carriers.rights],
  })
  feed({ stack, data, projector, sender, queue, deadLetters })
  eachMinute(stack, scheduler)
  new CfnOutput(stack, 'DeadLettersUrl', { value: deadLetters.queueUrl })
  return { projector, scheduler, sender, queue, deadLetters }
}

type CarrierAccess = { from: string; environment: Record<string, string>; rights: PolicyStatement[] }

// Without a sender's address or its events no messages are sent.
function carriersOf(
  stack: Stack,
  { sender: from, senderIdentity }: Options,
  { events, texts }: Carrying,
): CarrierAccess | undefined {
  if (!from || !events) return undefined
  const environment = { CONVITE_EVENTS: events.mail.configurationSetName, ...texts.environment }
  const mail = mailRight(stack, mailIdentityOf(stack, from, senderIdentity), events)
  return { from, environment, rights: [mail, ...texts.rights] }
}

function mailRight(stack: Stack, identity: string, { mail }: Events): PolicyStatement {
  return new PolicyStatement({
    actions: ['ses:SendEmail'],
    resources: [
      identity,
      stack.formatArn({
        service: 'ses',
        resource: 'configuration-set',
        resourceName: mail.configurationSetName,
      }),
    ],
  })
}

type Fed = Omit<DeliveryResources, 'scheduler'> & { stack: Stack; data: Data }

function feed({ stack, data, projector, sender, queue, deadLetters }: Fed): void {
  const fromStream = new EventSourceMapping(stack, 'StreamToProjector', {
    target: projector,
    eventSourceArn: streamOf(data),
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: 100,
    retryAttempts: MOST_TRIES,
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    onFailure: { bind: () => ({ destination: deadLetters.queueArn }) },
  })
  fromStream.node.addDependency(projector)
  feedFrom(queue, sender, { id: 'MessagesToSender', batchSize: 10, maxConcurrency: CONCURRENCY.sender })
}

function eachMinute(stack: Stack, scheduler: LambdaFunction): void {
  const role = new Role(stack, 'MinuteRole', {
    description: "What Convite's clock may do.",
    // Without it a schedule of another account could use the role (confused deputy).
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
    }),
  })
  role.addToPolicy(
    new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [scheduler.functionArn] }),
  )
  new Schedule(stack, 'Minute', {
    description: 'Convite: looks for overdue work each minute.',
    schedule: ScheduleExpression.rate(Duration.minutes(1)),
    // Written out: CDK's own target would let the clock call every version of the function.
    target: {
      bind: () => ({
        arn: scheduler.functionArn,
        role,
        input: ScheduleTargetInput.fromObject({}),
        retryPolicy: { maximumRetryAttempts: 0, maximumEventAgeInSeconds: 60 }, // the next minute asks again
      }),
    },
  })
}
