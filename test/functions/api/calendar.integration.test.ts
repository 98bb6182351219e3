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

test('a calendar file comes in, replaces itself, and says what it changed and could not read', async () => {
  const path = `/schools/${school}/closures/calendar`
  const file = (...days: string[]) =>
    [
      ...['BEGIN:VCALENDAR', 'PRODID:-//District//EN'],
      ...days.flatMap((day) => [
        'BEGIN:VEVENT',
        `UID:${day}`,
        `DTSTART:${day}`,
        'SUMMARY:Closed',
        'END:VEVENT',
      ]),
      'END:VCALENDAR',
    ].join('\r\n')
  const send = (text: string, query = '') =>
    api('POST', path + query, text, { 'content-type': 'text/calendar' })
  const first = await send(file('20270405', '20270406'))
  expect([first.status, first.body.items.length, first.body.goes]).toEqual([200, 2, []])
  const newer = file('20270405', '20270407', 'soon')
  const preview = await send(newer, '?preview=true')
  expect(preview.body).toMatchObject({
    items: [{ from: '2027-04-05' }, { from: '2027-04-06' }],
    comes: [{ from: '2027-04-05', was: { from: '2027-04-05' } }, { from: '2027-04-07' }],
    goes: [{ from: '2027-04-06' }],
    unread: [{ line: 15, name: 'Closed', reason: 'date' }],
  })
  const second = await send(newer)
  expect(second.body.items.map(({ from }: { from: string }) => from)).toEqual(['2027-04-05', '2027-04-07'])
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
  expect([wrong.status, wrong.body.errors]).toEqual([
    422,
    [{ pointer: '/to', detail: 'must be a date (YYYY-MM-DD)' }],
  ])
})
