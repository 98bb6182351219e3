import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { get } from 'node:http'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { engineProgram, NoEngine } from './engine-program.ts'

/** A running DynamoDB engine. */
export type Engine = {
  endpoint: string
  /** Ends the engine and waits until it has. */
  stop(): Promise<void>
}

const LOCKED_FOR_MS = 5_000
const READY_WITHIN_MS = 35_000 // DynamoDB Local takes most of it on a busy machine
const ANSWER_WITHIN_MS = 1_000
// The engine would wait for idle connections to close; acknowledged writes are in its log already.
const STOP_WITHIN_MS = 300

/**
 * Starts the engine on a free port of this machine, its data in `file` (in memory without one), and waits until it answers.
 * SQLite's write-ahead log holds each write before it is acknowledged, so that `kill -9` loses none.
 * `onCrash` hears when the engine ends by itself.
 */
export async function startEngine(file?: string, onCrash?: () => void): Promise<Engine> {
  return (await launchEngine(file, onCrash)).ready
}

/** The same, without the wait: its program runs, and `ready` resolves once it answers. */
export async function launchEngine(file?: string, onCrash?: () => void): Promise<{ ready: Promise<Engine> }> {
  const lock = file ? await lockFile(file) : undefined
  const port = await freePort()
  const { command, values, cwd } = engineProgram(port, file)
  const child = spawnBound(command, values, cwd)
  const endpoint = `http://127.0.0.1:${port}`
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  let stopping = false
  const stop = async () => {
    stopping = true
    await endChild(child, ended)
    lock?.close()
  }
  const untilRunning = async () => {
    await untilReady(endpoint, ended)
    ended.then(() => stopping || onCrash?.())
    return { endpoint, stop }
  }
  return { ready: untilRunning() }
}

/** A port that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        typeof address === 'object' && address ? done(address.port) : fail(new Error('no port')),
      )
    })
  })
}

/** Resolves once something answers HTTP there; throws NoEngine when it ends before or takes too long. */
export async function untilReady(endpoint: string, ended: Promise<void>): Promise<void> {
  let over = false
  ended.then(() => {
    over = true
  })
  for (const limit = Date.now() + READY_WITHIN_MS; Date.now() < limit && !over; await pause(25)) {
    if (await responds(endpoint)) return
  }
  throw new NoEngine(over ? 'The database engine ended at once.' : 'The database engine does not answer.')
}

// An engine that accepts the connection but is not ready to respond must not block us.
function responds(endpoint: string): Promise<boolean> {
  return new Promise((done) => {
    const request = get(endpoint, { agent: false, timeout: ANSWER_WITHIN_MS }, (response) => {
      response.resume()
      done(true)
    })
    request.on('timeout', () => request.destroy())
    request.on('error', () => done(false))
  })
}

// The engine must not see Ctrl-C (open requests are answered first), so it gets a group of its own; and must
// not outlive us, not even after kill -9: a shell watches our end of its input and stops it when that closes.
const WATCH = `exec 3<&0
"$@" 3<&- </dev/null & engine=$!
(cat <&3; kill $engine; sleep 1; kill -9 $engine) >/dev/null 2>&1 & watch=$!
exec 3<&-
wait $engine; code=$?
kill $watch 2>/dev/null
exit $code`

const CHATTER = /^\s*(Dynoxide listening|Shutting down|$)/

/** Starts a program (in the folder `cwd`) that ends when this process ends, however that happens. */
export function spawnBound(command: string, values: readonly string[], cwd?: string): ChildProcess {
  const child =
    process.platform === 'win32'
      ? // Node ends a child with its parent here; a hidden console of its own keeps Ctrl-C from it.
        spawn(command, values, { cwd, stdio: ['ignore', 'ignore', 'pipe'], windowsHide: true })
      : spawn('/bin/sh', ['-c', WATCH, 'engine', command, ...values], {
          cwd,
          detached: true,
          stdio: ['pipe', 'ignore', 'pipe'],
        })
  // Line by line: a partial line would mix with our own output.
  if (child.stderr) {
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (!CHATTER.test(line)) console.error(line)
    })
  }
  child.stdin?.on('error', () => undefined)
  return child
}

/** Ends a program that `spawnBound` started, and waits for it. */
export async function endChild(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.stdin) child.stdin.end()
  else child.kill()
  await Promise.race([ended, pause(STOP_WITHIN_MS)])
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  if (child.stdin) process.kill(-child.pid, 'SIGKILL')
  else child.kill('SIGKILL')
  await ended
}

// One server at a time on one file. A socket is let go by the system whatever ends its owner; a file is not.
async function lockFile(file: string): Promise<Server> {
  const name = `convite-${createHash('sha256').update(resolve(file)).digest('hex').slice(0, 16)}`
  const path = process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`)
  // One that was just stopped may still be answering its last requests.
  for (const limit = Date.now() + LOCKED_FOR_MS; await answers(path); await pause(100)) {
    if (Date.now() < limit) continue
    throw new NoEngine(`Another Convite already uses ${file}: stop it first, or set CONVITE_DATA.`)
  }
  await rm(path, { force: true }).catch(() => undefined)
  return new Promise((done, fail) => {
    const lock = createServer((peer) => peer.destroy())
    lock.once('error', fail)
    lock.listen(path, () => done(lock))
    lock.unref()
  })
}

function answers(path: string): Promise<boolean> {
  return new Promise((done) => {
    const peer = connect(path)
    peer.once('connect', () => done(true)).once('error', () => done(false))
    peer.once('connect', () => peer.destroy())
  })
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds))
}
