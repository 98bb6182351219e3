import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Touch, touchReader } from './touch.ts'

/** Request units of DynamoDB, and the number of calls. */
export type Consumed = { reads: number; writes: number; calls: number }

/** One recorded call: its target, its body, the units it consumed, and when it began and ended. */
export type MeteredCall = {
  target: string
  asked: Record<string, unknown>
  units: number
  began: number
  ended: number
}

/** A proxy of DynamoDB that adds up the consumed capacity that it reports for each call. */
export type Meter = {
  endpoint: string
  /** The consumption since the last reading, and the number of sequential rounds of calls. */
  read(): Consumed & { rounds: number }
  /** The calls since the last reading, in order; reading them does not reset the meter. */
  calls(): readonly MeteredCall[]
  /** The partitions touched since the last request for them, call by call. */
  touched(): Touch[]
  stop(): Promise<void>
}

type Capacity = { CapacityUnits?: number }

const READS = /\.(GetItem|Query|Scan|BatchGetItem|TransactGetItems)$/

/** Starts a meter in front of the DynamoDB at an address. */
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

/** The calls of one request by rounds: each call waited for one of the round before. */
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
