import { randomUUID } from 'node:crypto'
import { DateTime } from 'luxon'
import { beforeEach, describe, expect, test } from 'vitest'
import { createApi } from '../../functions/api/app.ts'
import type { Services } from '../../shared/access/context.ts'
import { RATE_LIMITS, rateLimitKey, windowAt } from '../../shared/access/rate-limit.ts'
import { allFamilies, issueLink } from '../../shared/family/family.operations.ts'
import { printLinks } from '../../shared/family/standing-link.operations.ts'
import type { WholeTable } from '../../shared/table/table.ts'
import { makeApiKey } from '../../shared/team/api-key.operations.ts'
import { inviteMember } from '../../shared/team/member.operations.ts'
import { createWeb } from '../../web/app.ts'
import { PAGE_LANGUAGES } from '../../web/messages/catalogue.ts'
import { routes } from '../../web/routes.ts'
import { API_TOKEN } from '../support/api.ts'
import { workHere } from '../support/background-jobs.ts'
import { ALL_CARRIERS, contextFor, TEST_NOW } from '../support/context.ts'
import { countingTable } from '../support/counting-table.ts'
import { freshTable } from '../support/engine.ts'
import { storedMessages } from '../support/outbox.ts'
import { pictureStorage } from '../support/picture-storage.ts'
import { DEPLOYMENT, schoolWith } from '../support/puente.ts'

const KEY = 'a key for tests of at least thirty-two signs'
const SCHOOLS_OWN = '192.0.2.7'
const ELSEWHERE = '198.51.100.9'
const seen = (address: string) => ({ incoming: { socket: { remoteAddress: address } } })

let whole: WholeTable
let clock: { now: string }
let services: Services
let calls: () => string[]
let web: ReturnType<typeof createWeb>
beforeEach(async () => {
  const name = `test-${randomUUID()}`
  whole = await freshTable(name)
  clock = { now: TEST_NOW }
  const now = () => DateTime.fromISO(clock.now, { zone: 'utc' })
  const counting = countingTable(whole)
  calls = counting.calls
  const base = { table: counting.table, now }
  services = {
    ...base,
    cookieKey: KEY,
    jobs: workHere(base),
    pictures: pictureStorage(),
    carriers: ALL_CARRIERS,
    apiToken: API_TOKEN,
  }
  web = createWeb(services)
})
const context = () => contextFor(DEPLOYMENT, { table: whole, now: () => clock.now })

type Sent = { from?: string; headers?: Record<string, string> }
const post = (path: string, fields: Record<string, string>, { from = SCHOOLS_OWN, headers }: Sent = {}) =>
  web.request(
    `http://localhost${path}`,
    {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { origin: 'http://localhost', ...headers },
    },
    seen(from),
  )
const get = (path: string, from = SCHOOLS_OWN) => web.request(`http://localhost${path}`, {}, seen(from))
const wrongCode = (number: number) => `WRONG-${String(number).padStart(5, '0')}`

/** Records that many earlier wrong guesses. */
async function guessed(kind: keyof typeof RATE_LIMITS, count: number, network = SCHOOLS_OWN) {
  const { window, end } = windowAt(Date.parse(clock.now) / 1000)
  const key = rateLimitKey(KEY, { kind, network, window })
  await whole.commit({ put: { pk: `GUESSES#${key}`, sk: 'GUESSES', count, expiresAt: end } })
}

describe('a family night', () => {
  test('lets four hundred families in from the school’s one address, typing errors and all', async () => {
    const { school } = await schoolWith(whole, 400)
    const known = await allFamilies(context(), school)
    const links = await printLinks({ ...context(), cookieKey: KEY }, school, known)
    const began = Date.parse(TEST_NOW)
    let place = 0
    for (const { code } of links.values()) {
      // All within a window of ten minutes, a family every second and a half.
      clock.now = new Date(began + place * 1_490).toISOString()
      if (place % 20 === 0) expect((await post(routes.code(), { code: wrongCode(place) })).status).toBe(422)
      expect((await post(routes.code(), { code })).headers.get('location')).toBe('/me')
      place++
    }
    expect(place).toBe(400)
  })

  test('costs one read for a right code, as without a limit', async () => {
    const { school, ids } = await schoolWith(whole, 1)
    const { code, token } = await issueLink(context(), school, ids[0] ?? '')
    calls()
    await post(routes.code(), { code })
    expect(calls()).toEqual(['get'])
    await get(routes.familyLink(token))
    expect(calls()).toEqual(['get'])
    await get(routes.code())
    expect(calls()).toEqual([])
  })
})

describe('codes of families', () => {
  test('are rate-limited by address; another address is not affected, and this one only for a while', async () => {
    const { school, ids } = await schoolWith(whole, 1)
    const { code } = await issueLink(context(), school, ids[0] ?? '')
    await guessed('code', RATE_LIMITS.code.most - 20)
    for (let number = 0; number < 20; number++)
      expect((await post(routes.code(), { code: wrongCode(number) })).status).toBe(422)
    const told = await post(routes.code(), { code: wrongCode(9_999) })
    expect([told.status, told.headers.get('retry-after')]).toEqual([429, '600'])
    calls()
    // Not even the right one is accepted, and the database is not called any more.
    expect((await post(routes.code(), { code })).status).toBe(429)
    expect(calls()).toEqual([])
    const forged = { 'x-forwarded-for': ELSEWHERE, forwarded: `for=${ELSEWHERE}` }
    expect((await post(routes.code(), { code }, { headers: forged })).status).toBe(429)
    expect((await post(routes.code(), { code }, { from: ELSEWHERE })).headers.get('location')).toBe('/me')
    expect((await get(routes.code())).status).toBe(200)
    clock.now = '2027-03-01T15:10:00.000Z'
    expect((await post(routes.code(), { code })).headers.get('location')).toBe('/me')
  })

  test('are counted by the address that a trusted proxy saw, so that its visitors do not share one', async () => {
    web = createWeb({ ...services, isTrustedProxy: (address) => address === SCHOOLS_OWN })
    await guessed('code', RATE_LIMITS.code.most, ELSEWHERE)
    const wrongBy = async (forwarded: string, from = SCHOOLS_OWN) =>
      (await post(routes.code(), { code: 'WRONG' }, { from, headers: { 'x-forwarded-for': forwarded } }))
        .status
    expect(await wrongBy(ELSEWHERE)).toBe(429)
    expect(await wrongBy(`192.0.2.8, ${ELSEWHERE}`)).toBe(429)
    expect(await wrongBy('192.0.2.8')).toBe(422)
    expect(await wrongBy('192.0.2.8', ELSEWHERE)).toBe(429)
  })

  test.each(PAGE_LANGUAGES)(
    'say in plain words how long to wait and what still works (%s)',
    async (language) => {
      await guessed('code', RATE_LIMITS.code.most)
      const response = await post(
        routes.code(),
        { code: 'WRONG' },
        { headers: { cookie: `language=${language}` } },
      )
      const page = await response.text()
      expect(response.status).toBe(429)
      expect(page).toContain(`<html lang="${language}"`)
      expect(page).toMatch(/10|١٠/)
      expect(page).toMatch(/QR|二维码/)
    },
  )

  test('are counted without storing the address', async () => {
    await post(routes.code(), { code: 'WRONG' })
    const { items } = await whole.scan()
    const counted = items.filter(({ pk }) => pk.startsWith('GUESSES#'))
    expect(counted.map(({ count, expiresAt }) => [count, expiresAt])).toEqual([
      [1, Date.parse('2027-03-01T15:10:00Z') / 1000],
    ])
    expect(JSON.stringify(items)).not.toContain(SCHOOLS_OWN)
  })

  test('count each of twenty concurrent guesses', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, number) => post(routes.code(), { code: wrongCode(number) })),
    )
    const { items } = await whole.scan()
    expect(items.filter(({ pk }) => pk.startsWith('GUESSES#')).map(({ count }) => count)).toEqual([20])
  })
})

describe('links', () => {
  const opened = (path: string) => (from?: string) => get(path, from)
  test.each([
    ['a family’s', opened(routes.familyLink('gone'))],
    ['the button of a sign-in', (from = SCHOOLS_OWN) => post(routes.signInLink('gone'), {}, { from })],
    ['a helper’s', opened(routes.help('gone'))],
  ])('are rate-limited while they are wrong: %s', async (_, ask) => {
    expect((await ask()).status).not.toBe(429)
    await guessed('link', RATE_LIMITS.link.most)
    expect((await ask()).status).toBe(429)
    expect((await ask(ELSEWHERE)).status).not.toBe(429)
  })

  test('that are right enter after a thousand wrong ones from their address, which wait', async () => {
    const { school, ids } = await schoolWith(whole, 1)
    const { token } = await issueLink(context(), school, ids[0] ?? '')
    await guessed('link', RATE_LIMITS.link.most)
    for (let time = 0; time < 3; time++) {
      expect((await get(routes.familyLink(`gone${time}`))).status).toBe(429)
      expect((await get(routes.familyLink(token))).headers.get('location')).toBe('/me')
    }
    const invited = await inviteMember(context(), school, {
      name: 'Dana',
      email: 'dana@example.org',
      role: 'organizer',
    })
    expect((await post(routes.signInLink(invited.token ?? ''), {})).status).toBe(303)
  })

  test('cost one read each above the limit, and no write', async () => {
    await guessed('link', RATE_LIMITS.link.most)
    await get(routes.familyLink('gone'))
    calls()
    expect((await get(routes.familyLink('gone'))).status).toBe(429)
    expect(calls()).toEqual(['get'])
  })
})

describe('an expired link or code', () => {
  test('has the same answer as one that never existed: page, status, headers and calls to the database', async () => {
    const { school, ids } = await schoolWith(whole, 1)
    const old = await issueLink(context(), school, ids[0] ?? '')
    await issueLink(context(), school, ids[0] ?? '')
    const told = async (asked: () => Response | Promise<Response>, secret: string) => {
      calls()
      const response = await asked()
      const page = (await response.text()).replaceAll(secret, '…')
      return { status: response.status, headers: [...response.headers], page, calls: calls() }
    }
    const never = { token: old.token.replace(/./g, 'z'), code: 'ZZZZZ-ZZZZZ' }
    const linkOf = ({ token }: { token: string }) => told(() => get(routes.familyLink(token)), token)
    const codeOf = ({ code }: { code: string }) => told(() => post(routes.code(), { code }), code)
    expect(await linkOf(old)).toEqual(await linkOf(never))
    expect(await codeOf(old)).toEqual(await codeOf(never))
    expect(await linkOf(old)).toMatchObject({ status: 410, calls: ['count', 'get'] })
  })

  test('of a family opens nothing where another kind is expected', async () => {
    const { school, ids } = await schoolWith(whole, 1)
    const { token, code } = await issueLink(context(), school, ids[0] ?? '')
    const { secret } = await makeApiKey(context(), school, { name: 'site' })
    for (const path of [token, secret].flatMap((one) => [
      routes.signInLink(one),
      routes.help(one),
      routes.stop(one),
    ])) {
      expect((await get(path)).headers.get('location')).toBe(null)
      expect((await post(path, {})).headers.get('location')).toBe(null)
    }
    expect((await get(routes.familyLink(code))).status).toBe(410)
    expect((await get(routes.familyLink(`code ${code.toLowerCase().replace('-', '')}`))).status).toBe(410)
    expect((await get(routes.familyLink(secret))).status).toBe(410)
    expect((await post(routes.stop(token), {})).status).toBe(410)
  })
})

describe('the API', () => {
  const call = (token: string, from = SCHOOLS_OWN) =>
    api.request(
      'http://localhost/api/v1/schools',
      { headers: { authorization: `Bearer ${token}` } },
      seen(from),
    )
  let api: ReturnType<typeof createApi>
  beforeEach(() => {
    api = createApi(services)
  })

  test('rate-limits wrong tokens, and never a right one', async () => {
    const { school } = await schoolWith(whole, 0)
    const { secret } = await makeApiKey(context(), school, { name: 'site' })
    await guessed('token', RATE_LIMITS.token.most - 1)
    expect((await call('wrong')).status).toBe(401)
    const told = await call('wrong')
    expect([told.status, told.headers.get('retry-after'), told.headers.get('content-type')]).toEqual([
      429,
      '600',
      'application/problem+json',
    ])
    expect(await told.json()).toMatchObject({ type: '/api/v1/problems/wait-a-while', retryAfter: 600 })
    expect((await call(API_TOKEN)).status).toBe(200)
    // A right key enters: it may not list the schools.
    expect((await call(secret)).status).toBe(403)
    expect((await call('wrong')).status).toBe(429)
  })

  test('makes no extra call to the database for a right token', async () => {
    const { school } = await schoolWith(whole, 0)
    const { secret } = await makeApiKey(context(), school, { name: 'site' })
    calls()
    await call(secret)
    expect(calls()).toEqual(['get'])
  })
})

describe('codes by e-mail', () => {
  const email = 'dana@example.org'
  const codesSent = async (school: string) =>
    (await storedMessages(context(), school)).filter(
      ({ kind, expiresAt }) => kind === 'sign-in' && expiresAt > Date.parse(clock.now) / 1000,
    )
  const guess = (number: number) =>
    post(routes.signInCode(), { email, code: `x${number}` }, { from: `192.0.2.${number}` })
  let school: string
  beforeEach(async () => {
    school = (await schoolWith(whole, 0)).school
    await inviteMember(context(), school, { name: 'Dana', email, role: 'organizer' })
  })

  test('are sent five times in ten minutes, and further requests have the same answer', async () => {
    const answers = []
    for (let time = 0; time < 8; time++) answers.push(await post(routes.signIn(), { email }))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
    expect(await codesSent(school)).toHaveLength(5)
    clock.now = '2027-03-01T15:10:00.000Z'
    await post(routes.signIn(), { email })
    expect(await codesSent(school)).toHaveLength(1) // the others are over
  })

  test('are locked after twenty wrong ones in all; the link still works, and unlocks them', async () => {
    for (let number = 0; number < 20; number++) {
      if (number % 5 === 0) await post(routes.signIn(), { email })
      expect((await guess(number)).status).toBe(422)
    }
    clock.now = '2027-03-01T15:20:00.000Z'
    await post(routes.signIn(), { email })
    const [{ fields } = { fields: {} as Record<string, string> }] = await codesSent(school)
    const right = () => post(routes.signInCode(), { email, code: fields.code ?? '' }, { from: ELSEWHERE })
    const enter = (token = '') => post(routes.signInLink(token), {}, { from: ELSEWHERE })
    expect((await right()).status).toBe(422)
    expect((await enter(fields.token)).headers.get('location')).toBe('/school')
    await post(routes.signIn(), { email })
    const again = (await codesSent(school)).find(({ fields: other }) => other.code !== fields.code)
    const answer = await post(routes.signInCode(), { email, code: again?.fields.code ?? '' })
    expect(answer.headers.get('location')).toBe('/school')
  })

  test('cannot be guessed for many addresses from one network', async () => {
    for (let number = 0; number < RATE_LIMITS.signIn.most; number++)
      expect((await post(routes.signInCode(), { email: `p${number}@example.org`, code: '1' })).status).toBe(
        422,
      )
    expect((await post(routes.signInCode(), { email, code: '1' })).status).toBe(429)
    expect((await post(routes.signInCode(), { email, code: '1' }, { from: ELSEWHERE })).status).toBe(422)
  })

  test('are rate-limited when requested from one network', async () => {
    await guessed('ask', RATE_LIMITS.ask.most)
    expect((await post(routes.signIn(), { email })).status).toBe(429)
    expect(await codesSent(school)).toEqual([])
  })

  test('reveal nobody’s membership: page, status, headers and calls to the database are the same', async () => {
    const steps = (address: string) => [
      () => post(routes.signIn(), { email: address }),
      () => post(routes.signInCode(), { email: address, code: '000' }),
      () => post(routes.signIn(), { email: address }),
      ...Array.from(
        { length: 6 },
        (_, number) => () => post(routes.signInCode(), { email: address, code: `x${number}` }),
      ),
    ]
    const seenOf = async (address: string) => {
      const told = []
      for (const step of steps(address)) {
        calls()
        const response = await step()
        const page = (await response.text()).replaceAll(address, '…')
        const headers = [...response.headers].map(([name, value]) => [
          name,
          value.replaceAll(encodeURIComponent(address), '…'),
        ])
        told.push({ status: response.status, page, headers, calls: calls() })
      }
      return told
    }
    const known = await seenOf(email)
    expect(await seenOf('nobody@example.org')).toEqual(known)
    expect(known.map(({ status }) => status)).toEqual([303, 422, 303, 422, 422, 422, 422, 422, 422])
    expect(known[0]?.calls).toEqual(['commit of 3', 'count', 'get', 'get', 'get', 'queryAll'])
  })
})
