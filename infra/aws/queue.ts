import { Duration, type Stack } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { EventSourceMapping, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'

/** A poisoned record or message is tried so often, then lies among the dead letters with its reason. */
export const MOST_TRIES = 5

const KEPT = Duration.days(14)

/** A queue: how long what was taken stays hidden from others, and where goes what was tried too often. */
export type QueueRecipe = { hidden: Duration; deadLetters?: Queue }

/** The one way to make a queue: encrypted, kept two weeks. */
export function queueOf(stack: Stack, id: string, { hidden, deadLetters }: QueueRecipe): Queue {
  return new Queue(stack, id, {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: KEPT,
    visibilityTimeout: hidden,
    ...(deadLetters && { deadLetterQueue: { queue: deadLetters, maxReceiveCount: MOST_TRIES } }),
  })
}

/** The right to put work into a queue. */
export function rightToEnqueue(queue: Queue): PolicyStatement {
  return new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] })
}

/** The right to work a queue off. */
export function rightToWorkOff(queue: Queue): PolicyStatement {
  const actions = ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'].map((action) => `sqs:${action}`)
  return new PolicyStatement({ actions, resources: [queue.queueArn] })
}

/** Gives what lies in the queue to the function, and takes back single messages. */
export function feedFrom(queue: Queue, target: LambdaFunction, id: string, batchSize: number): void {
  new EventSourceMapping(target.stack, id, {
    target,
    eventSourceArn: queue.queueArn,
    batchSize,
    reportBatchItemFailures: true,
  })
}
