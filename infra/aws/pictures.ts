import { CfnOutput, Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { BlockPublicAccess, Bucket, BucketEncryption, CfnBucket } from 'aws-cdk-lib/aws-s3'
import { acknowledge } from './acknowledgement.ts'
import type { Options } from './options.ts'

// As in functions/picture-bucket.ts.
const PREFIX = 'pictures/'

/** The bucket of pictures, and what a function needs to know of it. */
export type Pictures = { bucket: Bucket; environment: Record<string, string> }

/** What each function does with a picture: the pages show and store it, the API archives it, the tally takes it away. */
export const PICTURE_ACTIONS = {
  web: ['GetObject', 'PutObject'],
  api: ['GetObject'],
  tally: ['DeleteObject'],
} as const

/**
 * Pictures of hosts and workshops, beside the table. Nothing is versioned, so that what is deleted is gone; what no item of
 * the table names is deleted by the tally. In `prod` the removal of the stack leaves it, as it leaves the table.
 */
export function picturesOf(stack: Stack, { stage }: Pick<Options, 'stage'>): Pictures {
  const bucket = new Bucket(stack, 'Pictures', {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    versioned: false,
    lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(1) }],
    removalPolicy: stage === 'prod' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  })
  acknowledge(bucket, 'AwsSolutions-S1', 'Our functions alone read it, whose logs say so.')
  const { defaultChild } = bucket.node
  if (CfnBucket.isCfnBucket(defaultChild))
    acknowledge(
      stack,
      `AwsSolutions-IAM5[Resource::<${stack.getLogicalId(defaultChild)}.Arn>/${PREFIX}*]`,
      'Each file has a random name under its school.',
    )
  new CfnOutput(stack, 'PicturesBucket', { value: bucket.bucketName })
  return { bucket, environment: { CONVITE_PICTURES: bucket.bucketName } }
}

/** The right to those calls on pictures, and to list them: without it S3 does not tell a missing file from a forbidden one. */
export function rightsOnPictures({ bucket }: Pictures, actions: readonly string[]): PolicyStatement[] {
  return [
    new PolicyStatement({
      actions: actions.map((action) => `s3:${action}`),
      resources: [bucket.arnForObjects(`${PREFIX}*`)],
    }),
    new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }),
  ]
}
