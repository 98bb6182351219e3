import { Match, Template } from 'aws-cdk-lib/assertions'
import { describe, expect, test } from 'vitest'
import { IMPORTER_ACTIONS } from '../../../infra/aws/imports.ts'
import { type Assembly, listOf, resourcesOf, statementsOf, withBothStages } from '../../support/assembly.ts'

let dev: Assembly
let prod: Assembly
withBothStages((both) => {
  ;({ dev, prod } = both)
})

describe('The bucket of rosters', () => {
  test('can be read by nobody outside', () => {
    for (const { stack, template } of [dev, prod]) {
      expect(resourcesOf(template, 'AWS::S3::Bucket')).toHaveLength(2)
      Template.fromStack(stack).hasResourceProperties('AWS::S3::Bucket', {
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        BucketEncryption: Match.objectLike({}),
      })
    }
  })

  test('forgets each file within a day, and takes nothing in the clear', () => {
    const template = Template.fromStack(prod.stack)
    template.hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: 1, Status: 'Enabled' })] },
    })
    const [[, properties] = []] = resourcesOf(prod.template, 'AWS::S3::BucketPolicy').filter(([id]) =>
      id.startsWith('Uploads'),
    )
    expect(properties?.PolicyDocument.Statement).toEqual([
      expect.objectContaining({
        Effect: 'Deny',
        Action: 's3:*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    ])
  })
})

describe('The importer', () => {
  const importer = () =>
    resourcesOf(prod.template, 'AWS::Lambda::Function').find(([id]) => id.startsWith('Importer'))?.[1] ?? {}

  test('has five minutes a job, given to nobody else meanwhile, and loses none', () => {
    const queues = resourcesOf(prod.template, 'AWS::SQS::Queue')
    const [dead] = queues.find(([id]) => id.startsWith('ImportDeadLetters')) ?? []
    const [id, queue] = queues.find(([id]) => id.startsWith('Imports')) ?? []
    expect(importer().Timeout).toBe(300)
    expect(queue?.VisibilityTimeout).toBeGreaterThan(importer().Timeout)
    expect(queue?.RedrivePolicy).toEqual({
      maxReceiveCount: 5,
      deadLetterTargetArn: { 'Fn::GetAtt': [dead, 'Arn'] },
    })
    const mappings = resourcesOf(prod.template, 'AWS::Lambda::EventSourceMapping').map(([, one]) => one)
    expect(mappings.find(({ EventSourceArn }) => EventSourceArn['Fn::GetAtt'][0] === id)).toMatchObject({
      BatchSize: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    })
  })

  test('may read files and take them away, and do with the table what it does', () => {
    const actions = statementsOf(prod.template, importer()).flatMap(({ Action }) => listOf(Action))
    const of = (service: string) => actions.filter((action) => action.startsWith(service))
    expect(of('s3:')).toEqual(['s3:GetObject', 's3:DeleteObject', 's3:ListBucket'])
    expect(of('dynamodb:')).toEqual(IMPORTER_ACTIONS.map((action) => `dynamodb:${action}`))
    expect(of('secretsmanager:')).toEqual([])
  })
})
