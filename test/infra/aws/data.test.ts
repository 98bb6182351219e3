import { Match, Template } from 'aws-cdk-lib/assertions'
import { describe, expect, test } from 'vitest'
import { STREAM, tableDefinition } from '../../../shared/table/definition.ts'
import {
  type Assembly,
  onlyOf,
  resourcesOf,
  SYNTH_MS,
  statementsOf,
  synthesize,
  withBothStages,
} from '../../support/assembly.ts'

let dev: Assembly
let prod: Assembly
withBothStages((both) => {
  ;({ dev, prod } = both)
})

describe('The table', () => {
  test('keeps its logical id, or CloudFormation would make an empty one', () => {
    for (const { template } of [dev, prod])
      expect(onlyOf(template, 'AWS::DynamoDB::Table').id).toBe('TableCD117FA1')
  })

  test('has the shape that the engines on one machine have', () => {
    const definition = tableDefinition('any')
    for (const { template } of [dev, prod]) {
      const { properties } = onlyOf(template, 'AWS::DynamoDB::Table')
      expect(properties).toMatchObject({
        KeySchema: definition.KeySchema,
        AttributeDefinitions: definition.AttributeDefinitions,
        BillingMode: definition.BillingMode,
        StreamSpecification: { StreamViewType: STREAM.StreamViewType },
      })
      const indexes = (list: { IndexName?: string | undefined }[] = []) =>
        list.map(({ IndexName }) => IndexName)
      expect(indexes(properties.GlobalSecondaryIndexes)).toEqual(indexes(definition.GlobalSecondaryIndexes))
    }
  })

  test('costs no more than its ceiling of units a second lets it, its index neither', () => {
    const ceiling = (units: number) => ({ MaxReadRequestUnits: units, MaxWriteRequestUnits: units })
    for (const [{ template }, units] of [
      [dev, 4_000],
      [prod, 40_000],
    ] as const) {
      const { properties } = onlyOf(template, 'AWS::DynamoDB::Table')
      expect(properties.OnDemandThroughput).toEqual(ceiling(units))
      for (const index of properties.GlobalSecondaryIndexes)
        expect(index.OnDemandThroughput).toEqual(ceiling(units))
    }
  })

  test('can be brought back to any second, and forgets what has expired', () => {
    for (const { stack } of [dev, prod])
      Template.fromStack(stack).hasResourceProperties('AWS::DynamoDB::Table', {
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      })
  })

  test('stays in production whatever is done to the stack, and goes with a trial', () => {
    const kept = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' }
    const template = Template.fromStack(prod.stack)
    template.hasResource('AWS::DynamoDB::Table', { ...kept, Properties: { DeletionProtectionEnabled: true } })
    template.hasResource('AWS::SecretsManager::Secret', kept)
    template.hasResource('AWS::KMS::Key', kept)
    expect(prod.stack.terminationProtection).toBe(true)
    const gone = { DeletionPolicy: 'Delete', Properties: { DeletionProtectionEnabled: false } }
    Template.fromStack(dev.stack).hasResource('AWS::DynamoDB::Table', gone)
  })

  test('is encrypted with a turning key of the account where one was asked for', () => {
    const { id } = onlyOf(prod.template, 'AWS::KMS::Key')
    expect(id).toBe('Key961B73FD')
    const template = Template.fromStack(prod.stack)
    template.hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true })
    template.hasResourceProperties('AWS::DynamoDB::Table', {
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: { 'Fn::GetAtt': [id, 'Arn'] } },
    })
    template.hasResourceProperties('AWS::SecretsManager::Secret', { KmsKeyId: { 'Fn::GetAtt': [id, 'Arn'] } })
    Template.fromStack(dev.stack).resourceCountIs('AWS::KMS::Key', 0)
  })
})

describe('A table that was restored', () => {
  test(
    'is what the functions use and may touch, and the one of the stack stays',
    () => {
      const restored = synthesize({ stage: 'dev', restoredTable: 'convite-restored' })
      expect(onlyOf(restored.template, 'AWS::DynamoDB::Table').id).toBe('TableCD117FA1')
      for (const [id, code] of resourcesOf(restored.template, 'AWS::Lambda::Function')) {
        expect(code.Environment.Variables.CONVITE_TABLE, id).toBe('convite-restored')
        const rights = JSON.stringify(statementsOf(restored.template, code))
        expect(rights, id).toContain(':table/convite-restored')
        expect(rights, id).not.toContain('TableCD117FA1')
      }
      restored.remove()
    },
    SYNTH_MS,
  )
})

describe('The secret', () => {
  test('keeps its logical id, or every family would be signed out', () => {
    for (const { template } of [dev, prod])
      expect(template.Resources.SecretA720EF05?.Properties.GenerateSecretString.GenerateStringKey).toBe(
        'cookieKey',
      )
  })

  test('of the set-up is a code that nobody guesses and anybody can type', () => {
    for (const { stack } of [dev, prod])
      Template.fromStack(stack).hasResourceProperties('AWS::SecretsManager::Secret', {
        GenerateSecretString: {
          GenerateStringKey: 'setupCode',
          PasswordLength: 16,
          ExcludeUppercase: true,
          ExcludePunctuation: true,
          ExcludeCharacters: '01ilo',
        },
      })
  })

  test('is generated by AWS and in no template', () => {
    Template.fromStack(dev.stack).hasResourceProperties('AWS::SecretsManager::Secret', {
      GenerateSecretString: {
        GenerateStringKey: 'cookieKey',
        PasswordLength: 64,
        SecretStringTemplate: '{}',
      },
      SecretString: Match.absent(),
    })
  })
})
