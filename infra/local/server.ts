import { mkdirSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { createApi } from '../../functions/api/app.ts'
import { readAddress } from '../../functions/open-internet.ts'
import { useSourceMaps } from '../../functions/source-maps.ts'
import { hostOf, mailServerOf, requireOrigin, WrongVariable } from '../../functions/variables.ts'
import { clientOf, type Machine, TABLE_NAME, wire } from '../../functions/wire.ts'
import type { Services } from '../../shared/access/context.ts'
import { rememberSchools } from '../../shared/school/school.operations.ts'
import { openTable } from '../../shared/table/table.ts'
import { createWeb } from '../../web/app.ts'
import type { Background } from './background.ts'
import { cookieKey } from './cookie-key.ts'
import { localCounting } from './counting.ts'
import { localDelivery } from './delivery.ts'
import { demonstrationLinks } from './demo-links.ts'
import { type Engine, ensureTable, startEngine } from './engine.ts'
import { NoEngine } from './engine-program.ts'
import { startExpiry } from './expiry.ts'
import { localImports } from './imports.ts'
import { printSetupCode, setupCodeOf } from './setup-code.ts'
import { createTimeoutServer } from './timeout-server.ts'
import { migrateAtStart } from './upkeep.ts'

const STOP_WITHIN_MS = 15_000

/** Runs the whole product in this process until SIGINT or SIGTERM. */
export async function main(): Promise<void> {
  useSourceMaps()
  try {
    await run()
  } catch (fault) {
    const plain = fault instanceof WrongVariable || fault instanceof NoEngine || fault instanceof CannotListen
    console.error(plain ? fault.message : fault)
    process.exit(1)
  }
}

class CannotListen extends Error {}

async function run(): Promise<void> {
  const data = resolve(process.env.CONVITE_DATA || '.convite')
  const [port, host, setupCode] = [portOf(process.env.PORT), hostOf(process.env), setupCodeOf(process.env)]
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const imports = localImports()
  const counting = localCounting()
  const delivery = localDelivery(process.env)
  const machine: Machine = {
    cookieKey: cookieKey(data),
    carriers: delivery.carriers,
    ...(setupCode && { setupCode }),
    ...(delivery.textSecret && { textSecret: delivery.textSecret }),
    work: imports.workOn,
    hear: (changes) => {
      counting.hear(changes)
      delivery.hear(changes)
    },
  }
  // Invalid variables are refused before anything is started.
  requireOrigin(process.env)
  wire(process.env, machine)
  const engine = process.env.DYNAMODB_ENDPOINT
    ? undefined
    : await startEngine(join(data, 'convite.db'), crashed)
  const environment = { ...process.env, ...(engine && { DYNAMODB_ENDPOINT: engine.endpoint }) }
  const tableName = process.env.CONVITE_TABLE || TABLE_NAME
  // The stream of an external DynamoDB is its owner's to configure.
  const own = engine ? { stream: false } : {}
  await ensureTable(tableName, environment.DYNAMODB_ENDPOINT, own)
  const table = openTable(tableName, clientOf(environment))
  await migrateAtStart(table)
  const wired = wire(environment, machine)
  const services = { ...wired, table: rememberSchools(wired.table) }
  const server = await listen(services, { port, host })
  const address = `http://localhost:${(server.address() as AddressInfo).port}`
  imports.start(services)
  counting.start(services)
  const { origin = address } = services
  const expiry = startExpiry({ table, now: services.now })
  endOnSignals(server, [imports, counting, delivery, expiry], engine)
  if (process.env.CONVITE_DEMO !== 'off') await demonstrate(services, { data, origin })
  // Only now, so that invitations of the demonstration are not printed beside its links.
  delivery.start(services, origin)
  await printSetupCode(services, origin)
  console.log(`Convite is ready at ${address}`)
}

function portOf(text: string | undefined): number {
  const port = Number(text || 3000)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new WrongVariable('PORT must be a number from 0 to 65535; 0 takes a free one.')
}

function crashed(): void {
  console.error('The database engine ended by itself. Start Convite again: what was saved is there.')
  process.exit(1)
}

function listen(services: Services, { port, host }: { port: number; host: string }): Promise<Server> {
  const api = createApi(services)
  const web = createWeb({ ...services, readAddress })
  const isForApi = (request: Request) => /^\/api\//.test(new URL(request.url).pathname)
  const answer = getRequestListener((request, env) => (isForApi(request) ? api : web).fetch(request, env))
  const server = createTimeoutServer(answer)
  return new Promise((done, fail) => {
    const problems: Record<string, string> = {
      EADDRINUSE: `Port ${port} is taken: set PORT to another one.`,
      EADDRNOTAVAIL: `${host} is no address of this machine: set HOST to one, such as 127.0.0.1 or 0.0.0.0.`,
    }
    server.once('error', (fault: NodeJS.ErrnoException) => {
      const problem = problems[fault.code ?? '']
      fail(problem ? new CannotListen(problem) : fault)
    })
    server.listen(port, host, () => done(server))
  })
}

/** Stops accepting, answers what is open, then ends the engine. A second signal (npm's) changes nothing. */
function endOnSignals(server: Server, background: Background[], engine: Engine | undefined): void {
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

async function demonstrate(services: Services, { data, origin }: { data: string; origin: string }) {
  const links = await demonstrationLinks(services, data)
  if (links.length === 0) return
  console.log('This is a demonstration school. Sign in as')
  for (const { who, path } of links) console.log(`  ${who.padEnd(14)} ${origin}${path}`)
  if (!mailServerOf(process.env))
    console.log(`Sign-in codes that people ask for at ${origin}/sign-in appear here.`)
}
