import { beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '../../../shared/access/context.ts'
import { newSecret } from '../../../shared/access/identifier.ts'
import { addClosure } from '../../../shared/calendar/calendar.operations.ts'
import {
  introduceFamily,
  listIntroductions,
  readReception,
  withLikelyFamilies,
} from '../../../shared/household/introduction.operations.ts'
import {
  declineIntroduction,
  reopenIntroduction,
} from '../../../shared/household/introduction-answer.operations.ts'
import { inviteMember } from '../../../shared/team/member.operations.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, schoolWith } from '../../support/puente.ts'

let all: Context
let visitor: Context
let school: string
let clock: { now: string }
beforeEach(async () => {
  const table = await freshTable()
  clock = { now: '2027-03-01T15:00:00.000Z' }
  const now = () => clock.now
  all = contextFor(DEPLOYMENT, { table, now })
  visitor = contextFor({ kind: 'public' }, { table, now })
  school = (await schoolWith(table, 1)).school
})

const said = { name: 'Hodan', language: 'so', way: 'sms', address: '(212) 555-2368' } as const
const waiting = async () => (await listIntroductions(all, school)).introductions

describe('A family that introduces itself', () => {
  test('waits for the school with its number as carriers dial it, and a day by which it is answered', async () => {
    await addClosure(all, school, { name: 'Closed', from: '2027-03-02' })
    await introduceFamily(visitor, school, said)
    expect(await waiting()).toMatchObject([
      { name: 'Hodan', address: '+12125552368', answerBy: '2027-03-04', state: 'waiting' },
    ])
  })

  test('is told of a number that nobody has', async () => {
    const sent = introduceFamily(visitor, school, { ...said, address: '000' })
    await expect(sent).rejects.toMatchObject({
      details: { errors: [{ pointer: '/address', detail: 'phone' }] },
    })
    expect(await waiting()).toEqual([])
  })

  test('is one, however often its form is sent, and what it mended counts', async () => {
    const once = newSecret()
    const sent = { ...said, once }
    await Promise.all([introduceFamily(visitor, school, sent), introduceFamily(visitor, school, sent)])
    clock.now = '2027-03-03T15:00:00.000Z'
    await introduceFamily(visitor, school, { ...sent, name: 'Hodan Yuusuf' })
    expect(await waiting()).toMatchObject([{ name: 'Hodan Yuusuf', answerBy: '2027-03-03' }])
  })

  test('does not come back by its form once it was turned down, but by hand', async () => {
    const sent = { ...said, once: newSecret() }
    await introduceFamily(visitor, school, sent)
    const [{ id } = { id: '' }] = await waiting()
    await declineIntroduction(all, school, id)
    await introduceFamily(visitor, school, sent)
    expect(await waiting()).toEqual([])
    await reopenIntroduction(all, school, id)
    expect(await waiting()).toMatchObject([{ id }])
  })

  test('is stored for thirty days, whether nobody answers or the school says no', async () => {
    await introduceFamily(visitor, school, said)
    await introduceFamily(visitor, school, { ...said, name: 'Cali' })
    const [first] = await waiting()
    expect(first?.expiresAt).toBe(Date.parse('2027-03-31T15:00:00.000Z') / 1000)
    clock.now = '2027-03-20T15:00:00.000Z'
    await declineIntroduction(all, school, first?.id ?? '')
    const [declined] = (await listIntroductions(all, school, 'declined')).introductions
    expect(declined?.expiresAt).toBe(first?.expiresAt)
    // Even before the database deletes it.
    clock.now = '2027-03-31T15:00:01.000Z'
    expect(await waiting()).toEqual([])
    expect((await listIntroductions(all, school, 'declined')).introductions).toEqual([])
  })

  test('is for organizers alone to see', async () => {
    await introduceFamily(visitor, school, said)
    await expect(listIntroductions(visitor, school)).rejects.toThrow('sign-in-needed')
    const helper = { kind: 'member', school, id: 'h', role: 'helper', name: 'Sam' } as const
    await expect(listIntroductions({ ...all, actor: helper }, school)).rejects.toThrow('forbidden')
    await expect(introduceFamily(visitor, 'nowhere', said)).rejects.toThrow('not-found')
  })

  test('is shown beside the families that it may be', async () => {
    await introduceFamily(visitor, school, { ...said, name: 'Parent 0' })
    const [one] = await withLikelyFamilies(all, school, await waiting())
    expect(one?.likely).toMatchObject({ byAddress: [], byName: [{ name: 'Parent 0' }] })
  })
})

test('everybody may know who answers new families first, and by which day', async () => {
  expect(await readReception(visitor, school)).toEqual({ by: '2027-03-03' })
  const organizer = { email: 'dana@example.org', role: 'organizer' } as const
  await inviteMember(all, school, { name: 'Dana', ...organizer })
  clock.now = '2027-03-02T15:00:00.000Z'
  await inviteMember(all, school, { name: 'Bea', ...organizer, email: 'bea@example.org' })
  expect(await readReception(visitor, school)).toEqual({ by: '2027-03-04', name: 'Dana' })
})
