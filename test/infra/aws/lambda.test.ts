import { Template } from 'aws-cdk-lib/assertions'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TABLE_ACTIONS } from '../../../infra/aws/site.ts'
import {
  ALL_OPTIONS,
  type Assembly,
  listOf,
  onlyOf,
  resourcesOf,
  SYNTH_MS,
  statementsOf,
  synthesize,
} from '../../support/assembly.ts'

let prod: Assembly
beforeAll(() => {
  prod = synthesize(ALL_OPTIONS)
}, SYNTH_MS)
afterAll(() => prod?.remove())

const functions = () => resourcesOf(prod.template, 'AWS::Lambda::Function')

describe('Each function', () => {
  test('runs on Node 24 and arm64, traced, with an end before that of the gateway', () => {
    expect(functions()).toHaveLength(7)
    for (const [id, code] of functions()) {
      expect(code, id).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'handler.handler',
        // Nobody waits for an importer’s answer.
        Timeout: id.startsWith('Importer') ? 300 : 29,
        TracingConfig: { Mode: 'Active' },
      })
      // Its maps are read with the first fault, not at the start.
      expect(code.Environment.Variables, id).not.toHaveProperty('NODE_OPTIONS')
    }
  })

  test('keeps its logs three months, in a group that the stack owns', () => {
    for (const [id, code] of functions()) {
      const group = code.LoggingConfig.LogGroup.Ref
      expect(prod.template.Resources[group]?.Properties.RetentionInDays, id).toBe(90)
    }
    for (const [id, { RetentionInDays }] of resourcesOf(prod.template, 'AWS::Logs::LogGroup'))
      expect(RetentionInDays, id).toBe(90)
  })

  test('holds no secret in its environment', () => {
    for (const [id, { Environment }] of functions()) {
      const names = Object.keys(Environment.Variables).filter((name) => /TOKEN|PASSWORD|KEY$/.test(name))
      expect(names, id).toEqual([])
      expect(JSON.stringify(Environment), id).not.toContain('{{resolve:')
    }
  })

  test('has exactly its actions on the table', () => {
    const table = onlyOf(prod.template, 'AWS::DynamoDB::Table').id
    const allowed = { Web: TABLE_ACTIONS.web, Api: TABLE_ACTIONS.api }
    for (const [name, actions] of Object.entries(allowed)) {
      const [, code = {}] = functions().find(([id]) => id.startsWith(name)) ?? []
      const arn = { 'Fn::GetAtt': [table, 'Arn'] }
      const rights = statementsOf(prod.template, code).filter(({ Action }) =>
        String(Action).includes('dynamodb:'),
      )
      expect(rights).toHaveLength(2)
      expect(listOf(rights[0]?.Action ?? [])).toEqual(actions.map((action) => `dynamodb:${action}`))
      expect(listOf(rights[0]?.Resource ?? [])).toEqual([arn])
      // The index of work, where lies what is not counted yet.
      expect(rights[1]).toMatchObject({ Action: 'dynamodb:Query' })
      expect(rights[1]?.Resource).toEqual({ 'Fn::Join': ['', [arn, '/index/due']] })
    }
  })

  test('names what each right is for; X-Ray and Translate alone know no names, and a file’s nobody knows before', () => {
    for (const [id, code] of functions()) {
      const open = statementsOf(prod.template, code).filter(({ Resource }) =>
        listOf(Resource).some((one) => JSON.stringify(one).includes('*')),
      )
      const unnamed = open.filter(
        ({ Action }) => !listOf(Action).every((one) => /^s3:|^translate:TranslateText$/.test(one)),
      )
      expect(
        unnamed.map(({ Action }) => Action),
        id,
      ).toEqual([['xray:PutTraceSegments', 'xray:PutTelemetryRecords']])
      const actions = statementsOf(prod.template, code).flatMap(({ Action }) => listOf(Action))
      expect(actions.filter((action) => action.includes('*'))).toEqual([])
    }
  })

  test('has no managed policy, which would name every resource of the account', () => {
    for (const [id, role] of resourcesOf(prod.template, 'AWS::IAM::Role'))
      expect(role, id).not.toHaveProperty('ManagedPolicyArns')
    Template.fromStack(prod.stack).resourceCountIs('AWS::IAM::ManagedPolicy', 0)
  })
})
