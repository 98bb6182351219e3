import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { hiddenFields } from '../support/device.ts'
import { startMailServer } from '../support/mail-server.ts'
import { type RunningServer, startServer, TEST_TOKEN } from '../support/server.ts'

const rosters = new URL('../support/rosters/', import.meta.url)
const SIMPLE = readFileSync(new URL('puente-simple.csv', rosters), 'utf8')
const ONEROSTER = readFileSync(new URL('puente-oneroster-1.1.zip', rosters))
const OWN_WORDS = 'my sister lives with us since the fire'

/** A proxy to the database that on demand fails with an error that quotes the whole request. */
async function talkativeDatabase(endpoint: string) {
  const state = { failing: false }
  const server = createServer(async (request, response) => {
    const body = await buffer(request)
    if (
      state.failing &&
      !/GetRecords|GetShardIterator|DescribeStream|ListStreams/.test(String(request.headers['x-amz-target']))
    ) {
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' })
      response.end(
        JSON.stringify({ __type: 'com.amazon.coral.validate#ValidationException', message: body.toString() }),
      )
      return
    }
    const { host: _, connection: _kept, 'content-length': _length, ...headers } = request.headers
    const answer = await fetch(endpoint, { method: 'POST', headers: headers as Record<string, string>, body })
    const bytes = Buffer.from(await answer.arrayBuffer())
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' })
    response.end(bytes)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return { state, endpoint: `http://127.0.0.1:${port}`, stop: () => server.close() }
}

let database: Awaited<ReturnType<typeof talkativeDatabase>>
let mail: Awaited<ReturnType<typeof startMailServer>>
let server: RunningServer
beforeAll(async () => {
  database = await talkativeDatabase(inject('dynamodbEndpoint'))
  // Every other address is refused, with the address in the error message.
  mail = await startMailServer((address) => /[02468]@/.test(address), {
    allowInsecureAuth: true,
    onAuth: (_, _session, done) => done(null, { user: 'convite' }),
  })
  server = await startServer({
    DYNAMODB_ENDPOINT: database.endpoint,
    CONVITE_TABLE: `test-${randomUUID()}`,
    CONVITE_NOW: '2027-03-01T15:00:00Z',
    SMTP_URL: mail.url.replace('//', '//convite:a-password-of-mail@'),
  })
}, 90_000)
afterAll(async () => {
  await server?.remove()
  await mail?.stop()
  database?.stop()
})

const secrets = new Set<string>([TEST_TOKEN, 'a-password-of-mail', OWN_WORDS, 'hunter2'])

async function api(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const raw = typeof body === 'string' || body instanceof Uint8Array
  const response = await fetch(`${server.baseUrl}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${TEST_TOKEN}`, 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: raw ? (body as string) : JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text }
}

/** A browser that keeps its cookies, which are secrets too. */
async function browse(cookie: string, path: string, fields?: Record<string, string>) {
  const response = await fetch(server.baseUrl + path, {
    headers: { cookie, origin: server.baseUrl },
    redirect: 'manual',
    ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
  })
  const kept = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
  if (kept.includes('=')) secrets.add(kept.slice(kept.indexOf('=') + 1))
  return { status: response.status, cookie: kept, page: await response.text() }
}

/** Every name, address and number of the rosters, and the digits of each number. */
function seeded(): string[] {
  const { 'users.csv': users = new Uint8Array() } = unzipSync(ONEROSTER)
  const cells = `${SIMPLE}\n${new TextDecoder().decode(users)}`.split(/[\n,"]/).map((cell) => cell.trim())
  const rows = SIMPLE.split('\n')
    .slice(1)
    .map((row) => row.split(','))
  const names = rows.flatMap(([, name = '']) => name.split(' '))
  const addresses = cells.filter((cell) => cell.includes('@'))
  const numbers = cells.map((cell) => cell.replace(/\D/g, '')).filter((digits) => digits.length === 10)
  return [...new Set([...names, ...addresses, ...numbers])].filter((word) => word.length > 3)
}

async function schoolLife(): Promise<void> {
  const puente = {
    name: 'Escuela Ñandú',
    timeZone: 'America/New_York',
    languages: ['en', 'es'],
    defaultLanguage: 'en',
  }
  const { id: school } = (await api('POST', '/schools', puente)).body
  const under = `/schools/${school}`
  const roster = (query: string, body: unknown, type: string, key: string) =>
    api('POST', `${under}/roster${query}`, body, { 'content-type': type, 'idempotency-key': key })
  const imports = [
    await roster('', SIMPLE, 'text/csv', 'key-of-a-program'),
    await roster('?dryRun=true', ONEROSTER, 'application/zip', 'other-key'),
    await roster('?dryRun=true', `${SIMPLE}\nbroken,"Rosalind`, 'text/csv', 'third-key'),
  ]
  expect(imports.map(({ status }) => status)).toEqual([200, 200, expect.any(Number)])
  secrets.add('key-of-a-program')
  secrets.add((await api('POST', `${under}/api-keys`, { name: 'site' })).body.secret)
  await api('POST', `${under}/members`, {
    name: 'Xochitl Quetzal',
    email: 'xochitl@example.org',
    role: 'organizer',
  })
  for (const word of ['Xochitl', 'Quetzal', 'xochitl@example.org']) secrets.add(word)
  const families = (await api('GET', `${under}/families`)).body.items
  const workshop = {
    title: { en: 'Reading at home' },
    purpose: 'learning',
    durationMinutes: 60,
    presentationLanguage: 'en',
  }
  const { id } = (await api('POST', `${under}/workshops`, workshop)).body
  const options = [{ start: '2027-03-23T22:00:00Z' }, { start: '2027-03-24T22:00:00Z' }]
  const poll = (await api('PUT', `/workshops/${id}/poll`, { options, closesAt: '2027-03-16T22:00:00Z' })).body
  const answers = { [poll.options[0].id]: 'yes' }
  for (const family of families.slice(0, 5))
    await api('PUT', `/workshops/${id}/poll/ballots/${family.id}`, { answers })
  await familyLife(school, families[0].id, id, answers)
  await api('POST', `/workshops/${id}/schedule`, { options: [poll.options[0].id] })
  await api('POST', `/workshops/${id}/broadcasts`, {
    text: { en: OWN_WORDS },
    to: 'everybody',
    confirmed: 500,
  })
  await wrongs(under, families[0].id)
}

async function familyLife(school: string, family: string, workshop: string, answers: object): Promise<void> {
  const { url, code } = (await api('POST', `/schools/${school}/families/${family}/link`)).body
  secrets.add(url.split('/').at(-1)).add(code)
  const { cookie } = await browse('', new URL(url).pathname)
  for (const path of ['/me', `/me/vote/${workshop}`, '/me/about', '/me/copy.json']) await browse(cookie, path)
  const fields = Object.fromEntries(Object.keys(answers).map((option) => [`answers.${option}`, 'yes']))
  const { page } = await browse(cookie, `/me/vote/${workshop}`)
  const { form = '' } = hiddenFields(page)
  secrets.add(form)
  await browse(cookie, `/me/vote/${workshop}`, { ...fields, form })
  await browse(cookie, '/me/strengths', { 'strengths.know': OWN_WORDS, form })
  await browse(cookie, '/code', { code })
  await browse('', '/sign-in', { email: 'xochitl@example.org' })
  await browse('', '/sign-in/code', { email: 'xochitl@example.org', code: '123456' })
}

/** Sends requests that are refused, with names and numbers in them. */
async function wrongs(under: string, family: string): Promise<void> {
  const wrong = {
    name: 'Xochitl',
    caregivers: [{ givenName: 'Quetzal', channels: [{ kind: 'email', address: 'no' }] }],
    ssn: '078-05-1120',
  }
  secrets.add('078-05-1120')
  await api('POST', `${under}/families`, wrong)
  await api('PATCH', `${under}/families/${family}`, { ...wrong, revision: 99 })
  await api('POST', `${under}/families`, '{"name":"Xochitl')
  await api('GET', '/schools/Xochitl/families/Quetzal')
  await browse('', '/f/a-token-that-nobody-gave-0123456789')
  secrets.add('a-token-that-nobody-gave-0123456789')
}

/** Waits until the mail server has received that many e-mails. */
async function heard(mails: number): Promise<void> {
  await expect.poll(() => mail.mails.length, { timeout: 60_000, interval: 200 }).toBeGreaterThanOrEqual(mails)
}

test('the server logs no name and no secret in a whole school year', {
  timeout: 180_000,
}, async () => {
  for (const word of seeded()) secrets.add(word)
  expect(secrets.size).toBeGreaterThan(150)
  await schoolLife()
  await heard(5)
  for (const { text = '' } of mail.mails)
    for (const [, token = ''] of text.matchAll(/\/(?:f|stop|link)\/([\w-]{20,})/g)) secrets.add(token)
  database.state.failing = true
  await schoolFaults()
  database.state.failing = false
  await server.stop()
  const printed = server.output()
  // It did log what happened: refused addresses, and faults by their references.
  expect(printed.match(/"reference":"\w{8}"/g)?.length).toBeGreaterThan(3)
  const told = [...secrets].filter((secret) =>
    new RegExp(`(?<![\\p{L}\\d])${escaped(secret)}(?![\\p{L}\\d])`, 'iu').test(printed),
  )
  expect(told).toEqual([])
  console.log(
    `${secrets.size} names, addresses, numbers and secrets are not in the ${printed.length} signs that were printed`,
  )
})

async function schoolFaults(): Promise<void> {
  const statuses = []
  for (const name of ['Xochitl', 'Quetzal']) {
    statuses.push(
      (
        await api('POST', '/schools', {
          name,
          timeZone: 'America/New_York',
          languages: ['en'],
          defaultLanguage: 'en',
        })
      ).status,
    )
    statuses.push((await browse('', '/sign-in', { email: 'xochitl@example.org' })).status)
    statuses.push((await browse('', '/f/a-token-that-nobody-gave-0123456789')).status)
  }
  expect(statuses).toEqual(statuses.map(() => 500))
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
