import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import type { createApi } from '../../functions/api/app.ts'
import { readAddress } from '../../functions/open-internet.ts'
import { type Environment, mailServerOf, WrongVariable } from '../../functions/variables.ts'
import { clientOf, type Machine, TABLE_NAME, wire } from '../../functions/wire.ts'
import type { Services } from '../../shared/access/context.ts'
import { rememberSchools } from '../../shared/school/school.operations.ts'
import { openTable } from '../../shared/table/table.ts'
import { createWeb } from '../../web/app.ts'
import type { Background } from './background.ts'
import { cookieKey } from './cookie-key.ts'
import { localCounting } from './counting.ts'
import { localDelivery } from './delivery.ts'
import { demonstrationLinks, demonstrationPath } from './demo-links.ts'
import { ensureTable } from './engine-table.ts'
import { startExpiry } from './expiry.ts'
import { localImports } from './imports.ts'
import { migrateAtStart } from './migrations.ts'
import { PICTURE_FOLDER } from './picture-folder.ts'
import { localPictures } from './picture-sweep.ts'
import { printSetupCode, setupCodeOf } from './setup-code.ts'
import { createTimeoutServer } from './timeout-server.ts'

/** Where to listen, the folder of the data, and the engine's endpoint, where it is ours. */
export type Place = { port: number; host: string; data: string; engine?: string }

/** What runs: the server, and the tasks beside it. */
export type Serving = {
  server: Server
  background: readonly Background[]
  /** Prints the address, and the links of a demonstration; messages are sent from then on. */
  announce(): Promise<void>
}

/** Serves the API and the pages, and does the work in the background. Throws WrongVariable for a port that is taken. */
export async function serve({ port, host, data, engine }: Place): Promise<Serving> {
  const environment: Environment = { ...process.env, ...(engine && { DYNAMODB_ENDPOINT: engine }) }
  const tableName = environment.CONVITE_TABLE || TABLE_NAME
  // The stream of an external DynamoDB is its owner's to configure.
  await ensureTable(tableName, environment.DYNAMODB_ENDPOINT, engine ? { stream: false } : {})
  const table = openTable(tableName, clientOf(environment))
  await migrateAtStart(table)
  const [imports, counting, delivery] = [localImports(), localCounting(), localDelivery(environment)]
  const pictures = localPictures(join(data, PICTURE_FOLDER))
  const setupCode = setupCodeOf(environment)
  const machine: Machine = {
    cookieKey: cookieKey(data),
    carriers: delivery.carriers,
    ...(setupCode && { setupCode }),
    ...(delivery.textSecret && { textSecret: delivery.textSecret }),
    work: imports.workOn,
    pictures: pictures.files,
    hear: (changes) => {
      counting.hear(changes)
      delivery.hear(changes)
      pictures.hear(changes)
    },
  }
  const wired = wire(environment, machine)
  const isDemonstrated = environment.CONVITE_DEMO !== 'off'
  const services: Services = {
    ...wired,
    table: rememberSchools(wired.table),
    ...(isDemonstrated && { demonstrationPath: () => demonstrationPath(data) }),
  }
  const server = await listen(services, { port, host })
  const address = `http://localhost:${(server.address() as AddressInfo).port}`
  imports.start(services)
  counting.start(services)
  pictures.start(services)
  const expiry = startExpiry({ table, now: services.now })
  const { origin = address } = services
  const announce = async () => {
    if (isDemonstrated) await demonstrate(services, { data, origin })
    // Only now, so that invitations of the demonstration are not printed beside its links.
    delivery.start(services, origin)
    await printSetupCode(services, origin)
    console.log(`Convite is ready at ${address}`)
  }
  return { server, background: [imports, counting, pictures, delivery, expiry], announce }
}

function listen(services: Services, { port, host }: { port: number; host: string }): Promise<Server> {
  const web = createWeb({ ...services, readAddress })
  const api = apiOf(services)
  const isForApi = (request: Request) => /^\/api\//.test(new URL(request.url).pathname)
  const answer = getRequestListener(async (request, env) =>
    (isForApi(request) ? await api() : web).fetch(request, env),
  )
  const server = createTimeoutServer(answer)
  return new Promise((done, fail) => {
    const problems: Record<string, string> = {
      EADDRINUSE: `Port ${port} is taken: set PORT to another one.`,
      EADDRNOTAVAIL: `${host} is no address of this machine: set HOST to one, such as 127.0.0.1 or 0.0.0.0.`,
    }
    server.once('error', (fault: NodeJS.ErrnoException) => {
      const problem = problems[fault.code ?? '']
      fail(problem ? new WrongVariable(problem) : fault)
    })
    server.listen(port, host, () => done(server))
  })
}

// Loaded with its first request, so that the families' pages are there sooner.
function apiOf(services: Services) {
  let api: Promise<ReturnType<typeof createApi>> | undefined
  return () => {
    api ??= import('../../functions/api/app.ts').then(({ createApi }) => createApi(services))
    return api
  }
}

async function demonstrate(services: Services, { data, origin }: { data: string; origin: string }) {
  const links = await demonstrationLinks(services, data)
  if (links.length === 0) return
  console.log('This is a demonstration school. Sign in as')
  for (const { who, path } of links) console.log(`  ${who.padEnd(14)} ${origin}${path}`)
  if (!mailServerOf(process.env))
    console.log(`Sign-in codes that people ask for at ${origin}/sign-in appear here.`)
}
