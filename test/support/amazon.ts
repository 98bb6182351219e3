import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  type AskedOfStorage,
  answerOfStorage,
  askedOfStorage,
  rightsForStorage,
  type Storage,
} from './storage.ts'

/** A permission of a policy; `*` is a wildcard. */
export type Right = { action: string; resource: string }

/** The contents of queues, by their ARN, and of buckets, and sent e-mails, shared by all functions of a deployment. */
export type Post = { queues: Map<string, QueueMessage[]>; mails: SesMail[]; storage: Storage }

/** A message of a queue, and how often it was delivered. */
export type QueueMessage = { messageId: string; body: string; tries: number }

/** An e-mail that SES was asked to send. */
export type SesMail = {
  FromEmailAddress: string
  ConfigurationSetName: string
  Destination: { ToAddresses: string[] }
  Content: object
}

/** What Amazon is asked by one function: its services at one address, which hold it to its rights. */
export type Amazon = {
  endpoint: string
  /** Every right that was needed until now, and whether it was there. */
  needed: (Right & { granted: boolean })[]
  stop(): Promise<void>
}

type Setting = {
  rights: readonly Right[]
  /** Where a DynamoDB answers. */
  engine: string
  /** The ARN of the table of that name. */
  tableArn: (name: string) => string
  /** Secrets by their ARN. */
  secrets: Readonly<Record<string, string>>
  /** The key of the account that encrypts table and secrets, where there is one. */
  keyArn: string | undefined
  /** The name of the identity by which SES lets an address send. */
  identityOf: (address: string) => string
  post: Post
}

/** Stands for Amazon before one function: asks its policy, then the engine on this machine. */
export async function startAmazon(setting: Setting): Promise<Amazon> {
  const needed: Amazon['needed'] = []
  const judge = (asked: Right[]) => {
    const judged = asked.map((right) => ({ ...right, granted: isGranted(setting.rights, right) }))
    needed.push(...judged)
    return judged.find(({ granted }) => !granted)
  }
  const server = createServer(async (request, response) => {
    const bytes = await bodyOf(request)
    const file = askedOfStorage(request, bytes)
    const { status, text, content, headers } = file
      ? await answerFile(file, setting, judge)
      : await answerCall(request, bytes.toString(), setting, judge)
    response
      .writeHead(status, { 'content-type': 'application/x-amz-json-1.0', ...headers })
      .end(content ?? text)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const stop = () =>
    new Promise<void>((done) => {
      server.close(() => done())
      server.closeAllConnections()
    })
  return { endpoint, needed, stop }
}

type Judge = (asked: Right[]) => Right | undefined
type Answer = { status: number; text: string; content?: Uint8Array; headers?: Record<string, string> }

async function answerFile(asked: AskedOfStorage, { post }: Setting, judge: Judge): Promise<Answer> {
  const missing = judge(rightsForStorage(asked, post.storage))
  if (missing) return { status: 403, text: '<Error><Code>AccessDenied</Code></Error>' }
  return answerOfStorage(asked, post.storage)
}

async function answerCall(
  request: IncomingMessage,
  body: string,
  setting: Setting,
  judge: Judge,
): Promise<Answer> {
  const target = targetOf(request)
  const missing = judge(rightsFor(target, JSON.parse(body), setting))
  if (missing)
    return {
      status: 400,
      text: fault('AccessDeniedException', `not authorized to perform: ${missing.action}`),
    }
  if (target.startsWith('DynamoDB_')) return forward(setting.engine, request, body)
  return answerOf(target, setting, JSON.parse(body))
}

// SES is the service with a path.
function targetOf({ headers, url }: IncomingMessage): string {
  return url === '/v2/email/outbound-emails' ? 'ses.SendEmail' : String(headers['x-amz-target'])
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts)
}

const fault = (__type: string, message: string) => JSON.stringify({ __type, message })

type Call = { TableName: string; IndexName?: string; SecretId: string }
type Entry = Record<string, { TableName: string }>
type SentText = { OriginationIdentity: string; ConfigurationSetName: string }

/** The rights that a call needs: each entry of a transaction needs its own. */
function rightsFor(target: string, body: unknown, setting: Setting): Right[] {
  const rights = rightsAtService(target, body, setting)
  const { keyArn } = setting
  const isEncrypted = /^(DynamoDB|secretsmanager)/.test(target)
  return keyArn && isEncrypted ? [...rights, { action: 'kms:Decrypt', resource: keyArn }] : rights
}

function rightsAtService(
  target: string,
  body: unknown,
  { tableArn, identityOf }: Pick<Setting, 'tableArn' | 'identityOf'>,
): Right[] {
  const [service = '', operation = ''] = target.split('.')
  if (service === 'secretsmanager') {
    return [{ action: `secretsmanager:${operation}`, resource: (body as Call).SecretId }]
  }
  if (service === 'AmazonSQS') {
    return [{ action: 'sqs:SendMessage', resource: queueArn((body as { QueueUrl: string }).QueueUrl) }]
  }
  if (service === 'ses') {
    const { FromEmailAddress: from, ConfigurationSetName: set } = body as SesMail
    // A name may stand before the address, which alone is the identity.
    const address = /<([^<>]+)>$/.exec(from)?.[1] ?? from
    return [`identity/${identityOf(address)}`, `configuration-set/${set}`].map((name) => ({
      action: 'ses:SendEmail',
      resource: `arn:aws:ses:us-east-1:123456789012:${name}`,
    }))
  }
  if (service === 'PinpointSMSVoiceV2') {
    const { OriginationIdentity, ConfigurationSetName: set } = body as SentText
    return [OriginationIdentity, `arn:aws:sms-voice:us-east-1:123456789012:configuration-set/${set}`].map(
      (resource) => ({ action: `sms-voice:${operation}`, resource }),
    )
  }
  if (/^Transact(Write|Get)Items$/.test(operation)) {
    const entries = (body as { TransactItems: Entry[] }).TransactItems.flatMap(Object.entries)
    return entries.map(([kind, { TableName }]: [string, { TableName: string }]) => ({
      action: `dynamodb:${kind === 'ConditionCheck' ? 'ConditionCheckItem' : `${kind}Item`}`,
      resource: tableArn(TableName),
    }))
  }
  if (operation.startsWith('Batch')) {
    const tables = Object.keys((body as { RequestItems: object }).RequestItems)
    return tables.map((name) => ({ action: `dynamodb:${operation}`, resource: tableArn(name) }))
  }
  const { TableName, IndexName } = body as Call
  const index = IndexName ? `/index/${IndexName}` : ''
  return [{ action: `dynamodb:${operation}`, resource: `${tableArn(TableName)}${index}` }]
}

/** Whether one of the rights covers this one. */
export function isGranted(rights: readonly Right[], { action, resource }: Right): boolean {
  return rights.some((right) => matches(right.action, action) && matches(right.resource, resource))
}

/** Whether a pattern of a policy, in which `*` is anything, means this. */
export function matches(pattern: string, text: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`).test(text)
}

async function forward(engine: string, request: IncomingMessage, body: string) {
  const names = ['x-amz-target', 'content-type', 'authorization', 'x-amz-date']
  const headers = Object.fromEntries(names.map((name) => [name, String(request.headers[name] ?? '')]))
  const response = await fetch(engine, { method: 'POST', headers, body })
  return { status: response.status, text: await response.text() }
}

// An address ends in the account and the queue's name.
function queueArn(url: string): string {
  const [account, name] = new URL(url).pathname.split('/').slice(1)
  return `arn:aws:sqs:us-east-1:${account}:${name}`
}

type Asked = { QueueUrl: string; Entries: { Id: string; MessageBody: string }[] } & SesMail & Call

function answerOf(target: string, { post, secrets }: Setting, asked: Asked) {
  if (target === 'ses.SendEmail') {
    post.mails.push(asked)
    return { status: 200, text: JSON.stringify({ MessageId: randomUUID() }) }
  }
  if (target === 'PinpointSMSVoiceV2.SendTextMessage')
    return { status: 200, text: JSON.stringify({ MessageId: randomUUID() }) }
  if (target !== 'AmazonSQS.SendMessageBatch') return secretAnswer(secrets, asked)
  const arn = queueArn(asked.QueueUrl)
  const messages = asked.Entries.map(({ MessageBody: body }) => ({ messageId: randomUUID(), body, tries: 0 }))
  post.queues.set(arn, [...(post.queues.get(arn) ?? []), ...messages])
  const Successful = asked.Entries.map(({ Id }, place) => ({
    Id,
    MessageId: messages[place]?.messageId,
    MD5OfMessageBody: createHash('md5')
      .update(messages[place]?.body ?? '')
      .digest('hex'),
  }))
  return { status: 200, text: JSON.stringify({ Successful, Failed: [] }) }
}

function secretAnswer(secrets: Setting['secrets'], { SecretId }: Call) {
  const SecretString = secrets[SecretId]
  if (SecretString === undefined) return { status: 400, text: fault('ResourceNotFoundException', SecretId) }
  return { status: 200, text: JSON.stringify({ ARN: SecretId, Name: 'secret', SecretString }) }
}
