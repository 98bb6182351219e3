import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  type GetRecordsCommandOutput,
  GetShardIteratorCommand,
  ListStreamsCommand,
  type _Record as StreamRecord,
} from '@aws-sdk/client-dynamodb-streams'
import { clientOf } from '../../functions/wire.ts'
import { isGranted, type Post, type QueueMessage } from './amazon.ts'
import { type CloudTemplate, type Properties, resourcesOf, statementsOf } from './assembly.ts'
import { type Cloud, tableArn } from './cloud.ts'
import type { Ground } from './lambda.ts'

/** What Amazon does in the background, on demand. */
export type BackgroundWork = {
  /** Delivers new records of the table's stream to its consumers. */
  streamOn(): Promise<void>
  /** Delivers the messages of the queues to their workers, until they are empty or after that many batches of each. */
  workOff(most?: number): Promise<void>
  /** Runs what the clock triggers every minute. */
  minute(): Promise<void>
}

type Parts = {
  template: CloudTemplate
  cloud: Cloud
  post: Post
  ground: Ground
  invoke: (id: string, event: unknown) => Promise<unknown>
}

/** Stream, queues and clock by the template's mappings. */
export function backgroundWork(parts: Parts): BackgroundWork {
  const read = streamReader(parts.ground)
  const streamArn = `${tableArn(parts.ground.tableName)}/stream/1`
  return {
    streamOn: async () => {
      const Records = await read()
      for (const mapping of mappingsFrom(parts, streamArn)) {
        if (mapping.FunctionResponseTypes?.[0] !== 'ReportBatchItemFailures')
          throw new Error('all or nothing')
        mayRead(parts, mapping, streamArn)
        for (let at = 0; at < Records.length; at += mapping.BatchSize) {
          const batch = { Records: Records.slice(at, at + mapping.BatchSize) }
          await parts.invoke(functionOf(parts, mapping.FunctionName), batch)
        }
      }
    },
    workOff: async (most = Number.POSITIVE_INFINITY) => {
      for (const arn of [...parts.post.queues.keys()]) await workOff(parts, arn, most)
    },
    minute: async () => {
      for (const [, { Target, ScheduleExpression, State }] of resourcesOf(
        parts.template,
        'AWS::Scheduler::Schedule',
      )) {
        if (ScheduleExpression !== 'rate(1 minute)' || State !== 'ENABLED') throw new Error('no clock')
        await parts.invoke(functionOf(parts, Target.Arn), JSON.parse(Target.Input))
      }
    },
  }
}

// Lambda reads the stream with the rights of the function.
function mayRead({ template, cloud }: Parts, mapping: Properties, stream: string): void {
  const id = functionOf({ cloud }, mapping.FunctionName)
  const rights = cloud.rights(statementsOf(template, template.Resources[id]?.Properties ?? {}))
  const [key] = resourcesOf(template, 'AWS::KMS::Key')
  const needed = [
    ...['DescribeStream', 'GetRecords', 'GetShardIterator'].map((action) => ({
      action: `dynamodb:${action}`,
      resource: stream,
    })),
    { action: 'dynamodb:ListStreams', resource: '*' },
    ...(key ? [{ action: 'kms:Decrypt', resource: cloud.resolve({ 'Fn::GetAtt': [key[0], 'Arn'] }) }] : []),
  ]
  for (const right of needed)
    if (!isGranted(rights, right)) throw new Error(`${id} may not ${right.action} at ${right.resource}`)
}

function mappingsFrom({ template, cloud }: Parts, source: string): Properties[] {
  const mappings = resourcesOf(template, 'AWS::Lambda::EventSourceMapping').map(([, mapping]) => mapping)
  return mappings.filter(({ EventSourceArn }) => cloud.resolve(EventSourceArn) === source)
}

// A function is identified by its name or by its ARN, which ends in it.
function functionOf({ cloud }: Pick<Parts, 'cloud'>, value: Parameters<Cloud['resolve']>[0]): string {
  return cloud.resolve(value).split(':').at(-1) ?? ''
}

async function workOff(parts: Parts, arn: string, most: number): Promise<void> {
  const { post, template, cloud } = parts
  const [, queue] =
    resourcesOf(template, 'AWS::SQS::Queue').find(
      ([id]) => cloud.resolve({ 'Fn::GetAtt': [id, 'Arn'] }) === arn,
    ) ?? []
  const { deadLetterTargetArn, maxReceiveCount = Number.POSITIVE_INFINITY } = queue?.RedrivePolicy ?? {}
  const [mapping] = mappingsFrom(parts, arn)
  for (let batches = 0; mapping && batches < most; batches++) {
    const batch = take(post, arn, mapping.BatchSize)
    if (batch.length === 0) return
    const Records = batch.map(({ messageId, body }) => ({ messageId, body }))
    const answer = await parts.invoke(functionOf(parts, mapping.FunctionName), { Records })
    const { batchItemFailures } = answer as { batchItemFailures: { itemIdentifier: string }[] }
    for (const { itemIdentifier } of batchItemFailures) {
      const failed = batch.find(({ messageId }) => messageId === itemIdentifier)
      if (!failed) throw new Error(`${itemIdentifier} was not in the batch`)
      const tries = failed.tries + 1
      const next = tries >= maxReceiveCount ? cloud.resolve(deadLetterTargetArn) : arn
      put(post, next, { ...failed, tries })
    }
  }
}

function take(post: Post, arn: string, most: number): QueueMessage[] {
  return post.queues.get(arn)?.splice(0, most) ?? []
}

function put(post: Post, arn: string, message: QueueMessage): void {
  post.queues.set(arn, [...(post.queues.get(arn) ?? []), message])
}

/** Reads what is new in a table's stream at each call. */
export function streamReader({
  engine,
  tableName: TableName,
}: Pick<Ground, 'engine' | 'tableName'>): () => Promise<StreamRecord[]> {
  const client = new DynamoDBStreamsClient(clientOf({ DYNAMODB_ENDPOINT: engine }))
  let iterators: (string | undefined)[] | undefined
  return async () => {
    iterators ??= await iteratorsOf(client, TableName)
    const records: StreamRecord[] = []
    for (const [place, iterator] of iterators.entries()) {
      // A page holds a megabyte or a thousand records at most: one that has none is the end of what is new.
      let ShardIterator = iterator
      let isOver = false
      while (ShardIterator && !isOver) {
        const page = await client.send(new GetRecordsCommand({ ShardIterator }))
        const { Records = [], NextShardIterator }: GetRecordsCommandOutput = page
        records.push(...Records)
        ShardIterator = NextShardIterator
        isOver = Records.length === 0
      }
      iterators[place] = ShardIterator
    }
    return records
  }
}

async function iteratorsOf(
  client: DynamoDBStreamsClient,
  TableName: string,
): Promise<(string | undefined)[]> {
  const { Streams: [stream] = [] } = await client.send(new ListStreamsCommand({ TableName }))
  const StreamArn = stream?.StreamArn
  const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamArn }))
  const shards = StreamDescription?.Shards ?? []
  const asked = shards.map(({ ShardId }) =>
    client.send(new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' })),
  )
  return (await Promise.all(asked)).map(({ ShardIterator }) => ShardIterator)
}
