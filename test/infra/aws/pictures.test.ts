import { describe, expect, test } from 'vitest'
import { type Assembly, listOf, resourcesOf, statementsOf, withBothStages } from '../../support/assembly.ts'

let dev: Assembly
let prod: Assembly
withBothStages((both) => {
  ;({ dev, prod } = both)
})

const bucketOf = ({ template }: Assembly) =>
  Object.entries(template.Resources).find(
    ([id, { Type }]) => Type === 'AWS::S3::Bucket' && id.startsWith('Pictures'),
  ) ?? ['', undefined]

describe('The bucket of pictures', () => {
  test('is encrypted, closed to everybody outside, and takes nothing in the clear', () => {
    for (const stage of [dev, prod]) {
      const [id, bucket] = bucketOf(stage)
      expect(bucket?.Properties).toMatchObject({
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
      })
      const policies = resourcesOf(stage.template, 'AWS::S3::BucketPolicy').map(([, one]) => one)
      expect(policies.find(({ Bucket }) => Bucket.Ref === id)?.PolicyDocument.Statement).toEqual([
        expect.objectContaining({
          Effect: 'Deny',
          Action: 's3:*',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      ])
    }
  })

  test('keeps no version of what is deleted, and lets no picture expire that the table names', () => {
    const [, bucket] = bucketOf(prod)
    expect(bucket?.Properties).not.toHaveProperty('VersioningConfiguration')
    const rules = bucket?.Properties.LifecycleConfiguration.Rules
    expect(rules).toEqual([{ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 }, Status: 'Enabled' }])
    expect([dev, prod].map((stage) => bucketOf(stage)[1]?.DeletionPolicy)).toEqual(['Delete', 'Retain'])
  })

  test('is read and written by the pages, read by the API, emptied by the tally, and nobody else’s', () => {
    const [id] = bucketOf(prod)
    const names = (value: unknown) => JSON.stringify(value).includes(id)
    const rights = resourcesOf(prod.template, 'AWS::Lambda::Function').flatMap(([name, code]) => {
      const statements = statementsOf(prod.template, code).filter(({ Resource }) => names(Resource))
      return statements.length === 0
        ? []
        : [[name.replace(/[0-9A-F]{8}$/, ''), statements.flatMap(({ Action }) => listOf(Action))]]
    })
    expect(Object.fromEntries(rights)).toEqual({
      Web: ['s3:GetObject', 's3:PutObject', 's3:ListBucket'],
      Api: ['s3:GetObject', 's3:ListBucket'],
      Tally: ['s3:DeleteObject', 's3:ListBucket'],
    })
    const objects = resourcesOf(prod.template, 'AWS::Lambda::Function').flatMap(([, code]) =>
      statementsOf(prod.template, code).flatMap(({ Action, Resource }) =>
        listOf(Action).some((one) => /Object$/.test(one)) ? listOf(Resource).filter(names) : [],
      ),
    )
    for (const resource of objects) expect(JSON.stringify(resource)).toContain('/pictures/*')
  })
})
