import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TALLY_ACTIONS } from '../../../infra/aws/counting.ts'
import {
  type Assembly,
  listOf,
  resourcesOf,
  SYNTH_MS,
  statementsOf,
  synthesize,
} from '../../support/assembly.ts'

let dev: Assembly
beforeAll(() => {
  dev = synthesize({ stage: 'dev' })
}, SYNTH_MS)
afterAll(() => dev?.remove())

const named = (type: string, name: string) =>
  resourcesOf(dev.template, type).find(([id]) => id.startsWith(name))?.[1] ?? {}

describe('What counts', () => {
  test('reads the stream from its beginning, a thousand changes or five seconds at a time, and loses none', () => {
    const mapping = named('AWS::Lambda::EventSourceMapping', 'StreamToTally')
    const dead = resourcesOf(dev.template, 'AWS::SQS::Queue').find(([id]) => id.startsWith('TallyDead'))?.[0]
    expect(mapping).toMatchObject({
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: 1000,
      MaximumBatchingWindowInSeconds: 5,
      MaximumRetryAttempts: 5,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [dead, 'Arn'] } } },
    })
  })

  test('is called for nothing that it does not count', () => {
    const { FilterCriteria } = named('AWS::Lambda::EventSourceMapping', 'StreamToTally')
    const patterns = FilterCriteria.Filters.map(({ Pattern }: { Pattern: string }) => JSON.parse(Pattern))
    expect(patterns).toEqual([
      { dynamodb: { NewImage: { mark: { S: [{ exists: true }] } } } },
      { dynamodb: { Keys: { sk: { S: [{ prefix: 'WORKSHOP#' }] } } } },
      { eventName: ['REMOVE'] },
    ])
  })

  test('may do with the table what it does, and sends nothing to anybody', () => {
    const actions = statementsOf(dev.template, named('AWS::Lambda::Function', 'Tally')).flatMap(
      ({ Action }) => listOf(Action),
    )
    const stream = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams']
    expect(actions.filter((one) => one.startsWith('dynamodb:'))).toEqual(
      [...TALLY_ACTIONS, ...stream].map((action) => `dynamodb:${action}`),
    )
    expect(actions.filter((one) => /^ses:|^sms/.test(one))).toEqual([])
  })
})
