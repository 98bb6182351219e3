import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { useSourceMaps } from '../../functions/source-maps.ts'
import {
  apiTokenOf,
  clockOf,
  type Environment,
  hostOf,
  portOf,
  publicOriginOf,
  requireOrigin,
  trustedProxiesOf,
  WrongVariable,
} from '../../functions/variables.ts'
import { localCarriers } from './carriers.ts'
import { type Engine, launchEngine } from './engine.ts'
import { NoEngine } from './engine-program.ts'
import type { Serving } from './serve.ts'

const STOP_WITHIN_MS = 15_000

/** Runs the whole product in this process until SIGINT or SIGTERM. */
export async function main(): Promise<void> {
  useSourceMaps()
  try {
    await run(process.env)
  } catch (fault) {
    const plain = fault instanceof WrongVariable || fault instanceof NoEngine
    console.error(plain ? fault.message : fault)
    process.exit(1)
  }
}

async function run(environment: Environment): Promise<void> {
  const place = placeOf(environment)
  mkdirSync(place.data, { recursive: true, mode: 0o700 })
  const launched = environment.DYNAMODB_ENDPOINT
    ? undefined
    : await launchEngine(join(place.data, 'convite.db'), crashed)
  // The rest of the program, most of it, is loaded while the engine starts.
  const [engine, { serve }] = await Promise.all([launched?.ready, import('./serve.ts')])
  const serving = await serve({ ...place, ...(engine && { engine: engine.endpoint }) })
  endOnSignals(serving, engine)
  await serving.announce()
}

/** Where to listen, and the folder of the data. Invalid variables are refused before anything is started. */
function placeOf(environment: Environment): { port: number; host: string; data: string } {
  for (const check of [apiTokenOf, clockOf, publicOriginOf, trustedProxiesOf, localCarriers, requireOrigin])
    check(environment)
  const data = resolve(environment.CONVITE_DATA || '.convite')
  return { port: portOf('PORT', environment.PORT, 3000), host: hostOf(environment), data }
}

function crashed(): void {
  console.error('The database engine ended by itself. Start Convite again: what was saved is there.')
  process.exit(1)
}

/** Stops accepting, answers what is open, then ends the engine. A second signal (npm's) changes nothing. */
function endOnSignals({ server, background }: Serving, engine: Engine | undefined): void {
  let ending = false
  const end = async () => {
    if (ending) return
    ending = true
    const closed = new Promise<void>((done) => server.close(() => done()))
    // A busy connection becomes idle after its response, and would delay the shutdown by its keep-alive.
    const sweep = setInterval(() => server.closeIdleConnections(), 25)
    const timeout = new Promise<void>((done) => setTimeout(done, STOP_WITHIN_MS))
    await Promise.race([closed, timeout])
    clearInterval(sweep)
    await Promise.race([Promise.all(background.map(({ stop }) => stop())), timeout])
    await engine?.stop()
    process.exit(0)
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
  whenLeft(end)
}

// npm's shell can die of a signal and leave us behind, holding the port: its end is ours.
function whenLeft(end: () => void): void {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && end(), 200).unref()
}
