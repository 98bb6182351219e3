import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startMailServer } from '../../support/mail-server.ts'
import { type RunningServer, STOPPED, startServer, TEST_TOKEN } from '../../support/server.ts'

// By day: at night families' messages are delayed to the morning.
const CONVITE_NOW = '2027-03-01T15:00:00Z'

let mail: Awaited<ReturnType<typeof startMailServer>>
let server: RunningServer
let school: string
beforeAll(async () => {
  mail = await startMailServer((address) => address.startsWith('nobody'))
  server = await startServer({ SMTP_URL: mail.url, CONVITE_NOW })
  const made = await api('/schools', {
    name: 'Puente',
    timeZone: 'America/New_York',
    languages: ['en'],
    defaultLanguage: 'en',
  })
  school = made.id
})
afterAll(async () => {
  await server?.remove()
  await mail?.stop()
})

async function api(path: string, body: unknown): Promise<{ id: string; secret: string }> {
  const headers = { authorization: `Bearer ${TEST_TOKEN}`, 'content-type': 'application/json' }
  const answer = await fetch(`${server.baseUrl}/api/v1${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
  return (await answer.json()) as { id: string; secret: string }
}

const invite = (name: string, language: string) =>
  api(`/schools/${school}/members`, { name, email: `${name}@example.org`, language })
const mailsTo = (name: string) =>
  mail.mails.filter((one) => JSON.stringify(one.to).includes(`${name}@example.org`))

describe('a vote that opens', () => {
  const call = async (method: string, path: string, body: unknown) => {
    const headers = { authorization: `Bearer ${TEST_TOKEN}`, 'content-type': 'application/json' }
    const answer = await fetch(`${server.baseUrl}/api/v1${path}`, {
      method,
      headers,
      body: JSON.stringify(body),
    })
    return (await answer.json()) as { id: string; options: { id: string }[]; sessions: { id: string }[] }
  }

  test('is announced automatically, with the family’s own link, and a calendar file once the time is set', async () => {
    const channels = [{ kind: 'email', address: 'rosa@example.org' }]
    await call('POST', `/schools/${school}/families`, {
      writtenLanguage: 'es',
      caregivers: [{ givenName: 'Rosa', channels }],
    })
    const workshop = await call('POST', `/schools/${school}/workshops`, {
      title: { en: 'Reading\r\nBcc: all@example.org', es: 'Lectura' },
      purpose: 'learning',
      audience: ['parents'],
      durationMinutes: 60,
      presentationLanguage: 'en',
      presenters: 1,
      volunteers: 0,
      offers: { childcare: false, food: false, interpretation: false, rides: false },
    })
    const { options } = await call('PUT', `/workshops/${workshop.id}/poll`, {
      options: [{ start: '2027-03-23T22:00:00Z' }],
      closesAt: '2027-03-16T22:00:00Z',
    })
    await expect.poll(() => mailsTo('rosa').length, { timeout: 10_000 }).toBe(1)
    const [invitation] = mailsTo('rosa')
    expect(invitation?.subject).toBe('¿Qué horarios les sirven? Lectura')
    const link = /http:\/\/localhost:\d+\/f\/\S+/.exec(invitation?.text ?? '')?.[0] ?? ''
    const opened = await fetch(link, { redirect: 'manual' })
    expect(opened.headers.get('location')).toBe('/me')
    await call('POST', `/workshops/${workshop.id}/schedule`, { options: [options[0]?.id] })
    await expect.poll(() => mailsTo('rosa').length, { timeout: 10_000 }).toBe(2)
  })
})

describe('e-mail', () => {
  test('brings an invitation in its language, whose link signs in', async () => {
    await invite('ada', 'es')
    await expect.poll(() => mailsTo('ada').length, { timeout: 10_000 }).toBe(1)
    const [invitation] = mailsTo('ada')
    expect(invitation?.headers.get('content-language')).toBe('es')
    expect(invitation?.html).toContain('<html lang="es" dir="ltr">')
    const link = /http:\/\/localhost:\d+\/sign-in\/link\/\S+/.exec(invitation?.text ?? '')?.[0] ?? ''
    // The button on the page of the link.
    const headers = { origin: server.baseUrl }
    const opened = await fetch(link, { method: 'POST', headers, redirect: 'manual' })
    expect(opened.headers.get('location')).toBe('/school')
  })

  test('brings a code requested on the page, which signs in', async () => {
    await invite('ben', 'en')
    await expect.poll(() => mailsTo('ben').length, { timeout: 10_000 }).toBe(1)
    const post = (path: string, fields: Record<string, string>) =>
      fetch(server.baseUrl + path, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: server.baseUrl },
        body: new URLSearchParams(fields),
      })
    await post('/sign-in', { email: 'ben@example.org' })
    await expect.poll(() => mailsTo('ben').length, { timeout: 10_000 }).toBe(2)
    const code = /\b\d{6}\b/.exec(mailsTo('ben')[1]?.text ?? '')?.[0] ?? ''
    const signedIn = await post('/sign-in/code', { email: 'ben@example.org', code })
    expect(signedIn.headers.get('location')).toBe('/school')
  })

  test('that the server refuses for one recipient delays nobody else, and nothing is sent twice', async () => {
    await invite('nobody', 'en')
    await invite('cam', 'en')
    await expect.poll(() => mailsTo('cam').length, { timeout: 10_000 }).toBe(1)
    expect(mailsTo('nobody')).toEqual([])
    expect(await server.stop('SIGTERM')).toBe(STOPPED)
    // After a restart it reads the table's stream from its beginning.
    const before = mail.mails.length
    server = await startServer({ SMTP_URL: mail.url, CONVITE_NOW }, server.data)
    await invite('dee', 'en')
    await expect.poll(() => mailsTo('dee').length, { timeout: 10_000 }).toBe(1)
    expect(mail.mails).toHaveLength(before + 1)
  })

  test('for whom the server says nothing delays nobody else', async () => {
    const mute = await startMailServer(() => false, {
      onRcptTo: ({ address }, _, done) => (address.startsWith('mute') ? undefined : done()),
    })
    await server.stop()
    server = await startServer({ SMTP_URL: mute.url, CONVITE_NOW }, server.data)
    await invite('mute', 'en')
    await new Promise((done) => setTimeout(done, 1_000))
    await invite('fay', 'en')
    // Well before the timeout of twenty seconds.
    await expect.poll(() => mute.mails.length, { timeout: 8_000 }).toBe(1)
    await server.stop()
    await mute.stop()
  })

  test('that a silent server delays does not delay the shutdown', async () => {
    let asked = 0
    const silent = createServer((peer) => {
      asked += 1
      peer.on('error', () => undefined)
    })
    silent.listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const { port } = silent.address() as AddressInfo
    await server.stop()
    server = await startServer({ SMTP_URL: `smtp://127.0.0.1:${port}`, CONVITE_NOW }, server.data)
    await invite('eve', 'en')
    await expect.poll(() => asked, { timeout: 10_000 }).toBeGreaterThan(0)
    const started = Date.now()
    expect(await server.stop('SIGTERM')).toBe(STOPPED)
    // Well before the timeout of ten seconds.
    expect(Date.now() - started).toBeLessThan(8_000)
    silent.close()
  })
})
