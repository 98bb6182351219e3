import { Template } from 'aws-cdk-lib/assertions'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TABLE_ACTIONS } from '../../../infra/aws/site.ts'
import {
  ALL_OPTIONS,
  type Assembly,
  listOf,
  OPTION_SETS,
  onlyOf,
  type Properties,
  resourcesOf,
  type Statement,
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
      // The due index, with the ballots that are not counted yet.
      expect(rights[1]).toMatchObject({ Action: 'dynamodb:Query' })
      expect(rights[1]?.Resource).toEqual({ 'Fn::Join': ['', [arn, '/index/due']] })
    }
  })

  test('has no managed policy, which would name every resource of the account', () => {
    for (const [id, role] of resourcesOf(prod.template, 'AWS::IAM::Role'))
      expect(role, id).not.toHaveProperty('ManagedPolicyArns')
    Template.fromStack(prod.stack).resourceCountIs('AWS::IAM::ManagedPolicy', 0)
  })
})

const actionsOf = (statements: Statement[]) => statements.flatMap(({ Action }) => listOf(Action))
const resourcesFor = (statements: Statement[], action: string) =>
  statements
    .filter(({ Action }) => listOf(Action).includes(action))
    .flatMap(({ Resource }) => listOf(Resource))

// What knows no name: X-Ray, Translate and the list of streams; and files, whose names nobody knows before.
const UNNAMED =
  /^(xray:PutTraceSegments|xray:PutTelemetryRecords|translate:TranslateText|dynamodb:ListStreams|s3:\w+)$/

describe.each(Object.entries(OPTION_SETS))('Least privilege with %s', (_, options) => {
  let assembly: Assembly
  let all: { id: string; code: Properties; statements: Statement[] }[]
  beforeAll(() => {
    assembly = synthesize(options)
    all = resourcesOf(assembly.template, 'AWS::Lambda::Function').map(([id, code]) => ({
      id,
      code,
      statements: statementsOf(assembly.template, code),
    }))
  }, SYNTH_MS)
  afterAll(() => assembly?.remove())

  test('names what each right is for', () => {
    for (const { id, statements } of all) {
      const open = statements.filter(({ Resource }) =>
        listOf(Resource).some((one) => JSON.stringify(one).includes('*')),
      )
      expect(
        actionsOf(open).filter((action) => !UNNAMED.test(action)),
        id,
      ).toEqual([])
      expect(
        actionsOf(statements).filter((action) => action.includes('*')),
        id,
      ).toEqual([])
    }
  })

  test('lets whoever touches the table, its index, its stream or a secret use the key that encrypts them', () => {
    const [key] = resourcesOf(assembly.template, 'AWS::KMS::Key')
    const arns = key ? [JSON.stringify({ 'Fn::GetAtt': [key[0], 'Arn'] })] : []
    for (const { id, statements } of all) {
      const touches = actionsOf(statements).some((action) => /^(dynamodb|secretsmanager):/.test(action))
      const keys = resourcesFor(statements, 'kms:Decrypt').map((one) => JSON.stringify(one))
      expect([...new Set(keys)], id).toEqual(touches ? arns : [])
    }
  })

  test('lets a function read the secrets of which it is told, and no other', () => {
    for (const { id, code, statements } of all) {
      const told = Object.entries<unknown>(code.Environment.Variables).filter(([name]) =>
        /SECRET$/.test(name),
      )
      expect(resourcesFor(statements, 'secretsmanager:GetSecretValue'), id).toEqual(
        told.map(([, arn]) => arn),
      )
    }
  })

  test('lets a function read the stream or queue that feeds it, and no other', () => {
    const mappings = resourcesOf(assembly.template, 'AWS::Lambda::EventSourceMapping').map(([, one]) => one)
    for (const { id, statements } of all) {
      const sources = mappings.filter(({ FunctionName }) => FunctionName.Ref === id)
      const readable = ['sqs:ReceiveMessage', 'dynamodb:GetRecords'].flatMap((action) =>
        resourcesFor(statements, action),
      )
      expect(readable, id).toEqual(sources.map(({ EventSourceArn }) => EventSourceArn))
      const isStream = actionsOf(statements).includes('dynamodb:GetRecords')
      expect(resourcesFor(statements, 'dynamodb:ListStreams'), id).toEqual(isStream ? ['*'] : [])
    }
  })
})
