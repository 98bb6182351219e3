import { beforeAll, beforeEach, expect, test } from 'vitest'
import { apiOn, PUENTE } from '../../support/api.ts'
import { freshTable } from '../../support/engine.ts'

const DISH = { title: { en: 'A main dish for ten', es: 'Un plato para diez' }, wanted: 4, portions: 10 }

let api: ReturnType<typeof apiOn>
let families: string[]
let list: string
beforeAll(async () => {
  api = apiOn(await freshTable())
  const school = (await api('POST', '/schools', PUENTE)).body.id
  const made = ['Rosa', 'Bao'].map((givenName) =>
    api('POST', `/schools/${school}/families`, { caregivers: [{ givenName }] }),
  )
  families = (await Promise.all(made)).map(({ body }) => body.id)
  const workshop = { title: { en: 'Reading at home' }, purpose: 'learning', durationMinutes: 90 }
  const { id } = (
    await api('POST', `/schools/${school}/workshops`, { ...workshop, presentationLanguage: 'en' })
  ).body
  const poll = { options: [{ startLocal: '2027-03-10T18:00' }], closesAt: '2027-03-05T00:00:00Z' }
  const { options } = (await api('PUT', `/workshops/${id}/poll`, poll)).body
  const { sessions } = (await api('POST', `/workshops/${id}/schedule`, { options: [options[0].id] })).body
  list = `/sessions/${sessions[0].id}/signups`
})

let dish: string
beforeEach(async () => {
  dish = (await api('POST', list, DISH)).body.id
})

const take = (family: number, body: unknown) =>
  api('PUT', `${list}/${dish}/families/${families[family]}`, body)
const codeOf = ({ status, body }: { status: number; body: { type: string } }) => [
  status,
  body.type.split('/').at(-1),
]

test('a line is added once under its key, and listed with what is taken', async () => {
  const send = () => api('POST', list, DISH, { 'idempotency-key': 'one dish' })
  const made = await send()
  expect(made).toMatchObject({ status: 201, body: { ...DISH, taken: 0 } })
  expect(await send()).toEqual(made)
  const { items } = (await api('GET', list)).body
  expect(items.filter(({ id }: { id: string }) => id === made.body.id)).toEqual([
    { id: made.body.id, ...DISH, taken: 0 },
  ])
})

test('its times are answered as instants', async () => {
  const chairs = { title: { en: 'Set up chairs' }, wanted: 2, from: '17:30', to: '2027-03-10T18:00' }
  expect((await api('POST', list, chairs)).body).toMatchObject({
    from: '2027-03-10T22:30:00.000Z',
    to: '2027-03-10T23:00:00.000Z',
  })
})

test('a family takes places and gives them back', async () => {
  expect(await take(0, { places: 3, note: 'Rice', allergens: ['nuts'] })).toMatchObject({
    status: 200,
    body: { places: 3, taken: 3, wanted: 4 },
  })
  const full = await take(1, { places: 2 })
  expect(codeOf(full)).toEqual([409, 'signup-full'])
  expect(full.body.left).toBe(1)
  expect((await take(0, { places: 0 })).body).toEqual({ places: 0, taken: 0, wanted: 4 })
  expect((await take(1, { places: 2 })).body).toEqual({ places: 2, taken: 2, wanted: 4 })
})

test('the door notes what a family gave, and takes that back', async () => {
  await take(0, { places: 2 })
  const note = (family: number, body: unknown) =>
    api('PUT', `${list}/${dish}/families/${families[family]}/given`, body)
  for (const given of [true, true, false]) expect((await note(0, { given })).status).toBe(204)
  expect(codeOf(await note(1, { given: true }))).toEqual([404, 'not-found'])
  expect(codeOf(await note(0, {}))).toEqual([422, 'invalid-input'])
})

test.each([
  ['minus one place', { places: -1 }, '/places'],
  ['no number', {}, '/places'],
  ['a note of 81 characters', { places: 1, note: 'x'.repeat(81) }, '/note'],
  ['an unknown field', { places: 1, seats: 1 }, '/seats'],
])('%s is 422', async (_, body, pointer) => {
  const refused = await take(0, body)
  expect([...codeOf(refused), refused.body.errors[0].pointer]).toEqual([422, 'invalid-input', pointer])
})

test.each([
  ['none wanted', { wanted: 0 }, '/wanted'],
  ['no title', { title: {} }, '/title'],
  ['an unknown field', { places: 4 }, '/places'],
  ['an hour that no clock has', { from: '25:00' }, '/from'],
])('a line with %s is 422', async (_, change, pointer) => {
  const refused = await api('POST', list, { ...DISH, ...change })
  expect([...codeOf(refused), refused.body.errors[0].pointer]).toEqual([422, 'invalid-input', pointer])
})

test('a line is changed, and removed while nobody took of it', async () => {
  expect((await api('PATCH', `${list}/${dish}`, { wanted: 2, portions: null })).body).toEqual({
    ...{ id: dish, title: DISH.title, wanted: 2, taken: 0 },
  })
  await take(0, { places: 2 })
  expect(codeOf(await api('PATCH', `${list}/${dish}`, { wanted: 1 }))).toEqual([409, 'signup-taken'])
  expect(codeOf(await api('DELETE', `${list}/${dish}`))).toEqual([409, 'signup-taken'])
  await take(0, { places: 0 })
  expect((await api('DELETE', `${list}/${dish}`)).status).toBe(204)
  expect(codeOf(await take(0, { places: 1 }))).toEqual([404, 'not-found'])
})
