import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs'
import { mockClient } from 'aws-sdk-client-mock'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { LAMBDA, unsentInvitations, workerEnvironment } from '../../support/worker.ts'

const queue = mockClient(SQSClient)
let handler: typeof import('../../../functions/scheduler/handler.ts').handler
let places: { pk: string; sk: string }[]
beforeAll(async () => {
  const unsent = await unsentInvitations(Array.from({ length: 12 }, (_, place) => `member${place}`))
  places = unsent.places.map(({ place }) => place)
  const inFiveMinutes = new Date(Date.now() + 5 * 60_000).toISOString()
  const environment = { ...workerEnvironment(unsent.tableName), CONVITE_NOW: inFiveMinutes }
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
  handler = (await import('../../../functions/scheduler/handler.ts')).handler
})

beforeEach(() => queue.reset())

test('unsent messages are enqueued again, ten at a time', async () => {
  queue.on(SendMessageBatchCommand).resolves({})
  await handler({}, LAMBDA)
  const calls = queue.commandCalls(SendMessageBatchCommand).map(({ args }) => args[0].input.Entries ?? [])
  expect(calls.map(({ length }) => length)).toEqual([10, 2])
  const found = calls.flat().map(({ MessageBody = '' }) => JSON.parse(MessageBody).sk)
  expect(found.sort()).toEqual(places.map(({ sk }) => sk).sort())
})

test('a queue that refuses messages fails the function, told without the queue’s words', async () => {
  queue.on(SendMessageBatchCommand).rejects(new Error('no place for ada@example.org'))
  await expect(handler({}, LAMBDA)).rejects.toThrow(/^[0-9a-f]{8}$/)
})
