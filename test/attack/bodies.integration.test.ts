import { beforeAll, describe, expect, test } from 'vitest'
import { issueLink } from '../../shared/family/family.operations.ts'
import { familyRoutes, isOfFamilies, routes } from '../../web/routes.ts'
import { schoolRoutes } from '../../web/school-routes.ts'
import { API_TOKEN, apiOn } from '../support/api.ts'
import { type device, device as openDevice, schoolSite } from '../support/device.ts'
import { callsOfTheDocument } from './schema.ts'
import { type World, worldOn } from './world.ts'

const MEGABYTE = 1024 * 1024
const calls = callsOfTheDocument()
const REFUSED = [413, 422]

let api: ReturnType<typeof apiOn>
let world: World
let organizer: ReturnType<typeof device>
let family: ReturnType<typeof device>
beforeAll(async () => {
  const site = await schoolSite()
  api = apiOn(site.context.table)
  world = await worldOn(api)
  organizer = await site.member()
  const inside = await site.context
  const { token } = await issueLink(inside, world.school?.[0] ?? '', world.family?.[0] ?? '')
  family = openDevice(site.app)
  await family.get(routes.familyLink(token))
})

const pathOf = (path: string) => path.replace(/\{(\w+)\}/g, (_, name: string) => world[name]?.[0] ?? 'none')

describe('every call of the API that takes a body', () => {
  const taking = calls.filter(({ schema, types }) => schema || types.length > 0)
  const named = taking.map((call) => [`${call.method} ${call.path}`, call] as const)

  test.each(named)(
    '%s refuses ten megabytes, nesting without end, and what is not its kind',
    async (_, call) => {
      const send = (body: Uint8Array | string, type = call.types[0] ?? 'application/json') =>
        api(call.method, pathOf(call.path), body, { 'content-type': type })
      // Ten megabytes of a roster are accepted and parsed later: a district's is that large.
      const refusals = call.path.endsWith('/roster') ? [...REFUSED, 202] : REFUSED
      expect(refusals).toContain((await send(new Uint8Array(10 * MEGABYTE).fill(0x7b))).status)
      for (const body of [
        '['.repeat(100_000),
        `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
        nested(100_000),
      ]) {
        expect((await send(body)).status).toBe(422)
      }
      const broken = await send(new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]))
      expect(broken.status).toBe(422)
      if (call.types.length > 0) expect((await send('{}', 'application/json')).status).toBe(415)
    },
  )

  test.each(named.filter(([, { schema }]) => schema))('%s takes nothing of a prototype', async (_, call) => {
    for (const body of [
      '{"__proto__":{"polluted":true}}',
      '{"constructor":{"prototype":{"polluted":true}}}',
      '{"answers":{"__proto__":{"polluted":true}},"title":{"__proto__":"x"},"settings":{"__proto__":{"polluted":true}}}',
    ]) {
      const { status } = await api(call.method, pathOf(call.path), body)
      expect(status).toBeGreaterThanOrEqual(400)
      expect(status).toBeLessThan(500)
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
    }
  })
})

/** A deeply nested object. */
const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`

test('a hundred thousand unknown fields are refused with a short answer', async () => {
  const body = Object.fromEntries(Array.from({ length: 60_000 }, (_, place) => [`field ${place}`, 1]))
  const { status, body: problem } = await api('POST', '/schools', body)
  expect([status, problem.errors.length]).toEqual([422, 100])
})

// Node requires it for a body that is a stream; the types of browsers do not have it.
type Endless = RequestInit & { duplex: 'half' }

describe('a value too large for the table', () => {
  const header =
    'family_id,caregiver_name,phone,email,written_language,spoken_language,channel,child_grade,child_age_band,groups'

  test('is returned as a response, and returned again for its idempotency key', async () => {
    const rows = Array.from({ length: 20_000 }, (_, place) => `F${place},,,,,,pigeon,,,`)
    const headers = { 'content-type': 'text/csv', 'idempotency-key': 'large' }
    const send = () =>
      api('POST', `/schools/${world.school?.[0]}/roster?dryRun=true`, [header, ...rows].join('\n'), headers)
    const [first, again] = [await send(), await send()]
    expect([first.status, first.body.rejected.length]).toEqual([200, 20_000])
    expect(again).toEqual(first)
  })

  test('in thousands of languages, or with a language tag of a hundred thousand characters, is refused', async () => {
    const tags = Array.from({ length: 5_000 }, (_, place) => `aa-${String(place).padStart(8, '0')}`)
    const title = Object.fromEntries(tags.map((tag) => [tag, 'x'.repeat(110)]))
    const long = `aa${'-abcdefgh'.repeat(50_000)}`
    const workshop = {
      title: { en: 'Reading' },
      purpose: 'learning',
      durationMinutes: 60,
      presentationLanguage: 'en',
    }
    const under = `/schools/${world.school?.[0]}`
    expect((await api('POST', `${under}/workshops`, { ...workshop, title })).status).toBe(422)
    expect(
      (await api('POST', `${under}/workshops`, { ...workshop, presentationLanguage: long })).status,
    ).toBe(422)
    const family = { caregivers: [{ givenName: 'Rosa' }], writtenLanguage: long }
    expect((await api('POST', `${under}/families`, family)).status).toBe(422)
  })
})

/** An endless chunked body without a length; counts the chunks that were consumed. */
function endless() {
  let taken = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      taken += MEGABYTE / 16
      controller.enqueue(new Uint8Array(MEGABYTE / 16).fill(0x61))
    },
  })
  return { body, taken: () => taken }
}

test('an endless body is read no further than the size limit', async () => {
  const site = await schoolSite()
  for (const [path, most, app] of [
    ['/api/v1/schools', 1.2, undefined],
    [`/api/v1/schools/${world.school?.[0]}/roster`, 25.2, undefined],
    [routes.start(), 0.7, site.app],
    [schoolRoutes.roster(), 30.2, site.app],
  ] as const) {
    const { body, taken } = endless()
    const type = path.endsWith('/roster') ? 'text/csv' : 'application/json'
    const init: Endless = { method: 'POST', body, duplex: 'half' }
    const { status } = app
      ? await app.request(`http://localhost${path}`, { ...init, headers: { origin: 'http://localhost' } })
      : await api.raw(path, {
          ...init,
          headers: { authorization: `Bearer ${API_TOKEN}`, 'content-type': type },
        })
    expect([path, status]).toEqual([path, 413])
    expect(taken()).toBeLessThan(most * MEGABYTE)
  }
})

test('the body of an unauthorized call is not read at all', async () => {
  const { body, taken } = endless()
  const { status } = await api.raw('/api/v1/schools', { method: 'POST', body, duplex: 'half' } as Endless)
  expect(status).toBe(401)
  expect(taken()).toBeLessThan(MEGABYTE / 4)
})

/** Who may use that path. */
const whose = (path: string) => (isOfFamilies(path) ? family : organizer)

/** Every path of the web side, its parameters replaced by existing ids. */
function everyPath(): string[] {
  const ids = Object.fromEntries(Object.entries(world).map(([name, [first = '']]) => [name, first]))
  // Signing out, or in elsewhere, would end the session of the test.
  const { signOut: _, ...open } = routes
  const { otherSchool: _other, ...inside } = schoolRoutes
  const { leave: _leave, ...own } = familyRoutes
  return [open, own, inside].flatMap((all) =>
    Object.values(all).map((build: (...names: string[]) => string) => {
      const names = [...String(build).matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => ids[name] ?? 'none')
      return build(...names)
    }),
  )
}

const FORM = 'application/x-www-form-urlencoded'
const ODD_FORMS: [body: string, type: string][] = [
  ['__proto__.polluted=1&constructor.prototype.polluted=1&answers.__proto__.polluted=1', FORM],
  ['name=%E0%A4%A&name=%ff%fe&%zz=%', FORM],
  ['name=1&name=2&name=3&family=1&family=2', FORM],
  ['{"name":"x"}', 'application/json'],
  ['--x\r\nhalf', 'multipart/form-data; boundary=x'],
]

describe('every form of the pages', () => {
  test('refuses a body of ten megabytes, of ten thousand fields, and with endless names', async () => {
    const paths = everyPath()
    expect(paths.length).toBeGreaterThan(100)
    const long = `name=${'x'.repeat(10 * MEGABYTE)}`
    const wide = Array.from({ length: 10_000 }, (_, place) => `field.${place}=x`).join('&')
    const deep = `${'a.'.repeat(100_000)}=1&${'k'.repeat(100_000)}=1`
    let refused = 0
    for (const path of paths) {
      const answers = []
      for (const body of [long, wide, deep]) answers.push((await whose(path).postRaw(path, body)).status)
      expect([path, answers.every((status) => status < 500)]).toEqual([path, true])
      if (!path.startsWith(schoolRoutes.roster())) expect([path, answers[0]]).toEqual([path, 413])
      if (answers.every((status) => REFUSED.includes(status))) refused++
    }
    // The others have no fields, or are not forms.
    expect(refused).toBeGreaterThan(50)
  })

  test('accepts no prototype, broken characters or another type of body', async () => {
    for (const path of everyPath()) {
      for (const [body, type] of ODD_FORMS) {
        const { status } = await whose(path).postRaw(path, body, type)
        expect([path, type, status < 500]).toEqual([path, type, true])
      }
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })
})

const ODD_NAMES = [
  ...['../../etc/passwd', '..%2f..%2fetc%2fpasswd', '%2e%2e', '%00', '%', '%E0%A4%A', 'a'.repeat(5000)],
  ...['__proto__', '%0d%0aset-cookie:%20a=b', '💥', '%5c..%5c'],
]

describe('every path', () => {
  test.each(ODD_NAMES)('of the pages answers to %s, and never with a fault', async (odd) => {
    for (const all of [routes, familyRoutes, schoolRoutes]) {
      for (const build of Object.values(all) as ((...names: string[]) => string)[]) {
        if (build.length === 0) continue
        const path = build(odd, odd, odd)
        const { status, headers } = await whose(path).get(path)
        expect([path, status < 500]).toEqual([path, true])
        expect(headers.get('set-cookie') ?? '').not.toContain('a=b')
      }
    }
  })

  test.each(ODD_NAMES)('of the API answers to %s, and never with a fault', async (odd) => {
    for (const { method, path } of calls) {
      if (method !== 'GET' || !path.includes('{')) continue
      const asked = path.replace(/\{\w+\}/g, odd)
      expect([asked, (await api(method, asked)).status < 500]).toEqual([asked, true])
    }
  })
})
