import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A right as a policy gives it; `*` stands for anything. */
export type Right = { action: string; resource: string }

/** What Amazon is asked by one function: DynamoDB and Secrets Manager at one address, which hold it to its rights. */
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
}

/** Stands for Amazon before one function: asks its policy, then the engine on this machine. */
export async function startAmazon(setting: Setting): Promise<Amazon> {
  const needed: Amazon['needed'] = []
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request)
    const target = String(request.headers['x-amz-target'])
    const asked = rightsFor(target, JSON.parse(body), setting.tableArn)
    const judged = asked.map((right) => ({ ...right, granted: isGranted(setting.rights, right) }))
    needed.push(...judged)
    const missing = judged.find(({ granted }) => !granted)
    const answer = missing
      ? { status: 400, text: fault('AccessDeniedException', `not authorized to perform: ${missing.action}`) }
      : target.startsWith('DynamoDB_')
        ? await forward(setting.engine, request, body)
        : secretAnswer(setting.secrets, JSON.parse(body))
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' }).end(answer.text)
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

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts).toString()
}

const fault = (__type: string, message: string) => JSON.stringify({ __type, message })

type Call = { TableName: string; IndexName?: string; SecretId: string }
type Entry = Record<string, { TableName: string }>

/** The rights that a call needs: each entry of a transaction needs its own. */
function rightsFor(target: string, body: unknown, tableArn: (name: string) => string): Right[] {
  const [service = '', operation = ''] = target.split('.')
  if (service === 'secretsmanager') {
    return [{ action: `secretsmanager:${operation}`, resource: (body as Call).SecretId }]
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

function isGranted(rights: readonly Right[], { action, resource }: Right): boolean {
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

function secretAnswer(secrets: Setting['secrets'], { SecretId }: Call) {
  const SecretString = secrets[SecretId]
  if (SecretString === undefined) return { status: 400, text: fault('ResourceNotFoundException', SecretId) }
  return { status: 200, text: JSON.stringify({ ARN: SecretId, Name: 'secret', SecretString }) }
}
