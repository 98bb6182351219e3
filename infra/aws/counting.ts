import { CfnOutput, Duration, type Stack } from 'aws-cdk-lib'
import {
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  type Function as LambdaFunction,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import { NEWS } from '../../shared/tally/news-definition.ts'
import { acknowledge } from './acknowledgement.ts'
import { type Data, rightsOn, rightsToStream, streamOf, type TableAction } from './data.ts'
import { lambdaOf } from './lambda.ts'
import { PICTURE_ACTIONS, type Pictures, rightsOnPictures } from './pictures.ts'
import { MOST_TRIES, queueOf, rightToEnqueue } from './queue.ts'

/** The function that counts votes, replies and families as they come, and its dead-letter queue. */
export type Counting = { tally: LambdaFunction; deadLetters: Queue }

/** What the tally does with the table. */
export const TALLY_ACTIONS = [
  'GetItem',
  'BatchGetItem',
  'Query',
  'PutItem',
  'UpdateItem',
  'DeleteItem',
] as const satisfies readonly TableAction[]

// A burst of votes is counted a thousand at a time, a single one some seconds later: each batch writes whole parts of a
// copy, which are large in a poll of 100,000 families.
const BATCH = 1000
const WINDOW = Duration.seconds(5)

/**
 * stream → tally → the packed copies and the counts that families see, and no file of a picture that the table does not
 * name. None for a restored table without a stream, of which reads fall back on the items.
 */
export function countingOf(stack: Stack, data: Data, pictures: Pictures): Counting | undefined {
  if (!streamOf(data)) return undefined
  const deadLetters = queueOf(stack, 'TallyDeadLetters', { hidden: Duration.minutes(3) })
  acknowledge(
    deadLetters,
    'AwsSolutions-SQS3',
    'It is a dead-letter queue itself; only a person takes from it.',
  )
  const tally = lambdaOf(stack, {
    name: 'tally',
    id: 'Tally',
    description: 'Convite: counts votes, replies and families as they come, and deletes pictures that went.',
    environment: { CONVITE_TABLE: data.table.tableName, ...pictures.environment },
    rights: [
      ...rightsOn(data, TALLY_ACTIONS),
      ...rightsToStream(data),
      ...rightsOnPictures(pictures, PICTURE_ACTIONS.tally),
      rightToEnqueue(deadLetters),
    ],
    memoryMegabytes: 1024,
  })
  const fromStream = new EventSourceMapping(stack, 'StreamToTally', {
    target: tally,
    eventSourceArn: streamOf(data),
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: BATCH,
    maxBatchingWindow: WINDOW,
    retryAttempts: MOST_TRIES,
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    onFailure: { bind: () => ({ destination: deadLetters.queueArn }) },
    filters: [
      FilterCriteria.filter({ dynamodb: { NewImage: { [NEWS.marker]: { S: FilterRule.exists() } } } }),
      FilterCriteria.filter({ dynamodb: { Keys: { sk: { S: FilterRule.beginsWith(NEWS.workshops) } } } }),
      FilterCriteria.filter({ eventName: FilterRule.isEqual(NEWS.removal) }),
    ],
  })
  fromStream.node.addDependency(tally)
  new CfnOutput(stack, 'TallyDeadLettersUrl', { value: deadLetters.queueUrl })
  return { tally, deadLetters }
}
