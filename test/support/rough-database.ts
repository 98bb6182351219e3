import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Chance } from './chance.ts'

/**
 * How a database can fail:
 * `slow`: each call waits up to a second; `throttling`: half of the calls, and half of each batch, are throttled;
 * `failing`: half of the calls fail before or after they are executed; `late`: half of the calls fail at once, and are
 * executed some time later, after the client's retry.
 */
export type Mood = 'well' | 'slow' | 'throttling' | 'failing' | 'late'

/** A failing proxy in front of a DynamoDB. */
export type RoughDatabase = {
  endpoint: string
  mood: Mood
  /** How many calls arrived, and how many of them were slowed or failed. */
  calls: number
  disturbed: number
  /** After that many calls none reaches the engine any more, as if the client had been killed. */
  lifetime: number
  /** Resolves when no late call is in flight. */
  settled(): Promise<void>
  stop(): Promise<void>
}

const LONGEST_MS = 1000
const HEADERS = { 'content-type': 'application/x-amz-json-1.0' }

type Call = { target: string; body: string; headers: Record<string, string> }
type Answer = { status: number; text: string }

/** Starts one in front of the engine at an address. It works normally until its mood is changed. */
export async function startRough(engine: string, chance: Chance): Promise<RoughDatabase> {
  const late = new Set<Promise<unknown>>()
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const target = String(request.headers['x-amz-target'])
    const names = ['authorization', 'x-amz-date', 'x-amz-target', 'content-type']
    const headers = Object.fromEntries(names.map((name) => [name, String(request.headers[name] ?? '')]))
    const call = { target, body: Buffer.concat(parts).toString(), headers }
    database.calls += 1
    if (database.calls > database.lifetime) return void response.destroy()
    const isDisturbed = database.mood === 'slow' || (database.mood !== 'well' && chance() < 0.5)
    if (isDisturbed) database.disturbed += 1
    await ANSWER[isDisturbed ? database.mood : 'well']({ engine, call, response, chance, late })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const settled = async () => void (await Promise.allSettled(late))
  const stop = async () => {
    await settled()
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const counts = { calls: 0, disturbed: 0, lifetime: Number.POSITIVE_INFINITY }
  const database: RoughDatabase = { endpoint, mood: 'well', ...counts, settled, stop }
  return database
}

type Turn = {
  engine: string
  call: Call
  response: ServerResponse
  chance: Chance
  late: Set<Promise<unknown>>
}

const ANSWER: Record<Mood, (turn: Turn) => Promise<void>> = {
  well: async ({ engine, call, response }) => say(response, await ask(engine, call)),
  slow: async (turn) => {
    await pause(turn.chance() * LONGEST_MS)
    await ANSWER.well(turn)
  },
  throttling: async ({ engine, call, response, chance }) => {
    if (call.target.endsWith('.BatchWriteItem')) return say(response, await halfOf(engine, call))
    const name = chance() < 0.5 ? 'ThrottlingException' : 'ProvisionedThroughputExceededException'
    say(response, fault(400, name))
  },
  failing: async ({ engine, call, response, chance }) => {
    const kind = Math.floor(chance() * 3)
    if (kind === 0) return say(response, fault(500, 'InternalServerError'))
    // Either the response is lost after the call was executed, or the request before.
    if (kind === 1) await ask(engine, call)
    response.destroy()
  },
  late: async ({ engine, call, response, chance, late }) => {
    late.add(pause(chance() * LONGEST_MS).then(() => ask(engine, call)))
    say(response, fault(500, 'InternalServerError'))
  },
}

type Batch = { RequestItems: Record<string, unknown[]> }

async function halfOf(engine: string, call: Call): Promise<Answer> {
  const { RequestItems, ...rest } = JSON.parse(call.body) as Batch
  const half = (from: 0 | 1): Batch['RequestItems'] =>
    Object.fromEntries(
      Object.entries(RequestItems)
        .map(([table, writes]) => [table, writes.filter((_, place) => place % 2 === from)] as const)
        .filter(([, writes]) => writes.length > 0),
    )
  const { status, text } = await ask(engine, {
    ...call,
    body: JSON.stringify({ ...rest, RequestItems: half(0) }),
  })
  return { status, text: JSON.stringify({ ...JSON.parse(text), UnprocessedItems: half(1) }) }
}

async function ask(engine: string, { body, headers }: Call): Promise<Answer> {
  const answer = await fetch(engine, { method: 'POST', headers, body })
  return { status: answer.status, text: await answer.text() }
}

function fault(status: number, name: string): Answer {
  return {
    status,
    text: JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: name }),
  }
}

function say(response: ServerResponse, { status, text }: Answer): void {
  response.writeHead(status, HEADERS).end(text)
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds))
}
