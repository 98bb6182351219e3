import { beforeAll, expect, test } from 'vitest'
import { apiOn, PUENTE } from '../../support/api.ts'
import { freshTable } from '../../support/engine.ts'

let api: ReturnType<typeof apiOn>
let school: string
let family: string
beforeAll(async () => {
  api = apiOn(await freshTable())
  school = (await api('POST', '/schools', PUENTE)).body.id
  const caregivers = [{ givenName: 'Rosa', familyName: 'Díaz' }]
  family = (await api('POST', `/schools/${school}/families`, { caregivers })).body.id
})

const WORKSHOP = {
  title: { en: 'Reading at home' },
  purpose: 'learning',
  durationMinutes: 90,
  presentationLanguage: 'en',
}

async function openPoll(changes: object = {}) {
  const workshop = await api('POST', `/schools/${school}/workshops`, { ...WORKSHOP, ...changes })
  const path = `/workshops/${workshop.body.id}`
  const options = [{ startLocal: '2027-03-12T18:00' }, { startLocal: '2027-03-10T09:00' }]
  const poll = await api('PUT', `${path}/poll`, { options, closesAt: '2027-03-05T00:00:00Z' })
  const ids: string[] = poll.body.options.map(({ id }: { id: string }) => id)
  return { path, poll: poll.body, ids, ballot: `${path}/poll/ballots/${family}` }
}

test('options come in the order of their time', async () => {
  const { path, poll, ids } = await openPoll()
  expect(poll.options.map(({ start }: { start: string }) => start.slice(0, 10))).toEqual([
    '2027-03-10',
    '2027-03-12',
  ])
  const results = (await api('GET', `${path}/poll`)).body
  expect(results.options.map(({ id }: { id: string }) => id)).toEqual(ids)
  expect(results).toMatchObject({
    early: true,
    answered: 0,
    byText: 0,
    ranking: [{ shutsOut: [] }, { shutsOut: [] }],
  })
})

test('a ballot takes and gives ages, a language, another time and a line, and comes by text', async () => {
  const { ballot } = await openPoll()
  const couldComeIf = [
    { kind: 'childcare', children: [{ ageBand: 'toddler' }, { months: 40 }] },
    { kind: 'interpreter', language: 'so' },
    'ride',
  ]
  const sent = { couldComeIf, line: 'After the shift.', via: 'text' }
  const past = await api('PUT', ballot, { answers: {}, suggestedStart: '2020-03-13T18:00:00-05:00' })
  expect(past).toMatchObject({ status: 422, body: { type: '/api/v1/problems/time-in-past' } })
  const put = await api('PUT', ballot, { answers: {}, ...sent, suggestedStart: '2027-03-13T18:00:00-05:00' })
  const stored = { ...sent, suggestedStart: '2027-03-13T23:00:00.000Z', answers: {}, noneWork: false }
  expect(put).toMatchObject({ status: 200, body: stored })
  expect((await api('GET', ballot)).body).toMatchObject(stored)
})

test.each([
  ['nothing', {}, 'ballot-empty', '/answers'],
  ['nothing but empty lists', { couldComeIf: [], noneWork: false }, 'ballot-empty', '/answers'],
  ['what is never collected', { line: 'My SSN is secret' }, 'invalid-input', '/line'],
  ['a line that is too long', { line: 'x'.repeat(281) }, 'invalid-input', '/line'],
])('a ballot that says %s is 422', async (_, input, code, pointer) => {
  const { ballot } = await openPoll()
  const { status, body } = await api('PUT', ballot, { answers: {}, ...input })
  expect([status, body.type.split('/').at(-1), body.errors[0].pointer]).toEqual([422, code, pointer])
})

test('an answer under a name that a schema does not see is refused like any unknown option', async () => {
  const { ballot } = await openPoll()
  const put = async (text: string) => {
    const { status, body } = await api('PUT', ballot, text)
    return [status, body.type.split('/').at(-1), body.errors[0].pointer]
  }
  const unknown = [422, 'unknown-option', '/answers/__proto__']
  expect(await put('{"answers":{"__proto__":"yes"}}')).toEqual(unknown)
  expect(await put('{"answers":{"\\u005f_proto__":"yes"},"noneWork":true}')).toEqual(unknown)
  const elsewhere = '{"answers":{},"couldComeIf":[{"kind":"ride","__proto__":{}}]}'
  expect(await put(elsewhere)).toEqual([422, 'invalid-input', '/couldComeIf/0/__proto__'])
  const deep = `{"answers":${'['.repeat(20_000)}${']'.repeat(20_000)}}`
  expect((await put(deep))[0]).toBe(422)
})

test.each([
  ['2027-12-15T18:00', 200, '2027-12-15T23:00:00.000Z'],
  ['2027-12-15T18:00-06:00', 200, '2027-12-16T00:00:00.000Z'],
  ['2027-12-15T18:00Z', 200, '2027-12-15T18:00:00.000Z'],
  ['2027-11-07T01:30-05:00', 200, '2027-11-07T06:30:00.000Z'],
  ['2027-03-14T02:30', 422, 'nonexistent-local-time'],
  ['2027-11-07T01:30', 422, 'ambiguous-local-time'],
  ['tomorrow', 422, 'invalid-input'],
])('the other time %s of a ballot is read on the clock of the school: %i %s', async (text, status, found) => {
  const { ballot } = await openPoll()
  const { body, ...put } = await api('PUT', ballot, { answers: {}, suggestedStart: text })
  expect(put.status).toBe(status)
  if (status === 200) expect(body.suggestedStart).toBe(found)
  else expect([body.type.split('/').at(-1), body.errors[0].pointer]).toEqual([found, '/suggestedStart'])
})

test('"none of these work" with a yes is 422, alone it is a no to each time', async () => {
  const { ballot, ids, path } = await openPoll()
  const [first = '', second = ''] = ids
  const both = await api('PUT', ballot, { answers: { [first]: 'yes' }, noneWork: true })
  expect([both.status, both.body.type]).toEqual([422, '/api/v1/problems/none-with-yes'])
  const none = await api('PUT', ballot, { answers: {}, noneWork: true })
  expect(none.body).toMatchObject({ noneWork: true, answers: { [first]: 'no', [second]: 'no' } })
  expect((await api('GET', `${path}/poll`)).body.options).toMatchObject([{ no: 1 }, { no: 1 }])
})

test('DELETE takes a ballot back while the vote is open', async () => {
  const { ballot, ids, path } = await openPoll()
  const answers = { [ids[0] ?? '']: 'yes' }
  await api('PUT', ballot, { answers })
  expect((await api('DELETE', ballot)).status).toBe(204)
  expect((await api('GET', ballot)).status).toBe(404)
  expect((await api('GET', `${path}/poll`)).body).toMatchObject({ answered: 0, options: [{ yes: 0 }, {}] })
  expect((await api('DELETE', ballot)).status).toBe(204)
  await api('PUT', ballot, { answers })
  await api('POST', `${path}/schedule`, { options: [ids[0]] })
  expect(await api('DELETE', ballot)).toMatchObject({ status: 409 })
  expect((await api('GET', `${path}/poll`)).body).toMatchObject({ answered: 1 })
})

test('votes and replies of families to a workshop for staff are refused', async () => {
  const { ballot, ids, path } = await openPoll({ audience: ['staff'] })
  const vote = await api('PUT', ballot, { answers: { [ids[0] ?? '']: 'yes' } })
  expect([vote.status, vote.body.type]).toEqual([409, '/api/v1/problems/not-for-families'])
  const { sessions } = (await api('POST', `${path}/schedule`, { options: [ids[0]] })).body
  const reply = await api('PUT', `/sessions/${sessions[0].id}/replies/${family}`, { attending: true })
  expect([reply.status, reply.body.type]).toEqual([409, '/api/v1/problems/not-for-families'])
})
