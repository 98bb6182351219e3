import { CfnOutput, Duration, type Stack } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import {
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  type Function as LambdaFunction,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import { acknowledge } from './acknowledgement.ts'
import { type Data, rightsOn, type TableAction } from './data.ts'
import { lambdaOf } from './lambda.ts'
import { MOST_TRIES, queueOf, rightToEnqueue } from './queue.ts'

/** What counts votes, replies and families as they come, and where goes what it could not count. */
export type Counting = { tally: LambdaFunction; deadLetters: Queue }

/** What the function that counts does with the table. */
export const TALLY_ACTIONS = [
  'GetItem',
  'BatchGetItem',
  'Query',
  'PutItem',
  'UpdateItem',
  'DeleteItem',
] as const satisfies readonly TableAction[]

// A burst of votes is counted a thousand at a time, a single one some seconds later: each writes whole parts of a copy,
// which in a poll of 100,000 families are large.
const BATCH = 1000
const WINDOW = Duration.seconds(5)

/**
 * stream → tally → the packed copies and the counts that families see. A restored table that came without its stream
 * is read as it lies.
 */
export function countingOf(stack: Stack, data: Data): Counting | undefined {
  if (!streamOf(data)) return undefined
  const deadLetters = queueOf(stack, 'TallyDeadLetters', { hidden: Duration.minutes(3) })
  acknowledge(
    deadLetters,
    'AwsSolutions-SQS3',
    'It is itself where goes what could not be counted; nobody takes from it but a person.',
  )
  const tally = lambdaOf(stack, {
    name: 'tally',
    id: 'Tally',
    description: 'Convite: counts votes, replies and families as they come.',
    environment: { CONVITE_TABLE: data.table.tableName },
    rights: [...rightsOn(data, TALLY_ACTIONS), streamRight(data), rightToEnqueue(deadLetters)],
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
      FilterCriteria.filter({ dynamodb: { NewImage: { mark: { S: FilterRule.exists() } } } }),
      FilterCriteria.filter({ dynamodb: { Keys: { sk: { S: FilterRule.beginsWith('WORKSHOP#') } } } }),
      FilterCriteria.filter({ eventName: FilterRule.isEqual('REMOVE') }),
    ],
  })
  fromStream.node.addDependency(tally)
  new CfnOutput(stack, 'TallyDeadLettersUrl', { value: deadLetters.queueUrl })
  return { tally, deadLetters }
}

/** The table's stream; the options see to it that a restored table comes with its own. */
export function streamOf({ table }: Data): string {
  return table.tableStreamArn ?? ''
}

/** The right to hear the table's stream. */
export function streamRight(data: Data): PolicyStatement {
  const actions = ['DescribeStream', 'GetRecords', 'GetShardIterator'].map((action) => `dynamodb:${action}`)
  return new PolicyStatement({ actions, resources: [streamOf(data)] })
}
