import { beforeEach, expect, test } from 'vitest'
import type { Actor } from '../../../shared/access/actor.ts'
import { newId } from '../../../shared/access/identifier.ts'
import { receiveText, reopenContact } from '../../../shared/delivery/contact.operations.ts'
import { getContact, putContact } from '../../../shared/family/contact.store.ts'
import type { ContactState } from '../../../shared/family/contact.ts'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { followStopList, listStops } from '../../../shared/roster/stop-list.operations.ts'
import { notifyingSchool } from '../../support/notifying-school.ts'
import { schoolWith } from '../../support/puente.ts'

const ROSA = '+16175550123'
const OMAR = '+16175550124'
const HEAD = 'number,date,source'
const LISTED = `${ROSA},2027-02-20T10:00:00Z,District calls`
const NOTHING = { stopped: 0, unchanged: 0, newer: 0, unknown: 0, rejected: [], warnings: [] }

let site: Awaited<ReturnType<typeof notifyingSchool>>
let rosa: string
beforeEach(async () => {
  site = await notifyingSchool()
  rosa = await site.family('Rosa', { kind: 'sms', address: ROSA })
  await site.family('Omar', { kind: 'email', address: 'omar@example.org' }, { kind: 'sms', address: OMAR })
})

const state = (to = ROSA) => getContact(site.table, { channel: 'sms', to })
const set = (to: string, known: ContactState) => site.table.commit(putContact({ channel: 'sms', to }, known))
const text = (words: string) => receiveText(site.context, { id: newId(), from: ROSA, text: words })
const bytesOf = (...rows: string[]) => new TextEncoder().encode([HEAD, ...rows].join('\n'))
const follow = async (rows: string[], { dryRun = false, table = site.table } = {}) =>
  followStopList({ ...site.context, table }, site.school, { bytes: bytesOf(...rows), dryRun })

test('a listed number of a family gets no more texts, since the date and by the tool of the list', async () => {
  expect(await follow([LISTED, '+16175550199,2027-02-20,District calls'])).toEqual({
    report: { ...NOTHING, stopped: 1, unknown: 1 },
    families: [rosa],
  })
  expect(await state()).toMatchObject({
    ...{ state: 'stopped', reason: 'list', at: '2027-02-20T10:00:00.000Z', source: 'District calls' },
  })
  expect(await state('+16175550199')).toBeUndefined()
  await site.poll(await site.workshop())
  const texts: string[] = []
  await site.workOff('2027-03-01T15:10:00.000Z', { sms: async ({ to }) => void texts.push(to) })
  expect(texts).not.toContain(ROSA)
})

test('a number for calls alone is a family’s as well, and gets no texts later', async () => {
  const calls = '+16175550177'
  const linh = await site.family('Linh', { kind: 'phone', address: calls })
  expect(await follow([`${calls},2027-02-20,x`])).toMatchObject({ report: { stopped: 1 }, families: [linh] })
  expect(await state(calls)).toMatchObject({ state: 'stopped', reason: 'list' })
  expect((await listStops(site.context, site.school)).stops.map(({ number }) => number)).toEqual([calls])
})

test('a dry run says the same and writes nothing', async () => {
  const dry = await follow([LISTED], { dryRun: true })
  expect(await state()).toBeUndefined()
  expect(await follow([LISTED])).toEqual(dry)
})

test('the same list again changes nothing', async () => {
  await follow([LISTED])
  const before = await state()
  expect((await follow([LISTED])).report).toEqual({ ...NOTHING, unchanged: 1 })
  expect(await state()).toEqual(before)
})

test('a START after the list wins over the same list and older ones, and a newer row stops again', async () => {
  const today = `${ROSA},2027-03-01,District calls` // ends after the START
  await follow([today])
  expect(await text('START')).toBe('start')
  expect((await follow([today])).report).toEqual({ ...NOTHING, newer: 1 })
  expect((await follow([LISTED])).report).toEqual({ ...NOTHING, newer: 1 })
  expect(await state()).toMatchObject({ state: 'open', reason: 'word' })
  site.clock.now = '2027-03-05T12:00:00.000Z'
  expect((await follow([`${ROSA},2027-03-04,District calls`])).report).toEqual({ ...NOTHING, stopped: 1 })
})

test('a family that opens its number again on its page wins over the same list, too', async () => {
  const today = `${ROSA},2027-03-01,District calls`
  await follow([today])
  const family: Actor = { kind: 'family', school: site.school, id: rosa, family: rosa } as Actor
  await reopenContact(site.as(family), { school: site.school, family: rosa }, `sms:${ROSA}`)
  expect((await follow([today])).report).toEqual({ ...NOTHING, newer: 1 })
})

test('a START that comes while a list is followed is not overwritten', async () => {
  let isFirst = true
  const table: typeof site.table = {
    ...site.table,
    commit: async (...writes) => {
      if (isFirst) {
        isFirst = false
        await set(ROSA, { state: 'open', reason: 'word', at: '2027-03-01T15:00:00.000Z' })
      }
      return site.table.commit(...writes)
    },
  }
  expect((await follow([LISTED], { table })).report).toEqual({ ...NOTHING, newer: 1 })
  expect(await state()).toMatchObject({ state: 'open' })
})

test('a bad row is named by its line, and the good ones are followed', async () => {
  const { report } = await follow(['abc,2027-02-20,x', LISTED, `${OMAR},soon,x`])
  expect(report).toEqual({
    ...{ ...NOTHING, stopped: 1 },
    rejected: [
      { file: 'stop-list.csv', line: 2, field: 'number', reason: 'phone' },
      { file: 'stop-list.csv', line: 4, field: 'date', reason: 'date' },
    ],
  })
})

test('the list that leaves has the stopped numbers of this school alone', async () => {
  const { school: other } = await schoolWith(site.table, 0)
  const channels = [{ kind: 'sms', address: '+16175550188' }]
  await addFamily(site.context, other, FamilyInput.parse({ caregivers: [{ givenName: 'Eva', channels }] }))
  const stopped = { state: 'stopped', reason: 'word', at: '2027-02-01T10:00:00.000Z' } as const
  await set('+16175550188', stopped)
  await set(OMAR, { ...stopped, state: 'failed', reason: 'GATEWAY_FAILED' })
  await text('STOP')
  expect(await listStops(site.context, site.school)).toEqual({
    stops: [{ number: ROSA, state: 'stopped', date: '2027-03-01T15:00:00.000Z', source: 'word' }],
    families: [rosa],
  })
  expect(await follow(['+16175550188,2027-02-20,x'])).toMatchObject({ report: { unknown: 1 } })
})

test('only organizers read and follow it', async () => {
  const helper = { kind: 'member', school: site.school, id: 'h', name: 'H', role: 'helper' } as Actor
  const context = site.as(helper)
  await expect(listStops(context, site.school)).rejects.toThrow('forbidden')
  await expect(followStopList(context, site.school, { bytes: bytesOf(LISTED) })).rejects.toThrow('forbidden')
})

test('a list over 2 MB is refused, and one of 40,000 numbers is followed', async () => {
  await expect(
    followStopList(site.context, site.school, { bytes: new Uint8Array(2 * 1024 * 1024 + 1) }),
  ).rejects.toThrow('roster-too-large')
  const rows = Array.from(
    { length: 40_000 },
    (_, place) => `+1612555${String(place).padStart(4, '0')},2027-02-20,x`,
  )
  const { report } = await follow([...rows, LISTED])
  expect(report.stopped).toBe(1)
  expect(report.unknown + report.rejected.length).toBeGreaterThan(9_000)
})
