import { randomUUID } from 'node:crypto'
import type { Context, DynamoDBRecord, SQSEvent, SQSRecord } from 'aws-lambda'
import { inject } from 'vitest'
import { listOutbox, placeOfMessage } from '../../shared/delivery/message.operations.ts'
import { inviteMember } from '../../shared/team/member.operations.ts'
import { contextFor } from './context.ts'
import { freshTable } from './engine.ts'
import { DEPLOYMENT, schoolWith } from './puente.ts'

/** The context that Lambda passes to a function. */
export const LAMBDA = { functionName: 'worker', awsRequestId: 'r' } as Context

/** A school whose invitations are all pending, on a table that a worker can be wired to. */
export async function unsentInvitations(names: readonly string[]) {
  const tableName = `test-${randomUUID()}`
  const table = await freshTable(tableName)
  const { school } = await schoolWith(table, 0)
  const now = new Date().toISOString()
  const context = contextFor(DEPLOYMENT, { table, now })
  for (const name of names) {
    await inviteMember(context, school, { name, email: `${name}@example.org`, role: 'helper' })
  }
  const outbox = () => listOutbox(context, school)
  const places = (await outbox()).map((message) => ({
    to: message.to,
    place: placeOfMessage(school, message),
  }))
  return { places, outbox, tableName }
}

/** The environment of a worker on that table. */
export function workerEnvironment(tableName: string): Record<string, string> {
  return {
    CONVITE_TABLE: tableName,
    DYNAMODB_ENDPOINT: inject('dynamodbEndpoint'),
    CONVITE_QUEUE: 'https://sqs.us-east-1.amazonaws.com/1/messages',
    CONVITE_ORIGIN: 'https://convite.example.org',
    CONVITE_FROM: 'convite@example.org',
    AWS_REGION: 'us-east-1',
    POWERTOOLS_TRACE_ENABLED: 'false',
    POWERTOOLS_METRICS_NAMESPACE: 'Convite',
    POWERTOOLS_SERVICE_NAME: 'worker',
  }
}

/** A record of the table's stream. */
export function streamRecord(sequence: string, { pk, sk }: { pk: string; sk: string }): DynamoDBRecord {
  return {
    eventName: 'INSERT',
    dynamodb: { SequenceNumber: sequence, Keys: { pk: { S: pk }, sk: { S: sk } } },
  }
}

/** Messages of a queue, each with its body. */
export function queueEvent(bodies: Record<string, unknown>): SQSEvent {
  const records = Object.entries(bodies).map(([messageId, body]) => ({
    messageId,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  }))
  return { Records: records as SQSRecord[] }
}
