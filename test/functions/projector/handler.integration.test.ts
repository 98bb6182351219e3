import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs'
import { mockClient } from 'aws-sdk-client-mock'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { LAMBDA, streamRecord, unsentInvitations, workerEnvironment } from '../../support/worker.ts'

const queue = mockClient(SQSClient)
let handler: typeof import('../../../functions/projector/handler.ts').handler
let places: { pk: string; sk: string }[]
beforeAll(async () => {
  const unsent = await unsentInvitations(['ada', 'ben'])
  places = unsent.places.map(({ place }) => place)
  for (const [name, value] of Object.entries(workerEnvironment(unsent.tableName))) vi.stubEnv(name, value)
  handler = (await import('../../../functions/projector/handler.ts')).handler
})
afterEach(() => queue.reset())

const bodies = () =>
  queue
    .commandCalls(SendMessageBatchCommand)
    .flatMap(({ args }) => args[0].input.Entries ?? [])
    .map(({ MessageBody = '' }) => JSON.parse(MessageBody))

test('new messages are enqueued by their key, and nothing else is', async () => {
  queue.on(SendMessageBatchCommand).resolves({})
  const others = [streamRecord('3', { pk: 'SCHOOL#s#FAMILIES', sk: 'FAMILY#f' })]
  const Records = [...places.map((place, at) => streamRecord(String(at), place)), ...others]
  expect(await handler({ Records }, LAMBDA)).toEqual({ batchItemFailures: [] })
  expect(bodies()).toEqual(places)
})

test('a failed record is reported by its sequence number, and no other one', async () => {
  const [first, second] = places
  if (!first || !second) throw new Error('two messages')
  queue
    .on(SendMessageBatchCommand)
    .callsFake(({ Entries }) => (Entries[0].MessageBody.includes(first.sk) ? { Failed: [{ Id: '0' }] } : {}))
  const Records = [streamRecord('7', first), streamRecord('8', second)]
  expect(await handler({ Records }, LAMBDA)).toEqual({ batchItemFailures: [{ itemIdentifier: '7' }] })
  expect(bodies()).toContainEqual(second)
})
