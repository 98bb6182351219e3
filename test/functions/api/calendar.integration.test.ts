import { beforeAll, expect, test } from 'vitest'
import { apiOn, PUENTE } from '../../support/api.ts'
import { freshTable } from '../../support/engine.ts'

let api: ReturnType<typeof apiOn>
let school: string
beforeAll(async () => {
  api = apiOn(await freshTable())
  school = (await api('POST', '/schools', PUENTE)).body.id
})

test('closed days go in and out', async () => {
  const path = `/schools/${school}/closures`
  const made = await api('POST', path, { name: 'Spring break', from: '2027-04-05', to: '2027-04-09' })
  expect([made.status, made.body.items.length]).toEqual([201, 1])
  const wrong = await api('POST', path, { name: 'x', from: '2027-04-05', to: '2027-04-01', reason: 'none' })
  expect(wrong.status).toBe(422)
  const [closure] = (await api('GET', path)).body.items
  expect(closure).toMatchObject({ name: 'Spring break', from: '2027-04-05', to: '2027-04-09' })
  expect((await api('DELETE', `${path}/${closure.id}`)).status).toBe(204)
  expect((await api('GET', path)).body.items).toEqual([])
})

test('suggested times come with their reasons as codes', async () => {
  const workshop = (
    await api('POST', `/schools/${school}/workshops`, {
      title: { en: 'Reading at home' },
      purpose: 'learning',
      durationMinutes: 90,
      presentationLanguage: 'en',
    })
  ).body.id
  const path = `/workshops/${workshop}/suggestions`
  const { status, body } = await api('GET', `${path}?from=2027-03-08&to=2027-03-21`)
  expect(status).toBe(200)
  expect(new Set(body.items.map(({ kind }: { kind: string }) => kind)).size).toBe(4)
  expect(body.items[0]).toMatchObject({ warnings: expect.any(Array), merits: expect.any(Array) })
  const wrong = await api('GET', `${path}?from=2027-03-08&to=soon`)
  expect([wrong.status, wrong.body.errors]).toEqual([422, [{ pointer: '/to', detail: 'date' }]])
})
