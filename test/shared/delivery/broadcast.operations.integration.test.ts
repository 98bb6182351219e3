import { expect, test } from 'vitest'
import { scopeOf } from '../../../shared/access/actor.ts'
import { previewBroadcast, sendBroadcast } from '../../../shared/delivery/broadcast.operations.ts'
import { Broadcast } from '../../../shared/delivery/broadcast.ts'
import { noticesOf } from '../../../shared/message/notice.store.ts'
import { cancelWorkshop } from '../../../shared/session/cancellation.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { putReply } from '../../../shared/session/reply.operations.ts'
import { castBallot } from '../../../shared/workshop/ballot.operations.ts'
import { LATER, notifyingSchool } from '../../support/notifying-school.ts'

const mail = (name: string) => ({ kind: 'email' as const, address: `${name}@example.org` })
const words = { en: 'Bring a book', es: 'Traigan un libro' }

/** A school with a vote, one family by e-mail, one by text and one by phone. */
async function voting() {
  const telling = await notifyingSchool()
  const rosa = await telling.family('Rosa', mail('rosa'))
  await telling.family('Linh', { kind: 'sms', address: '+16175550124' }, mail('linh'))
  await telling.family('Warsame', { kind: 'phone', address: '+16175550123' })
  const workshop = await telling.workshop()
  const { options } = await telling.poll(workshop)
  await telling.workOff(LATER)
  telling.heard.splice(0)
  return { ...telling, rosa, workshop, option: options[0]?.id ?? '' }
}

test('the preview of a broadcast shows its reach by channel and its cost, and sends nothing', async () => {
  const { context, workshop, rosa, option, heard, workOff } = await voting()
  const all = Broadcast.parse({ to: 'all', words })
  expect(await previewBroadcast(context, workshop, all)).toEqual({
    ...{ words, machine: [] },
    families: 3,
    email: 1,
    sms: 1,
    call: 1,
    cents: 1,
    waiting: { email: 0, sms: 0 },
  })
  const unserved = { ...context, carriers: [] }
  expect(await previewBroadcast(unserved, workshop, all)).toMatchObject({ waiting: { email: 1, sms: 1 } })
  await castBallot(context, workshop, rosa, { answers: { [option]: 'yes' } })
  const unheard = { ...all, to: 'unheard' } as const
  expect(await previewBroadcast(context, workshop, unheard)).toMatchObject({ families: 2, email: 0 })
  const inEnglish = { ...all, languages: ['en'] }
  expect(await previewBroadcast(context, workshop, inEnglish)).toMatchObject({ email: 0, sms: 0, call: 0 })
  await workOff('2027-03-01T15:04:00.000Z')
  expect(heard).toEqual([])
})

test('a broadcast goes to the families that come to a session, in their languages', async () => {
  const { context, workshop, rosa, option, heard, workOff } = await voting()
  const { sessions } = await schedule(context, workshop, { options: [option] })
  const session = sessions[0]?.id ?? ''
  await putReply(context, session, rosa, { attending: true })
  await workOff('2027-03-01T15:04:00.000Z')
  heard.splice(0)
  await sendBroadcast(context, workshop, Broadcast.parse({ to: 'coming', session, words }))
  await workOff('2027-03-01T15:06:00.000Z')
  expect(heard.map(({ to }) => to)).toEqual(['rosa@example.org'])
  expect(heard[0]?.notices?.about[0]?.words).toEqual(words)
})

test('a broadcast goes to the families that were chosen alone, and forgets which they were', async () => {
  const { context, school, workshop, rosa, family, heard, workOff } = await voting()
  const abdi = await family('Abdi', mail('abdi'))
  const chosen = Broadcast.parse({ to: 'chosen', families: [rosa, abdi, 'gone'], words })
  expect(await previewBroadcast(context, workshop, chosen)).toMatchObject({ families: 2, email: 2, call: 0 })
  const { notice } = await sendBroadcast(context, workshop, chosen)
  expect(notice.steps[0]?.families).toEqual([rosa, abdi, 'gone'])
  await workOff('2027-03-01T15:04:00.000Z')
  expect(heard.map(({ to }) => to).sort()).toEqual(['abdi@example.org', 'rosa@example.org'])
  expect(heard.flatMap(({ notices }) => notices?.about ?? []).filter((about) => 'families' in about)).toEqual(
    [],
  )
  const scope = scopeOf(context.actor, school)
  const [kept] = (await noticesOf(context.table, scope, workshop)).filter(({ id }) => id === notice.id)
  expect([kept?.at, kept?.steps[0]]).toEqual([
    1,
    expect.not.objectContaining({ families: expect.anything() }),
  ])
})

test('a broadcast to chosen families names at least one', () => {
  for (const families of [undefined, []]) {
    const { error } = Broadcast.safeParse({ to: 'chosen', families, words })
    expect(error?.issues).toMatchObject([{ path: ['families'], message: 'none-ticked' }])
  }
})

test('more than a hundred people need their number', async () => {
  const { context, workshop, family } = await voting()
  await Promise.all(Array.from({ length: 98 }, (_, place) => family(`F${place}`, mail(`f${place}`))))
  const all = Broadcast.parse({ to: 'all', words })
  await expect(sendBroadcast(context, workshop, all)).rejects.toMatchObject({
    code: 'confirm-number',
    details: { people: 101 },
  })
  expect(await sendBroadcast(context, workshop, { ...all, confirmed: 101 })).toMatchObject({
    reach: { families: 101 },
  })
})

test('a broadcast needs an active workshop, an organizer and words', async () => {
  const { context, workshop, as, school, rosa } = await voting()
  const all = Broadcast.parse({ to: 'all', words })
  const parent = as({ kind: 'family', school, family: rosa })
  await expect(sendBroadcast(parent, workshop, all)).rejects.toMatchObject({ code: 'forbidden' })
  await cancelWorkshop(context, workshop)
  await expect(sendBroadcast(context, workshop, all)).rejects.toMatchObject({ code: 'already-decided' })
  expect(Broadcast.safeParse({ to: 'all', words: {} }).success).toBe(false)
})
