import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
} from '@aws-sdk/client-dynamodb-streams'
import { smtpSend } from '../../functions/sender/smtp.ts'
import { clientOf, type Environment, TABLE_NAME } from '../../functions/wire.ts'
import type { Services } from '../../shared/access/context.ts'
import { faultRecord } from '../../shared/access/fault.ts'
import { deliver, newMessages, overdueMessages } from '../../shared/message/operations.ts'
import type { Key } from '../../shared/table/table.ts'

const LISTEN_EVERY_MS = 300
const CLOCK_EVERY_MS = 10_000

/** What goes on beside the server until it is stopped. */
export type Background = { stop(): Promise<void> }

/**
 * Sends messages by the server of `SMTP_URL`: new ones as the table's stream tells of them, and by the clock those
 * that nobody sent. Without `SMTP_URL` they stay on the outbox page, and nothing runs.
 */
export function startDelivery(services: Services, environment: Environment, origin: string): Background {
  const url = environment.SMTP_URL
  if (!url) return { stop: async () => undefined }
  const from = environment.CONVITE_FROM || 'Convite <convite@localhost>'
  const send = smtpSend({ url, from, origin })
  const sendAll = async (keys: readonly Key[]) => {
    for (const key of keys) await deliver(services, key, send)
  }
  const read = streamReader(environment)
  const listening = repeat(LISTEN_EVERY_MS, async () => sendAll(await read()))
  const clock = repeat(CLOCK_EVERY_MS, async () => sendAll(await overdueMessages(services)))
  return { stop: async () => void (await Promise.all([listening.stop(), clock.stop()])) }
}

/** Reads what is new in the table's stream, from its beginning on: what was sent already is passed by. */
function streamReader(environment: Environment): () => Promise<Key[]> {
  const client = new DynamoDBStreamsClient(clientOf(environment))
  const iterators = new Map<string, string | undefined>()
  return async () => {
    if (iterators.size === 0) await openShards(client, environment.CONVITE_TABLE || TABLE_NAME, iterators)
    const keys: Key[] = []
    for (const [shard, ShardIterator] of iterators) {
      if (!ShardIterator) continue
      const { Records = [], NextShardIterator } = await client.send(new GetRecordsCommand({ ShardIterator }))
      iterators.set(shard, NextShardIterator)
      const changes = Records.map(({ eventName, dynamodb }) => ({
        key: { pk: dynamodb?.Keys?.pk?.S ?? '', sk: dynamodb?.Keys?.sk?.S ?? '' },
        isNew: eventName === 'INSERT',
      }))
      keys.push(...newMessages(changes))
    }
    return keys
  }
}

async function openShards(
  client: DynamoDBStreamsClient,
  TableName: string,
  iterators: Map<string, string | undefined>,
): Promise<void> {
  const { Streams: [stream] = [] } = await client.send(new ListStreamsCommand({ TableName }))
  if (!stream?.StreamArn) return
  const { StreamArn } = stream
  const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamArn }))
  for (const { ShardId = '' } of StreamDescription?.Shards ?? []) {
    const asked = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' } as const
    iterators.set(ShardId, (await client.send(new GetShardIteratorCommand(asked))).ShardIterator)
  }
}

// One round after the other; a fault is logged and the next round tries again.
function repeat(milliseconds: number, round: () => Promise<void>): Background {
  let stopped = false
  let wake: () => void = () => undefined
  const run = async () => {
    while (!stopped) {
      await round().catch((fault: Error) => console.error(JSON.stringify(faultRecord(fault))))
      if (stopped) return
      await new Promise<void>((done) => {
        wake = done
        setTimeout(done, milliseconds).unref()
      })
    }
  }
  const running = run()
  const stop = async () => {
    stopped = true
    wake()
    await running
  }
  return { stop }
}
