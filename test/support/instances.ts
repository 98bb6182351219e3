import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs'
import type { DynamoDBRecord } from 'aws-lambda'
import { mockClient } from 'aws-sdk-client-mock'
import { vi } from 'vitest'
import { type Chance, shuffled } from './chance.ts'
import { LAMBDA, queueEvent, workerEnvironment } from './worker.ts'

/** The workers behind the site, each in a separate instance, as a deployment has several of each. */
export type Instance = {
  /** Delivers records of the stream to both of its consumers. */
  project(records: readonly DynamoDBRecord[]): Promise<unknown>
  clock(): Promise<unknown>
  /** Sends the queue's messages at these indexes; failed ones return to the queue. */
  send(bodies: readonly string[]): Promise<void>
}

/** The queue between the workers, and the e-mails they gave to SES, by address. */
export type Between = {
  queue: string[]
  mails: Map<string, number>
  instanceAt(now: string): Promise<Instance>
}

const BATCH = 10

/** A queue and a mailbox that stand in for Amazon's, and instances of the workers on a table. */
export function workersOn(tableName: string): Between {
  const queue: string[] = []
  const mails = new Map<string, number>()
  mockClient(SQSClient)
    .on(SendMessageBatchCommand)
    .callsFake(({ Entries }: { Entries: { MessageBody: string }[] }) => {
      queue.push(...Entries.map(({ MessageBody }) => MessageBody))
      return {}
    })
  mockClient(SESv2Client)
    .on(SendEmailCommand)
    .callsFake(({ Destination }: { Destination: { ToAddresses: string[] } }) => {
      for (const to of Destination.ToAddresses) mails.set(to, (mails.get(to) ?? 0) + 1)
      return { MessageId: crypto.randomUUID() }
    })
  const instanceAt = async (now: string): Promise<Instance> => {
    const environment = {
      ...workerEnvironment(tableName),
      CONVITE_NOW: now,
      POWERTOOLS_LOG_LEVEL: 'SILENT',
      POWERTOOLS_METRICS_DISABLED: 'true',
    }
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
    vi.resetModules()
    const projector = await import('../../functions/projector/handler.ts')
    const tally = await import('../../functions/tally/handler.ts')
    const scheduler = await import('../../functions/scheduler/handler.ts')
    const sender = await import('../../functions/sender/handler.ts')
    return {
      project: (records) =>
        Promise.all([projector, tally].map(({ handler }) => handler({ Records: [...records] }, LAMBDA))),
      clock: () => scheduler.handler({}, LAMBDA),
      send: async (bodies) => {
        for (let at = 0; at < bodies.length; at += BATCH) {
          const batch = bodies.slice(at, at + BATCH)
          const event = queueEvent(Object.fromEntries(batch.map((body, place) => [`${place}`, body])))
          const { batchItemFailures } = await sender.handler(event, LAMBDA)
          for (const { itemIdentifier } of batchItemFailures) queue.push(batch[Number(itemIdentifier)] ?? '')
        }
      },
    }
  }
  return { queue, mails, instanceAt }
}

/** Takes all messages of the queue in random order, some twice (at-least-once delivery). */
export function takeAll({ queue }: Between, chance: Chance): string[] {
  const bodies = queue.splice(0)
  return shuffled([...bodies, ...bodies.filter(() => chance() < 0.3)], chance)
}
