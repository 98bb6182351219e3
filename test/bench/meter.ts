import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Touch, touchReader } from './touch.ts'

/** Request units of DynamoDB, and in how many calls. */
export type Consumed = { reads: number; writes: number; calls: number }

/** A DynamoDB that stands before another one and counts what it says that each call consumed. */
export type Meter = {
  endpoint: string
  /** What was consumed since the last reading. */
  read(): Consumed
  /** Which partitions were touched since they were last asked for, a call after the other. */
  touched(): Touch[]
  stop(): Promise<void>
}

type Capacity = { CapacityUnits?: number }

const READS = /\.(GetItem|Query|Scan|BatchGetItem|TransactGetItems)$/

/** Starts a meter before the DynamoDB at an address. */
export async function startMeter(engine: string): Promise<Meter> {
  let consumed: Consumed = { reads: 0, writes: 0, calls: 0 }
  let touches: Touch[] = []
  const touchesOf = touchReader()
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const target = String(request.headers['x-amz-target'])
    const asked = { ...JSON.parse(Buffer.concat(parts).toString()), ReturnConsumedCapacity: 'INDEXES' }
    const headers = {
      'x-amz-target': target,
      'content-type': 'application/x-amz-json-1.0',
      ...keysOf(request.headers),
    }
    const answer = await fetch(engine, { method: 'POST', headers, body: JSON.stringify(asked) })
    const text = await answer.text()
    const answered = JSON.parse(text) as { ConsumedCapacity?: Capacity | Capacity[] }
    const { ConsumedCapacity = [] } = answered
    const units = [ConsumedCapacity].flat().reduce((sum, one) => sum + (one.CapacityUnits ?? 0), 0)
    consumed.calls++
    if (READS.test(target)) consumed.reads += units
    else consumed.writes += units
    touches.push(...touchesOf({ operation: target.split('.')[1] ?? '', asked, answered }))
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' }).end(text)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const read = () => {
    const since = consumed
    consumed = { reads: 0, writes: 0, calls: 0 }
    return since
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
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, read, touched, stop }
}

function keysOf(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const names = ['authorization', 'x-amz-date']
  return Object.fromEntries(names.map((name) => [name, String(headers[name] ?? '')]))
}
