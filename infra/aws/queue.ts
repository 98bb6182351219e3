import { Duration, type Stack } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { EventSourceMapping, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'

/** How often a poisoned record or message is tried before it goes to the dead-letter queue. */
export const MOST_TRIES = 5

const KEPT = Duration.days(14)

/** A queue: its visibility timeout, and the dead-letter queue for what was tried too often. */
export type QueueRecipe = { hidden: Duration; deadLetters?: Queue }

/** The one way to make a queue: encrypted, with messages kept for two weeks. */
export function queueOf(stack: Stack, id: string, { hidden, deadLetters }: QueueRecipe): Queue {
  return new Queue(stack, id, {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: KEPT,
    visibilityTimeout: hidden,
    ...(deadLetters && { deadLetterQueue: { queue: deadLetters, maxReceiveCount: MOST_TRIES } }),
  })
}

/** The right to send messages to a queue. */
export function rightToEnqueue(queue: Queue): PolicyStatement {
  return new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] })
}

/** The right to receive a queue's messages and delete them. */
export function rightToReceive(queue: Queue): PolicyStatement {
  const actions = ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'].map((action) => `sqs:${action}`)
  return new PolicyStatement({ actions, resources: [queue.queueArn] })
}

/** How a function is fed: so many messages in a batch, and so many batches at the same time. */
export type Feed = { id: string; batchSize: number; maxConcurrency: number }

/**
 * Feeds the queue's messages to the function, which reports failures by message. Beyond `maxConcurrency` messages wait
 * in the queue: a function that throttled them would send good ones to the dead letters.
 */
export function feedFrom(queue: Queue, target: LambdaFunction, { id, ...feed }: Feed): void {
  new EventSourceMapping(target.stack, id, {
    target,
    eventSourceArn: queue.queueArn,
    ...feed,
    reportBatchItemFailures: true,
  })
}
