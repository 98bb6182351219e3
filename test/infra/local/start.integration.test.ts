import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import {
  HAS_SIGNALS,
  type RunningServer,
  START,
  STOPPED,
  startServer,
  TEST_TOKEN,
} from '../../support/server.ts'

const folders: string[] = []
const servers: RunningServer[] = []

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()))
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

async function dataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'convite-start-'))
  folders.push(folder)
  return folder
}

async function started(data: string, variables: Record<string, string> = {}): Promise<RunningServer> {
  const server = await startServer(variables, data)
  servers.push(server)
  return server
}

const authorization = `Bearer ${TEST_TOKEN}`
const newSchool = (name: string) =>
  JSON.stringify({ name, timeZone: 'America/Chicago', languages: ['en'], defaultLanguage: 'en' })

async function addSchool({ baseUrl }: RunningServer, name: string): Promise<number> {
  const headers = { authorization, 'content-type': 'application/json' }
  const { status } = await fetch(`${baseUrl}/api/v1/schools`, {
    method: 'POST',
    headers,
    body: newSchool(name),
  })
  return status
}

async function schoolNames({ baseUrl }: RunningServer): Promise<string[]> {
  const answer = await fetch(`${baseUrl}/api/v1/schools`, { headers: { authorization } })
  const { items } = (await answer.json()) as { items: { name: string }[] }
  return items.map(({ name }) => name).sort()
}

/** Runs the start with variables that it must refuse; gives the exit code and what it printed. */
function refused(variables: Record<string, string>) {
  const { status, stderr } = spawnSync(process.execPath, START, {
    env: { ...process.env, PORT: '0', CONVITE_DEMO: 'off', ...variables },
    encoding: 'utf8',
    timeout: 30_000,
  })
  return { status, lines: stderr.trim().split('\n') }
}

describe('The local server', () => {
  test('keeps its data over SIGTERM and SIGINT, and exits with 0', async () => {
    const data = await dataFolder()
    const first = await started(data)
    expect(await addSchool(first, 'Ash')).toBe(201)
    expect(await first.stop('SIGTERM')).toBe(STOPPED)
    const second = await started(data)
    expect(await addSchool(second, 'Beech')).toBe(201)
    expect(await second.stop('SIGINT')).toBe(STOPPED)
    expect(await schoolNames(await started(data))).toEqual(['Ash', 'Beech'])
  })

  test('loses nothing that was acknowledged before kill -9, and starts again at once', async () => {
    const data = await dataFolder()
    for (const name of ['Ash', 'Beech', 'Cedar']) {
      const server = await started(data)
      expect(await addSchool(server, name)).toBe(201)
      await server.stop('SIGKILL')
    }
    expect(await schoolNames(await started(data))).toEqual(['Ash', 'Beech', 'Cedar'])
  })

  test.runIf(HAS_SIGNALS)('answers open requests before it stops', async () => {
    const server = await started(await dataFolder())
    const { port } = new URL(server.baseUrl)
    const body = newSchool('Ash')
    const socket = connect(Number(port), 'localhost')
    let answer = ''
    socket.on('data', (part) => {
      answer += part
    })
    const closed = new Promise<void>((done) => socket.once('close', () => done()))
    const head = [
      'POST /api/v1/schools HTTP/1.1',
      'host: localhost',
      `authorization: ${authorization}`,
      'content-type: application/json',
      `content-length: ${Buffer.byteLength(body)}`,
    ]
    socket.write(`${head.join('\r\n')}\r\n\r\n${body.slice(0, 20)}`)
    await new Promise((done) => setTimeout(done, 300))
    const ended = server.stop('SIGTERM')
    await new Promise((done) => setTimeout(done, 300))
    await expect(fetch(server.baseUrl)).rejects.toThrow()
    socket.write(body.slice(20))
    await closed
    expect(answer).toContain('HTTP/1.1 201')
    expect(await ended).toBe(0)
  })

  test('keeps its cookie key readable by its owner only, and the same over a restart', async () => {
    const data = await dataFolder()
    const server = await started(data)
    // Windows has no such modes: there the rights of the folder hold.
    if (process.platform !== 'win32') expect(statSync(join(data, 'cookie-key')).mode & 0o777).toBe(0o600)
    const made = statSync(join(data, 'cookie-key')).mtimeMs
    await server.stop()
    await started(data)
    expect(statSync(join(data, 'cookie-key')).mtimeMs).toBe(made)
  })

  test('says in one line why it cannot start', async () => {
    const CONVITE_DATA = await dataFolder()
    const { port } = new URL((await started(CONVITE_DATA)).baseUrl)
    const other = await dataFolder()
    const cases: [Record<string, string>, string][] = [
      [{ CONVITE_API_TOKEN: 'short' }, 'at least 32'],
      [{ CONVITE_NOW: 'tomorrow' }, 'must be an instant'],
      [{ SMTP_URL: 'mail.example.org:25' }, 'SMTP_URL must be'],
      [{ PORT: 'http' }, 'from 0 to 65535'],
      [{ PORT: port }, 'is taken'],
      [{ CONVITE_DATA }, 'already uses'],
    ]
    for (const [variables, said] of cases) {
      const { status, lines } = refused({ CONVITE_DATA: other, DYNAMODB_ENDPOINT: '', ...variables })
      expect({ status, lines }).toEqual({ status: 1, lines: [expect.stringContaining(said)] })
    }
  })
})

test('without a mail server the terminal prints links of invitations, and the outbox shows none', async () => {
  const server = await started(await dataFolder())
  const api = async (method: string, path: string, body?: string) => {
    const headers = { authorization, 'content-type': 'application/json' }
    return (await fetch(`${server.baseUrl}/api/v1${path}`, { method, headers, ...(body && { body }) })).json()
  }
  const { id: school } = (await api('POST', '/schools', newSchool('Puente'))) as { id: string }
  const dana = JSON.stringify({ name: 'Dana', email: 'dana@example.org' })
  const { url } = (await api('POST', `/schools/${school}/members`, dana)) as { url: string }
  await expect.poll(server.output).toContain(`Invitation · dana@example.org · ${url}`)
  expect(JSON.stringify(await api('GET', `/schools/${school}/outbox`))).not.toContain(url.split('/').at(-1))
})
