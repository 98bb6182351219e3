import { CfnOutput, Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { BlockPublicAccess, Bucket, BucketEncryption, CfnBucket } from 'aws-cdk-lib/aws-s3'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import { acknowledge } from './acknowledgement.ts'
import { CONCURRENCY } from './concurrency.ts'
import { type Data, rightsOn, type TableAction } from './data.ts'
import { lambdaOf } from './lambda.ts'
import { feedFrom, queueOf, rightToEnqueue, rightToReceive } from './queue.ts'

/**
 * The resources that import large rosters: the bucket of their files, the queue of jobs, the function that works on
 * them.
 */
export type Imports = {
  bucket: Bucket
  queue: Queue
  deadLetters: Queue
  importer: LambdaFunction
  /** The environment and rights of a function that starts an import. */
  environment: Record<string, string>
  rights: PolicyStatement[]
}

/** What the importer does with the table. */
export const IMPORTER_ACTIONS = [
  'GetItem',
  'BatchGetItem',
  'Query',
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'BatchWriteItem',
] as const satisfies readonly TableAction[]

const FILE_ACTIONS = {
  begin: ['GetObject', 'PutObject', 'DeleteObject'],
  goOn: ['GetObject', 'DeleteObject'],
}
const RUN = Duration.minutes(5)
// A job that was cut off is retried soon after, and never while it runs.
const HIDDEN = Duration.minutes(6)

/** A file waits in a private bucket, a day at most; a job in a queue, until the importer has finished it. */
export function importsOf(stack: Stack, data: Data): Imports {
  const bucket = bucketOf(stack)
  const deadLetters = queueOf(stack, 'ImportDeadLetters', { hidden: HIDDEN })
  const queue = queueOf(stack, 'Imports', { hidden: HIDDEN, deadLetters })
  const environment = { CONVITE_BUCKET: bucket.bucketName, CONVITE_IMPORTS: queue.queueUrl }
  const importer = lambdaOf(stack, {
    name: 'importer',
    id: 'Importer',
    description: 'Convite: imports rosters that take longer than a page may.',
    environment: { CONVITE_TABLE: data.table.tableName, ...environment },
    rights: [
      ...rightsOn(data, IMPORTER_ACTIONS),
      ...fileRights(bucket, FILE_ACTIONS.goOn),
      rightToEnqueue(queue),
      rightToReceive(queue),
    ],
    memoryMegabytes: 1769, // one whole processor: a roster is read in one go
    timeout: RUN,
  })
  const maxConcurrency = CONCURRENCY.importer
  feedFrom(queue, importer, { id: 'ImportsToImporter', batchSize: 1, maxConcurrency })
  new CfnOutput(stack, 'ImportDeadLettersUrl', { value: deadLetters.queueUrl })
  const rights = [...fileRights(bucket, FILE_ACTIONS.begin), rightToEnqueue(queue)]
  return { bucket, queue, deadLetters, importer, environment, rights }
}

function bucketOf(stack: Stack): Bucket {
  const bucket = new Bucket(stack, 'Uploads', {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    lifecycleRules: [{ expiration: Duration.days(1), abortIncompleteMultipartUploadAfter: Duration.days(1) }],
    removalPolicy: RemovalPolicy.DESTROY,
  })
  acknowledge(
    bucket,
    'AwsSolutions-S1',
    'Files stay for minutes and are read by our functions alone, whose logs say so.',
  )
  const { defaultChild } = bucket.node
  if (CfnBucket.isCfnBucket(defaultChild))
    acknowledge(
      stack,
      `AwsSolutions-IAM5[Resource::<${stack.getLogicalId(defaultChild)}.Arn>/*]`,
      'Each file has a random name.',
    )
  return bucket
}

// Without the right to list, S3 does not tell a missing file from a forbidden one.
function fileRights(bucket: Bucket, actions: readonly string[]): PolicyStatement[] {
  return [
    new PolicyStatement({
      actions: actions.map((action) => `s3:${action}`),
      resources: [bucket.arnForObjects('*')],
    }),
    new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }),
  ]
}
