import fc from 'fast-check'
import { Hono } from 'hono'
import { DateTime } from 'luxon'
import { beforeAll, expect, test } from 'vitest'
import { Refusal } from '../../shared/access/refusal.ts'
import type { ArrivalEnv } from '../../web/arrival.ts'
import { readForm } from '../../web/form.ts'
import { keepSession, readSession } from '../../web/session-cookie.ts'
import { TEST_NOW } from '../support/context.ts'
import { FUZZ_PATIENCE, fuzzLater, mutated } from './fuzz.ts'

const options = { timeout: FUZZ_PATIENCE }
const services = {
  cookieKey: 'a key for tests of at least thirty-two signs',
  now: () => DateTime.fromISO(TEST_NOW, { zone: 'utc' }),
}

const app = new Hono<ArrivalEnv>()
app.use(async (c, next) => {
  c.set('origin', 'https://convite.example.org')
  await next()
})
app.post('/form', async (c) => {
  const { values, text, file, failed } = await readForm(c)
  file('file')
  failed({
    code: 'invalid-input',
    errors: [{ pointer: '/children/0/grade', detail: 'required' }],
    details: {},
  })
  return c.json({ values, name: text('name') })
})
app.get('/cookie', async (c) => c.json((await readSession(c, services)) ?? null))
app.get('/signed', async (c) => {
  await keepSession(c, services, { kind: 'family', school: 'puente', family: 'rosa' })
  return c.body(null)
})
app.onError((fault, c) => {
  if (fault instanceof Refusal) return c.text(fault.code, 422)
  throw fault
})

const FORMS = [
  'title.en=Reading&adults%3Aint=2&offers.food%3Aflag=on&couldComeIf%3Alist=ride&couldComeIf%3Alist=food',
  'children.0.grade=03&children.2.grade=PK&allergens%3Alines=nuts%0Amilk&name=Rosa+%F0%9F%98%80',
  '__proto__.x=1&constructor.prototype.x=1&a.__proto__.x=1&a.b=1&a=2&a.b.c=3',
]

test('a urlencoded form is read or refused, whatever its fields are called', options, async () => {
  const bodies = fc.tuple(
    mutated(FORMS),
    fc.constantFrom(
      '',
      ...['__proto__', 'answers.__proto__.x', 'a.'.repeat(40_000), 'k'.repeat(100_000)].map(
        (name) => `&${name}=1`,
      ),
    ),
  )
  await fuzzLater('Web forms', 8_000, bodies, async ([form, more]) => {
    const body = form + more
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    expect([200, 422]).toContain((await app.request('/form', { method: 'POST', headers, body })).status)
    expect(({} as { x?: unknown }).x).toBeUndefined()
  })
})

// The boundaries of browsers are at least as long; shorter ones are refused.
const BOUNDARY = '----WebKitFormBoundary0123456789'
const part = (name: string, more = '', content = 'x') =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${content}\r\n`
const FILES = [
  `${part('title.en')}${part('file', '; filename="roster.csv"\r\nContent-Type: text/csv', 'a,b')}--${BOUNDARY}--\r\n`,
  `${part('__proto__')}${part('a.__proto__.x', "; filename*=UTF-8''%E2%82%AC.csv")}--${BOUNDARY}--\r\n`,
]

test('a multipart form is read or refused, whatever it contains', options, async () => {
  const types = fc.oneof(
    { weight: 3, arbitrary: fc.constant(`multipart/form-data; boundary=${BOUNDARY}`) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        'multipart/form-data',
        'multipart/form-data; boundary=',
        `MULTIPART/form-data; boundary="${BOUNDARY}"`,
      ),
    },
  )
  await fuzzLater('Forms of several parts', 8_000, fc.tuple(mutated(FILES), types), async ([body, type]) => {
    const headers = { 'content-type': type }
    expect([200, 422]).toContain((await app.request('/form', { method: 'POST', headers, body })).status)
  })
})

let signed = ''
beforeAll(async () => {
  signed = (await app.request('/signed')).headers.getSetCookie()[0]?.split(';')[0] ?? ''
})

test('a cookie signs in its owner, and a changed cookie nobody', options, async () => {
  expect(await (await app.request('/cookie', { headers: { cookie: signed } })).json()).toMatchObject({
    family: 'rosa',
  })
  const cookies = mutated([
    signed,
    `${signed}; language=es`,
    'convite=%E0%A4%A; language="es"',
    `a=b; ${signed}; ${signed}`,
  ])
  await fuzzLater('Cookies', 8_000, cookies, async (text) => {
    const cookie = text.replace(/[^\t\x20-\x7e]/g, '')
    const answer = await app.request('/cookie', { headers: { cookie } })
    expect(answer.status).toBe(200)
    const who = await answer.json()
    if (who !== null)
      expect([cookie.includes(signed.slice('convite='.length)), who.family]).toEqual([true, 'rosa'])
  })
})
