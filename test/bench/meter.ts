import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Touch, touchReader } from './touch.ts'

/** Request units of DynamoDB, and in how many calls. */
export type Consumed = { reads: number; writes: number; calls: number }

/** One call as it was asked: what of, with which body, the units it consumed, and from when until when it took. */
export type MeteredCall = {
  target: string
  asked: Record<string, unknown>
  units: number
  began: number
  ended: number
}

/** A DynamoDB that stands before another one and counts what it says that each call consumed. */
export type Meter = {
  endpoint: string
  /** What was consumed since the last reading, in how many rounds of calls that waited for each other. */
  read(): Consumed & { rounds: number }
  /** The calls since the last reading, in the order in which they came; they stay to be read. */
  calls(): readonly MeteredCall[]
  /** Which partitions were touched since they were last asked for, a call after the other. */
  touched(): Touch[]
  stop(): Promise<void>
}

type Capacity = { CapacityUnits?: number }

const READS = /\.(GetItem|Query|Scan|BatchGetItem|TransactGetItems)$/

/** Starts a meter before the DynamoDB at an address. */
export async function startMeter(engine: string): Promise<Meter> {
  let calls: MeteredCall[] = []
  let touches: Touch[] = []
  const touchesOf = touchReader()
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const target = String(request.headers['x-amz-target'])
    const asked = JSON.parse(Buffer.concat(parts).toString())
    const call: MeteredCall = {
      target,
      asked,
      units: 0,
      began: performance.now(),
      ended: Number.POSITIVE_INFINITY,
    }
    calls.push(call)
    const headers = {
      'x-amz-target': target,
      'content-type': 'application/x-amz-json-1.0',
      ...keysOf(request.headers),
    }
    const body = JSON.stringify({ ...asked, ReturnConsumedCapacity: 'INDEXES' })
    const answer = await fetch(engine, { method: 'POST', headers, body })
    const text = await answer.text()
    const answered = JSON.parse(text) as { ConsumedCapacity?: Capacity | Capacity[] }
    const { ConsumedCapacity = [] } = answered
    call.units = [ConsumedCapacity].flat().reduce((sum, one) => sum + (one.CapacityUnits ?? 0), 0)
    call.ended = performance.now()
    touches.push(...touchesOf({ operation: target.split('.')[1] ?? '', asked, answered }))
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' }).end(text)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const read = () => {
    const since = calls
    calls = []
    const sum = (some: MeteredCall[]) => some.reduce((total, { units }) => total + units, 0)
    return {
      reads: sum(since.filter(({ target }) => READS.test(target))),
      writes: sum(since.filter(({ target }) => !READS.test(target))),
      calls: since.length,
      rounds: roundsOf(since).length,
    }
  }
  const touched = () => {
    const since = touches
    touches = []
    return since
  }
  const stop = async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { endpoint, read, calls: () => calls, touched, stop }
}

/** The calls of one request by rounds: each waited for one of the round before. */
export function roundsOf(calls: readonly MeteredCall[]): MeteredCall[][] {
  const rounds: MeteredCall[][] = []
  const depths = new Map<MeteredCall, number>()
  for (const call of calls) {
    const before = calls.filter(({ ended }) => ended <= call.began)
    const depth = Math.max(0, ...before.map((one) => (depths.get(one) ?? 0) + 1))
    depths.set(call, depth)
    rounds[depth] = [...(rounds[depth] ?? []), call]
  }
  return rounds
}

function keysOf(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const names = ['authorization', 'x-amz-date']
  return Object.fromEntries(names.map((name) => [name, String(headers[name] ?? '')]))
}
