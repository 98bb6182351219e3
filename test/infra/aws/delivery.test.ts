import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SENDER_ACTIONS } from '../../../infra/aws/delivery.ts'
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

const rightsOf = (name: string) => {
  const [, code = {}] =
    resourcesOf(prod.template, 'AWS::Lambda::Function').find(([id]) => id.startsWith(name)) ?? []
  return statementsOf(prod.template, code).flatMap(({ Action }) => listOf(Action))
}
const tableRights = (name: string) => rightsOf(name).filter((action) => action.startsWith('dynamodb:'))

describe('What carries messages', () => {
  test(
    'is not there where no sender was named',
    () => {
      const dev = synthesize({ stage: 'dev' })
      const ids = (type: string) => resourcesOf(dev.template, type).map(([id]) => id)
      for (const type of ['AWS::SQS::Queue', 'AWS::Lambda::EventSourceMapping'])
        expect(ids(type).filter((id) => !/^(Import|Tally|StreamToTally)/.test(id))).toEqual([])
      dev.remove()
    },
    SYNTH_MS,
  )

  test('gives back single records and messages, and lets none be lost', () => {
    const all = resourcesOf(prod.template, 'AWS::Lambda::EventSourceMapping')
    const mappings = all.map(([, one]) => one)
    expect(mappings).toHaveLength(4)
    for (const mapping of mappings) expect(mapping.FunctionResponseTypes).toEqual(['ReportBatchItemFailures'])
    const dead = resourcesOf(prod.template, 'AWS::SQS::Queue').find(([id]) =>
      id.startsWith('DeadLetters'),
    )?.[0]
    const [, stream] = all.find(([id]) => id.startsWith('StreamToProjector')) ?? []
    expect(stream).toMatchObject({
      StartingPosition: 'TRIM_HORIZON',
      MaximumRetryAttempts: 5,
      BisectBatchOnFunctionError: true,
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [dead, 'Arn'] } } },
    })
    const [, queue] =
      resourcesOf(prod.template, 'AWS::SQS::Queue').find(([id]) => id.startsWith('Messages')) ?? []
    expect(queue).toMatchObject({
      RedrivePolicy: { maxReceiveCount: 5, deadLetterTargetArn: { 'Fn::GetAtt': [dead, 'Arn'] } },
      SqsManagedSseEnabled: true,
      VisibilityTimeout: 180,
    })
  })

  test('may do with the table what it does, each function by itself', () => {
    expect(tableRights('Sender')).toEqual(SENDER_ACTIONS.map((action) => `dynamodb:${action}`))
    expect(tableRights('Scheduler')).toEqual(['dynamodb:Query'])
    expect(tableRights('Projector')).toEqual(
      ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map(
        (action) => `dynamodb:${action}`,
      ),
    )
    expect(rightsOf('Sender')).toContain('ses:SendEmail')
    for (const name of ['Web', 'Api', 'Projector', 'Scheduler'])
      expect(rightsOf(name)).not.toContain('ses:SendEmail')
  })

  test('is woken each minute, by a role that schedules of this account alone can use', () => {
    const clock = resourcesOf(prod.template, 'AWS::IAM::Role').find(([id]) => id.startsWith('MinuteRole'))
    expect(clock?.[1].AssumeRolePolicyDocument.Statement).toMatchObject([
      {
        Principal: { Service: 'scheduler.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      },
    ])
    expect(onlyOf(prod.template, 'AWS::Scheduler::Schedule').properties).toMatchObject({
      ScheduleExpression: 'rate(1 minute)',
      State: 'ENABLED',
      Target: { Input: '{}', RetryPolicy: { MaximumRetryAttempts: 0 } },
    })
  })

  test('raises an alarm when people wait for their messages, or will never get them', () => {
    const described = resourcesOf(prod.template, 'AWS::CloudWatch::Alarm').map(
      ([, one]) => one.AlarmDescription,
    )
    expect(described.filter((text) => text.startsWith('People wait for their messages'))).toHaveLength(5)
    expect(described).toContain('Somebody will never get their message: see the dead letters.')
  })
})
