import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { startMailServer } from '../../support/mail-server.ts'
import { READING } from '../../support/puente.ts'
import {
  askApi,
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
      [{ SMTP_URL: 'smtp://mail.example.org' }, 'SMTP_URL leads off this machine: set CONVITE_ORIGIN'],
      [
        { CONVITE_TEXT_GATEWAY: 'https://texts.example.org', CONVITE_TEXT_SECRET: 'a-secret' },
        'CONVITE_TEXT_GATEWAY leads off this machine',
      ],
      [{ CONVITE_TEXT_GATEWAY: 'http://127.0.0.1:9000' }, 'needs CONVITE_TEXT_SECRET'],
      [
        { CONVITE_TEXT_GATEWAY: 'http://texts.example.org', CONVITE_TEXT_SECRET: 'a-secret' },
        'must begin with https://',
      ],
      [{ CONVITE_ORIGIN: 'https://convite.test/school' }, 'CONVITE_ORIGIN must be'],
      [{ CONVITE_TRUSTED_PROXIES: '10.0.0.0/40' }, 'CONVITE_TRUSTED_PROXIES must be'],
      [{ HOST: 'everywhere' }, 'HOST must be'],
      [{ HOST: '192.0.2.1' }, 'no address of this machine: set HOST'],
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

test('a start with the demonstration prints three links, and no invitation beside them', async () => {
  const server = await started(await dataFolder(), { CONVITE_DEMO: 'on' })
  await expect.poll(server.output).toContain('Convite is ready')
  expect(server.output().match(/\/sign-in\/link\/|\/f\//g)).toHaveLength(3)
  expect(server.output()).not.toContain('Invitation')
})

/** Whether a server answers at an address of this machine. */
async function answersAt(address: string, { baseUrl }: RunningServer): Promise<boolean> {
  const { port } = new URL(baseUrl)
  return fetch(`http://${address}:${port}/`).then(
    ({ ok }) => ok,
    () => false,
  )
}

const SCHOOL = {
  'school.name': 'Ash',
  'school.timeZone': 'America/Chicago',
  'school.schoolDay.start': '08:00',
  'school.schoolDay.end': '15:00',
  'school.languages:list': 'en',
  'school.defaultLanguage': 'en',
  'organizer.name': 'Dana',
  'organizer.email': 'dana@example.org',
}

const post = (
  { baseUrl }: RunningServer,
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string> = { origin: baseUrl },
) => fetch(baseUrl + path, { method: 'POST', body: new URLSearchParams(fields), headers, redirect: 'manual' })

// Only Linux has more than one address of loopback.
describe.runIf(process.platform === 'linux')('The local server listens', () => {
  test('on 127.0.0.1 alone, where nobody is asked for a set-up code', async () => {
    const server = await started(await dataFolder())
    expect([await answersAt('127.0.0.1', server), await answersAt('127.0.0.2', server)]).toEqual([
      true,
      false,
    ])
    expect(server.output()).not.toContain('set-up code')
    expect((await post(server, '/start', SCHOOL)).headers.get('location')).toBe('/school')
  })

  test('on the interface of HOST, where /start asks for the set-up code of the terminal', async () => {
    const data = await dataFolder()
    const server = await started(data, { HOST: '0.0.0.0' })
    expect([await answersAt('127.0.0.1', server), await answersAt('127.0.0.2', server)]).toEqual([true, true])
    const code = /with the set-up code ([0-9a-f]{16})$/m.exec(server.output())?.[1] ?? ''
    for (const wrong of ['', 'x', code.slice(1)])
      expect((await post(server, '/start', { ...SCHOOL, setupCode: wrong })).status).toBe(422)
    expect(await schoolNames(server)).toEqual([])
    const right = await post(server, '/start', { ...SCHOOL, setupCode: code.toUpperCase() })
    expect(right.headers.get('location')).toBe('/school')
    await server.stop()
    expect((await started(data, { HOST: '0.0.0.0' })).output()).not.toContain('set-up code')
  })
})

describe('The local server behind a proxy with TLS', () => {
  const origin = 'https://convite.test'

  test('writes CONVITE_ORIGIN in links, cookies, e-mail and print, and takes forms from there alone', async () => {
    const mail = await startMailServer()
    const server = await started(await dataFolder(), { CONVITE_ORIGIN: origin, SMTP_URL: mail.url })
    const code = /with the set-up code (\S+)$/m.exec(server.output())?.[1] ?? ''
    expect(server.output()).toContain(`${origin}/start`)
    const fields = { ...SCHOOL, setupCode: code }
    expect((await post(server, '/start', fields)).status).toBe(403)
    const founded = await post(server, '/start', fields, { origin })
    expect(founded.headers.get('set-cookie')).toMatch(/^__Host-convite=.*Secure/)
    expect(
      (await post(server, '/sign-in', { email: 'dana@example.org' }, { referer: `${origin}/sign-in` }))
        .status,
    ).toBe(303)
    await vi.waitFor(
      () => expect(mail.mails.map(({ text }) => text).join()).toContain(`${origin}/sign-in/link/`),
      {
        timeout: 15_000,
      },
    )
    const { items } = await askApi(server, 'GET', '/schools')
    const invited = await askApi(server, 'POST', `/schools/${items[0].id}/members`, {
      name: 'Lee',
      email: 'lee@example.org',
      role: 'helper',
    })
    expect(invited.url).toMatch(/^https:\/\/convite\.test\/sign-in\/link\//)
    const workshop = await askApi(server, 'POST', `/schools/${items[0].id}/workshops`, READING)
    const cookie = founded.headers.get('set-cookie')?.split(';')[0] ?? ''
    const flyers = await fetch(server.baseUrl + schoolRoutes.printFlyers(workshop.id), {
      headers: { cookie },
    })
    expect(await flyers.text()).toContain(`${origin}/w/${workshop.id}`)
    await mail.stop()
  })

  test('takes the client’s address and https from a proxy that is named, and from no other', async () => {
    const proxied = { 'x-forwarded-for': '198.51.100.9', 'x-forwarded-proto': 'https' }
    const named = await started(await dataFolder(), { CONVITE_TRUSTED_PROXIES: '127.0.0.0/8, ::1' })
    const other = await started(await dataFolder(), { CONVITE_TRUSTED_PROXIES: '10.0.0.0/8' })
    const headersOf = async ({ baseUrl }: RunningServer) =>
      (await fetch(baseUrl, { headers: proxied })).headers
    expect((await headersOf(named)).get('strict-transport-security')).not.toBe(null)
    expect((await headersOf(other)).get('strict-transport-security')).toBe(null)
    const wrongCodes = async (server: RunningServer, forwarded: string) => {
      const headers = { 'x-forwarded-for': forwarded, origin: server.baseUrl }
      return (await post(server, '/sign-in/code', { email: 'a@example.org', code: '1' }, headers)).status
    }
    for (let place = 0; place < 31; place++)
      for (const server of [named, other]) await wrongCodes(server, '198.51.100.9')
    expect([await wrongCodes(named, '198.51.100.9'), await wrongCodes(named, '198.51.100.10')]).toEqual([
      429, 422,
    ])
    expect(await wrongCodes(other, '198.51.100.10')).toBe(429)
  })
})
