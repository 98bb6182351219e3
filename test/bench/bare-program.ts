import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import { START } from '../support/server.ts'
import type { BareCall, BareCalls } from './bare.ts'
import { type MeteredCall, roundsOf } from './meter.ts'

/** The running bare program: its address, and a function that stops it. */
export type BareProgram = { baseUrl: string; stop(): Promise<void> }

/** The work of the bare program: the product's own calls for a family's page and vote, and the text of the page. */
export type Recorded = {
  family: string
  view: readonly MeteredCall[]
  vote: readonly MeteredCall[]
  page: string
}

/** Starts the bare program on an engine, under the same limits of memory as the product. */
export async function startBare(folder: string, engine: string, recorded: Recorded): Promise<BareProgram> {
  const [calls, page] = [join(folder, 'bare-calls.json'), join(folder, 'bare-page.html')]
  writeFileSync(calls, JSON.stringify(callsOf(recorded)))
  writeFileSync(page, recorded.page)
  const limits = START.filter((flag) => flag.startsWith('--'))
  const program = fileURLToPath(new URL('bare.ts', import.meta.url))
  const child = spawn(process.execPath, [...limits, program], {
    env: { ...process.env, DYNAMODB_ENDPOINT: engine, BARE_CALLS: calls, BARE_PAGE: page },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const [, baseUrl = ''] = await new Promise<string[]>((done, fail) => {
    child.stdout.once('data', (line) => done(/ready at (\S+)/.exec(String(line)) ?? []))
    ended.then(() => fail(new Error('the bare program ended')))
  })
  const stop = async () => {
    child.kill()
    await ended
  }
  return { baseUrl, stop }
}

function callsOf({ family, view, vote }: Recorded): BareCalls {
  const plain = (call: MeteredCall): BareCall => {
    const asked = withoutCondition(plainOf(call.asked)) as object
    return { target: call.target, asked: JSON.parse(JSON.stringify(asked).replaceAll(family, '{family}')) }
  }
  const rounds = (calls: readonly MeteredCall[]) => roundsOf(calls).map((round) => round.map(plain))
  return { view: rounds(view), vote: rounds(vote) }
}

const VALUES = new Set(['Key', 'Item', 'ExpressionAttributeValues'])

/** A call's body with plain values where DynamoDB has typed ones. */
function plainOf(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => plainOf(one, name))
  if (typeof value !== 'object' || value === null) return value
  if (VALUES.has(name) || name === 'Keys') return unmarshall(value as Parameters<typeof unmarshall>[0])
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plainOf(one, key)]))
}

// A repeated vote would fail its own condition, so the engine checks one that always holds.
function withoutCondition(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('ConditionExpression' in value)) return value
  const {
    ExpressionAttributeNames: _names,
    ExpressionAttributeValues: _values,
    ...rest
  } = value as {
    [name: string]: unknown
  }
  return { ...rest, ConditionExpression: 'attribute_exists(pk) OR attribute_not_exists(pk)' }
}
