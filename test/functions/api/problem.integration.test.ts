import { beforeAll, describe, expect, test } from 'vitest'
import { REFUSAL_CODES } from '../../../shared/access/refusal.ts'
import { API_TOKEN, apiOn, PUENTE } from '../../support/api.ts'
import { freshTable } from '../../support/engine.ts'

const WORKSHOP = {
  title: { en: 'Reading at home' },
  purpose: 'learning',
  audience: ['parents'],
  durationMinutes: 60,
  presentationLanguage: 'en',
  seats: 3,
}
const OPTIONS = [{ startLocal: '2027-03-09T18:00' }, { startLocal: '2027-03-10T09:00' }]
const closesAt = '2027-03-08T09:00'

let api: ReturnType<typeof apiOn>
const clock = { now: '2027-03-01T15:00:00.000Z' }
let school: string
let elsewhere: string
let workshop: string
let family: string
let stranger: string
let options: { id: string }[]
beforeAll(async () => {
  api = apiOn(await freshTable(), clock)
  const made = async (path: string, body: unknown) => (await api('POST', path, body)).body.id as string
  school = await made('/schools', PUENTE)
  elsewhere = await made('/schools', PUENTE)
  workshop = await made(`/schools/${school}/workshops`, WORKSHOP)
  family = await made(`/schools/${school}/families`, { caregivers: [{ givenName: 'Rosa' }] })
  stranger = await made(`/schools/${elsewhere}/families`, { caregivers: [{ givenName: 'Eva' }] })
  options = (await api('PUT', `/workshops/${workshop}/poll`, { options: OPTIONS, closesAt })).body.options
})

/** The problem's status, the code at the end of its type, and which fields it names. */
async function problem(method: string, path: string, body: unknown) {
  const answer = await api(method, path, body)
  expect(answer.type).toContain('application/problem+json')
  expect(answer.body.status).toBe(answer.status)
  expect(answer.body.title.length).toBeGreaterThan(5)
  const pointers = (answer.body.errors ?? []).map(({ pointer }: { pointer: string }) => pointer)
  return [answer.status, answer.body.type.split('/').at(-1), pointers]
}

describe('bad input gets a problem of its own', () => {
  test('unknown fields, wrong types and texts over their limit are named by their pointers', async () => {
    const wrong = { ...WORKSHOP, seats: 'ten', title: { en: 'x'.repeat(500) }, colour: 'red' }
    expect(await problem('POST', `/schools/${school}/workshops`, wrong)).toEqual([
      422,
      'invalid-input',
      expect.arrayContaining(['/seats', '/title/en', '/colour']),
    ])
    expect((await api('GET', `/schools/${school}/workshops`)).body.items).toHaveLength(1)
  })

  test.each([
    [
      'a time in the past',
      { options: [{ startLocal: '2020-03-09T18:00' }], closesAt },
      'time-in-past',
      '/options/0',
    ],
    [
      'a deadline in the past',
      { options: OPTIONS, closesAt: '2027-02-01T09:00' },
      'time-in-past',
      '/closesAt',
    ],
    [
      'a deadline after the first option',
      { options: OPTIONS, closesAt: '2027-03-09T18:00' },
      'deadline-after-first-option',
      '/closesAt',
    ],
    [
      'the same time twice',
      { options: [OPTIONS[0], OPTIONS[0]], closesAt },
      'duplicate-option',
      '/options/1',
    ],
    [
      'fifty options',
      {
        options: Array.from({ length: 50 }, (_, place) => ({
          startLocal: `2027-04-${10 + (place % 20)}T${10 + Math.floor(place / 20)}:00`,
        })),
        closesAt,
      },
      'too-many-options',
      '/options',
    ],
    [
      'a time that the clock skips',
      { options: [{ startLocal: '2027-03-14T02:30' }], closesAt },
      'nonexistent-local-time',
      '/options/0/startLocal',
    ],
    [
      'a time that comes twice',
      { options: [{ startLocal: '2027-11-07T01:30' }], closesAt },
      'ambiguous-local-time',
      '/options/0/startLocal',
    ],
  ])('%s is refused, and the poll stays as it was', async (_, body, code, pointer) => {
    const before = await api('GET', `/workshops/${workshop}/poll`)
    expect(await problem('PUT', `/workshops/${workshop}/poll`, body)).toEqual([422, code, [pointer]])
    expect(await api('GET', `/workshops/${workshop}/poll`)).toEqual(before)
  })

  test('a vote for another school’s family, for no time of the poll, and for one that was taken out', async () => {
    const ballot = (whose: string, option: string) =>
      problem('PUT', `/workshops/${workshop}/poll/ballots/${whose}`, { answers: { [option]: 'yes' } })
    expect(await ballot(stranger, options[0]?.id ?? '')).toEqual([404, 'not-found', []])
    expect(await ballot(family, 'elsewhere')).toEqual([422, 'unknown-option', ['/answers/elsewhere']])
    const kept = { options: [{ ...OPTIONS[0], id: options[0]?.id }], closesAt }
    await api('PUT', `/workshops/${workshop}/poll`, kept)
    expect(await ballot(family, options[1]?.id ?? '')).toEqual([
      409,
      'options-changed',
      [`/answers/${options[1]?.id}`],
    ])
  })

  test('a vote at the deadline is refused with poll-closed, and none is stored', async () => {
    clock.now = '2027-03-08T14:00:00.000Z'
    const path = `/workshops/${workshop}/poll/ballots/${family}`
    const late = await problem('PUT', path, { answers: { [options[0]?.id ?? '']: 'yes' } })
    expect(late).toEqual([409, 'poll-closed', []])
    expect((await api('GET', `/workshops/${workshop}/poll`)).body.answered).toBe(0)
  })
})

describe('what HTTP asks for', () => {
  const send = (method: string, path: string, init: RequestInit = {}) =>
    api.raw(`/api/v1${path}`, { method, ...init })
  const authorization = `Bearer ${API_TOKEN}`

  test.each([
    ['PUT', '/schools', 'GET, HEAD, POST'],
    ['PATCH', '/schools/x/families/y/merge', 'POST'],
    ['OPTIONS', '/docs', 'GET, HEAD'],
    ['GET', '/schools/x/closures/calendar', 'DELETE, POST'],
  ])('%s of %s is answered with the methods that there are', async (method, path, allow) => {
    const response = await send(method, path)
    expect([response.status, response.headers.get('allow')]).toEqual([405, allow])
    expect(response.headers.get('content-type')).toBe('application/problem+json')
  })

  test('a missing token is answered with the scheme of the right one', async () => {
    const response = await send('GET', '/schools')
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
  })

  test.each([
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['application/json; charset=utf-8', 201],
    ['application/merge-patch+json', 201],
  ])('JSON sent as %s is answered with %i', async (type, status) => {
    const headers = { authorization, 'content-type': type }
    expect((await send('POST', '/schools', { headers, body: JSON.stringify(PUENTE) })).status).toBe(status)
  })

  test('a call without a body takes no field', async () => {
    expect(await problem('POST', `/workshops/${workshop}/copy`, { colour: 'red' })).toEqual([
      422,
      'invalid-input',
      ['/colour'],
    ])
  })

  test('the type of a problem leads to a page that explains it', async () => {
    const { body } = await api('GET', '/schools/none')
    const response = await api.raw(body.type, {})
    expect(response.status).toBe(200)
    expect(await response.text()).toContain('There is nothing here.')
    for (const code of [...REFUSAL_CODES, 'fault', 'method-not-allowed'])
      expect((await send('GET', `/problems/${code}`)).status).toBe(200)
    expect((await send('GET', '/problems/no-such-code')).status).toBe(404)
  })

  test('a pointer leads to the field, into lists and choices, and the detail is a phrase', async () => {
    const caregivers = [{ givenName: 'Rosa', channels: [{ kind: 'fax', address: '1' }], shoe: 3 }]
    const children = [{ grade: '3', ageBand: 'teen' }, { ageBand: 'old' }]
    const { body } = await api('POST', `/schools/${school}/families`, { caregivers, children, 'a/b~': 1 })
    const at = Object.fromEntries(
      body.errors.map(({ pointer, detail }: { pointer: string; detail: string }) => [pointer, detail]),
    )
    expect(at).toMatchObject({
      '/caregivers/0/channels/0/kind': 'is not valid',
      '/caregivers/0/shoe': 'is not a known field',
      '/children/1/ageBand': 'is not valid',
      '/a~1b~0': 'is not a known field',
    })
    const missing = await api('POST', '/schools', { ...PUENTE, name: undefined })
    expect(missing.body.errors).toEqual([{ pointer: '/name', detail: 'is required' }])
  })
})

describe('a list', () => {
  test('is read page by page, none twice and none left out, though items come and go', async () => {
    const place = (await api('POST', '/schools', PUENTE)).body.id
    const path = `/schools/${place}/closures`
    const added = async (day: number) =>
      (await api('POST', path, { name: `Day ${day}`, from: `2027-03-${day + 10}` })).body
    for (const day of [1, 3, 5, 7, 9]) await added(day)
    const all = (await api('GET', path)).body.items as { id: string; name: string }[]
    const first = (await api('GET', `${path}?limit=2`)).body
    expect([first.items.length, typeof first.nextCursor]).toEqual([2, 'string'])
    await added(0)
    await api('DELETE', `${path}/${first.items[1].id}`)
    const second = (await api('GET', `${path}?limit=2&cursor=${first.nextCursor}`)).body
    const third = (await api('GET', `${path}?limit=2&cursor=${second.nextCursor}`)).body
    expect(third).not.toHaveProperty('nextCursor')
    const read = [...first.items, ...second.items, ...third.items].map(({ id }) => id)
    expect(new Set(read)).toEqual(new Set(all.map(({ id }) => id)))
  })

  test.each(['limit=0', 'limit=101', 'limit=1.5', 'limit=', 'cursor=x', 'cursor=%00'])(
    '%s is refused with its pointer',
    async (query) => {
      const name = query.split('=')[0]
      expect(await problem('GET', `/schools/${school}/workshops?${query}`, undefined)).toEqual([
        422,
        'invalid-input',
        [`/${name}`],
      ])
    },
  )
})
