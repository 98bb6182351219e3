import { describe, expect, test } from 'vitest'
import {
  deliverOnce,
  listOutbox,
  overdueMessages,
  type Send,
  Undeliverable,
} from '../../../shared/delivery/message.operations.ts'
import { inviteMember } from '../../../shared/team/member.operations.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, schoolWith } from '../../support/puente.ts'

test("the outbox shows organizers their own school's messages, newest first, until they are over", async () => {
  const table = await freshTable()
  const { school } = await schoolWith(table, 0)
  const at = (now: string) => contextFor(DEPLOYMENT, { table, now })
  await inviteMember(at('2027-03-01T15:00:00.000Z'), school, {
    name: 'Ada',
    email: 'ada@example.org',
    role: 'organizer',
  })
  await inviteMember(at('2027-03-01T15:00:01.000Z'), school, {
    name: 'Ben',
    email: 'ben@example.org',
    role: 'helper',
  })
  expect((await listOutbox(at('2027-03-01T16:00:00.000Z'), school)).map(({ to }) => to)).toEqual([
    'ben@example.org',
    'ada@example.org',
  ])
  expect(await listOutbox(at('2027-03-08T15:00:02.000Z'), school)).toEqual([])
  const helper = contextFor({ kind: 'member', school, id: 'm', role: 'helper', name: 'Ben' }, { table })
  await expect(listOutbox(helper, school)).rejects.toMatchObject({ code: 'forbidden' })
})

describe('a delivery', () => {
  const start = '2027-03-01T15:00:00.000Z'
  const outcomeOf = async (...given: Parameters<typeof deliverOnce>) => (await deliverOnce(...given)).outcome

  /** A school's invitation that waits, a clock to move, and what was sent. */
  async function invited() {
    const table = await freshTable()
    const clock = { now: start }
    const { school } = await schoolWith(table, 0)
    const context = contextFor(DEPLOYMENT, { table, now: () => clock.now })
    await inviteMember(context, school, { name: 'Ada', email: 'ada@example.org', role: 'organizer' })
    const outbox = async () => (await listOutbox(context, school))[0]
    clock.now = '2027-03-01T15:02:00.000Z'
    const [place] = await overdueMessages(context)
    if (!place) throw new Error('nothing is due')
    const sent: string[] = []
    const send: Send = async ({ to }) => void sent.push(to)
    return { context, clock, outbox, place, sent, send }
  }

  test('is due two minutes later while nobody delivers it, and never after it was delivered', async () => {
    const { context, clock, place, send, outbox } = await invited()
    clock.now = '2027-03-01T15:01:59.999Z'
    expect(await overdueMessages(context)).toEqual([])
    expect(await outcomeOf(context, place, send)).toBe('sent')
    clock.now = '2027-03-02T15:00:00.000Z'
    expect(await overdueMessages(context)).toEqual([])
    const sentAt = '2027-03-01T15:01:59.999Z'
    expect(await outbox()).toMatchObject({ state: 'sent', fields: {}, attempts: 1, sentAt })
  })

  test('of ten at once is one', async () => {
    const { context, place, sent, send } = await invited()
    const all = await Promise.all(Array.from({ length: 10 }, () => deliverOnce(context, place, send)))
    expect(sent).toEqual(['ada@example.org'])
    expect(all.filter(({ outcome }) => outcome === 'sent')).toHaveLength(1)
    expect(await outcomeOf(context, place, send)).toBe('passed')
  })

  test('whose sender died is taken up when its lease is over', async () => {
    const { context, clock, place, sent, send } = await invited()
    let dies: () => void = () => undefined
    const died = new Promise<undefined>((_, fail) => {
      dies = () => fail(new Error('gone'))
    })
    let first: Promise<unknown> = died
    await new Promise<void>((sends) => {
      first = deliverOnce(context, place, () => {
        sends()
        return died
      })
    })
    expect(await outcomeOf(context, place, send)).toBe('passed')
    clock.now = '2027-03-01T15:04:00.001Z'
    expect(await overdueMessages(context)).toEqual([place])
    expect(await outcomeOf(context, place, send)).toBe('sent')
    dies()
    // What it would write on its end is refused: the message is another's by now.
    await expect(first).rejects.toThrow()
    expect(sent).toEqual(['ada@example.org'])
  })

  test('that fails for now is tried again, one that fails for good is not', async () => {
    const { context, clock, place, outbox, send } = await invited()
    const breaks = () => Promise.reject(new Error('the server is away'))
    expect(await deliverOnce(context, place, breaks)).toEqual({ outcome: 'postponed', failure: 'Error' })
    expect(await outbox()).toMatchObject({ state: 'waiting', attempts: 1, failure: 'Error' })
    expect(await outcomeOf(context, place, send)).toBe('sent')
    const { context: other, place: bad, outbox: box } = await invited()
    const refuses = () => Promise.reject(new Undeliverable('550'))
    expect(await deliverOnce(other, bad, refuses)).toEqual({ outcome: 'failed', failure: '550' })
    expect(await box()).toMatchObject({ state: 'failed', attempts: 1, failure: '550', fields: {} })
    expect(await outcomeOf(other, bad, send)).toBe('passed')
    clock.now = '2027-03-01T18:00:00.000Z'
    expect(await overdueMessages(other)).toEqual([])
    expect(await outbox()).toMatchObject({ state: 'sent', attempts: 2 })
  })

  test('of what is over is none', async () => {
    const { context, clock, place, sent, send } = await invited()
    clock.now = '2027-03-08T15:00:00.000Z'
    expect(await outcomeOf(context, place, send)).toBe('stale')
    expect(sent).toEqual([])
    expect(await overdueMessages(context)).toEqual([])
  })

  test('of a message that was kept before there was any passes it by, and the outbox shows it without its secrets', async () => {
    const { context, outbox, place, sent, send } = await invited()
    const old = { pk: place.pk, sk: 'MESSAGE#2027-03-01T15:01:00.000Z#old' }
    const fields = { code: '123456' }
    await context.table.commit({
      put: { ...old, id: 'old', to: 'old@example.org', fields, expiresAt: 4_000_000_000 },
    })
    expect(await outcomeOf(context, old, send)).toBe('passed')
    expect(sent).toEqual([])
    expect(await outbox()).toMatchObject({ to: 'old@example.org', state: 'waiting', fields: {} })
  })
})
