import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const { scripts } = createRequire(import.meta.url)('../../package.json') as { scripts: { start: string } }
/** What `npm start` gives to node: flags and the script. */
export const START = scripts.start.replace(/^node /, '').split(' ')
const READY = /^Convite is ready at (http:\/\/localhost:\d+)$/m
// Shorter than a test may take, so that what was printed is shown.
const READY_WITHIN_MS = 50_000

/** Whether a server can be told to end: Windows has no signals, and kills a process that is sent one. */
export const HAS_SIGNALS = process.platform !== 'win32'

/** The exit code of a server that was stopped: null, as if it had been killed, where there are no signals. */
export const STOPPED = HAS_SIGNALS ? 0 : null

/** A token with every right on a server that tests start. */
export const TEST_TOKEN = 'a-token-of-the-tests-with-every-right'

/** The whole product as `npm start` runs it, in a process of its own. */
export type RunningServer = {
  baseUrl: string
  data: string
  process: ChildProcess
  /** All that it printed until now. */
  output(): string
  /** Its exit code once it has ended, null when a signal killed it. */
  ended: Promise<number | null>
  /** Sends the signal and waits for the end; gives the exit code, null when the signal killed it. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
  /** Stops it and removes its data. */
  remove(): Promise<void>
}

/**
 * Starts the product on a free port and a new data folder, without the demonstration school unless asked. A start
 * that fails leaves no process and no folder of its own behind.
 */
export async function startServer(
  variables: Record<string, string> = {},
  data?: string,
): Promise<RunningServer> {
  const folder = data ?? (await mkdtemp(join(tmpdir(), 'convite-test-')))
  const { DYNAMODB_ENDPOINT: _, ...environment } = process.env
  const child = spawn(process.execPath, START, {
    cwd: ROOT,
    env: {
      ...environment,
      PORT: '0',
      CONVITE_DATA: folder,
      CONVITE_DEMO: 'off',
      CONVITE_API_TOKEN: TEST_TOKEN,
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  child.stdout.on('data', (part) => {
    printed += part
  })
  child.stderr.on('data', (part) => {
    printed += part
  })
  const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)))
  const stop = (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal)
    return ended
  }
  const removeData = () => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  const remove = async () => {
    await stop()
    await removeData()
  }
  const baseUrl = await readyAddress(() => printed, ended).catch(async (fault) => {
    // It may hang, and then hears no softer signal.
    await stop('SIGKILL')
    if (!data) await removeData()
    throw fault
  })
  return { baseUrl, data: folder, process: child, output: () => printed, ended, stop, remove }
}

/** The response of a server's API to a call with every right; throws the problem of a refused call. */
export async function askApi(
  { baseUrl }: Pick<RunningServer, 'baseUrl'>,
  method: string,
  path: string,
  body?: unknown,
  // biome-ignore lint/suspicious/noExplicitAny: answers are used by their fields
): Promise<any> {
  const response = await fetch(`${baseUrl}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${TEST_TOKEN}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const answer = await response.json()
  if (!response.ok) throw new Error(JSON.stringify(answer))
  return answer
}

async function readyAddress(output: () => string, ended: Promise<unknown>): Promise<string> {
  let over = false
  ended.then(() => {
    over = true
  })
  for (const limit = Date.now() + READY_WITHIN_MS; Date.now() < limit; ) {
    const address = READY.exec(output())?.[1]
    if (address) return address
    if (over) break
    await new Promise((done) => setTimeout(done, 25))
  }
  throw new Error(`the server did not become ready:\n${output()}`)
}
