import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endChild, freePort, spawnBound, untilReady } from '../../infra/local/engine.ts'
import { engineProgram } from '../../infra/local/engine-program.ts'
import { engineOf } from './processes.ts'
import { startServer } from './server.ts'

/** A server whose database has little disk space. */
export type Cramped = {
  baseUrl: string
  /** The endpoint of its database. */
  endpoint: string
  makeRoom(): Promise<void>
  remove(): Promise<void>
}

// Less than the size at which SQLite first checkpoints its log into the file.
const KILOBYTES = 3072

// Beyond the limit a write fails with an error, because the signal that would end the process is ignored.
const LIMITED = `trap '' XFSZ; ulimit -S -f "$1"; shift; exec "$@"`

/** With a limit on the size of its files, which needs no privileges; for more room the engine restarts. */
export async function underLimit(): Promise<Cramped> {
  const folder = mkdtempSync(join(tmpdir(), 'convite-full-'))
  const port = await freePort()
  const endpoint = `http://127.0.0.1:${port}`
  const start = async (limit: string) => {
    const { command, values } = engineProgram(port, join(folder, 'full.db'))
    const child = spawnBound('/bin/sh', ['-c', LIMITED, 'limited', limit, command, ...values])
    const ended = new Promise<void>((done) => child.once('exit', () => done()))
    await untilReady(endpoint, ended)
    return () => endChild(child, ended)
  }
  // In blocks of 512 bytes, as POSIX defines it.
  let stop = await start(String(KILOBYTES * 2))
  const server = await startServer({ DYNAMODB_ENDPOINT: endpoint }, folder)
  return {
    baseUrl: server.baseUrl,
    endpoint,
    makeRoom: async () => {
      await stop()
      stop = await start('unlimited')
    },
    remove: async () => {
      await server.remove()
      await stop()
    },
  }
}

const mount = (values: string[]) => spawnSync('mount', values, { stdio: 'ignore' }).status === 0

/** Whether this process may create a file system. */
export function mayMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'convite-mount-'))
  const may = mount(['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder])
  if (may) execFileSync('umount', [folder])
  rmSync(folder, { recursive: true })
  return may
}

/** With its data on a small file system; room is made while it runs. */
export async function onSmallDisk(): Promise<Cramped> {
  const folder = mkdtempSync(join(tmpdir(), 'convite-full-'))
  if (!mount(['-t', 'tmpfs', '-o', `size=${KILOBYTES}k`, 'tmpfs', folder])) throw new Error('no file system')
  const server = await startServer({}, folder)
  return {
    baseUrl: server.baseUrl,
    endpoint: engineOf(server).endpoint,
    makeRoom: async () => void execFileSync('mount', ['-o', 'remount,size=64m', folder]),
    remove: async () => {
      await server.stop()
      execFileSync('umount', [folder])
      rmSync(folder, { recursive: true })
    },
  }
}
