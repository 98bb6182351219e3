import { expect, test } from 'vitest'
import { listCalls } from '../../../shared/delivery/call-list.operations.ts'
import { writeAsHost } from '../../../shared/delivery/host-message.operations.ts'
import { listOutbox } from '../../../shared/delivery/message.operations.ts'
import {
  fanOut,
  listNotices,
  noticesDue,
  withdrawNotice,
} from '../../../shared/delivery/notice.operations.ts'
import { cancelSession, cancelWorkshop } from '../../../shared/session/cancellation.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { putReply } from '../../../shared/session/reply.operations.ts'
import { moveSession } from '../../../shared/session/session.operations.ts'
import { updateWorkshop } from '../../../shared/session/workshop-change.operations.ts'
import { castBallot } from '../../../shared/workshop/ballot.operations.ts'
import { LATER, notifyingSchool } from '../../support/notifying-school.ts'

const kindsTo = (heard: Awaited<ReturnType<typeof notifyingSchool>>['heard']) =>
  heard.map(({ to, notices }) => `${to} ${notices?.about.map(({ kind }) => kind).join('+')}`).sort()
const mail = (name: string) => ({ kind: 'email' as const, address: `${name}@example.org` })

test('opening a vote invites every caregiver once, and reminds those who have not voted', async () => {
  const { workshop, family, poll, workOff, heard, context } = await notifyingSchool()
  const rosa = await family('Rosa', mail('rosa'))
  await family('Linh', mail('linh'))
  const id = await workshop()
  const { options } = await poll(id)
  await workOff(LATER)
  expect(kindsTo(heard.splice(0))).toEqual([
    'linh@example.org voteInvitation',
    'rosa@example.org voteInvitation',
  ])
  await castBallot(context, id, rosa, { answers: { [options[0]?.id ?? '']: 'yes' } })
  await workOff('2027-03-14T14:02:01.000Z')
  expect(kindsTo(heard)).toEqual(['linh@example.org voteReminder'])
  const [notice] = await listNotices(context, id)
  expect(notice?.reached).toEqual([
    { email: 2, sms: 0, call: 0 },
    { email: 1, sms: 0, call: 0 },
  ])
})

test('two workers that fan out the same notice at once notify nobody twice', async () => {
  const { workshop, family, poll, context, school } = await notifyingSchool()
  for (let place = 0; place < 60; place++) await family(`F${place}`, mail(`f${place}`))
  await poll(await workshop())
  const [place] = await noticesDue(context)
  if (!place) throw new Error('nothing is due')
  await Promise.all(Array.from({ length: 4 }, () => fanOut(context, place)))
  await fanOut(context, place)
  const outbox = await listOutbox(context, school)
  expect(outbox).toHaveLength(60)
  expect(new Set(outbox.map(({ to }) => to)).size).toBe(60)
})

test('a decision, a move and a cancellation each reach the families that they concern', async () => {
  const { workshop, family, poll, workOff, heard, context } = await notifyingSchool()
  const [rosa] = [await family('Rosa', mail('rosa')), await family('Linh', mail('linh'))]
  const id = await workshop()
  const { options } = await poll(id)
  await workOff(LATER)
  heard.splice(0)
  const { sessions } = await schedule(context, id, { options: [options[0]?.id ?? ''] })
  const session = sessions[0]?.id ?? ''
  await workOff('2027-03-01T15:04:01.000Z')
  expect(kindsTo(heard.splice(0))).toEqual(['linh@example.org timeChosen', 'rosa@example.org timeChosen'])
  await putReply(context, session, rosa, { attending: true })
  await moveSession(context, session, { start: '2027-03-25T22:00:00.000Z' })
  await workOff('2027-03-01T15:06:02.000Z')
  expect(kindsTo(heard.splice(0))).toEqual(['rosa@example.org moved'])
  // What was planned for the time before is told to nobody: at T-14 of the new one Linh is asked again.
  await workOff('2027-03-11T15:02:01.000Z')
  expect(kindsTo(heard.splice(0))).toEqual(['linh@example.org replyReminder'])
  await cancelSession(context, session)
  await workOff('2027-03-11T15:04:02.000Z')
  expect(kindsTo(heard.splice(0))).toEqual(['rosa@example.org cancelled'])
  await workOff('2027-03-27T15:04:02.000Z')
  expect(heard).toEqual([])
})

test('a cancelled workshop notifies the families that come to any of its sessions', async () => {
  const { workshop, family, poll, workOff, heard, context } = await notifyingSchool()
  const rosa = await family('Rosa', mail('rosa'))
  const id = await workshop()
  const { options } = await poll(id)
  const { sessions } = await schedule(context, id, { options: options.map((option) => option.id) })
  for (const session of sessions) await putReply(context, session.id, rosa, { attending: true })
  await workOff(LATER)
  heard.splice(0)
  await cancelWorkshop(context, id)
  await workOff('2027-03-01T15:05:00.000Z')
  expect(heard.flatMap(({ notices }) => notices?.about.map(({ kind }) => kind))).toEqual([
    'cancelled',
    'cancelled',
  ])
})

test('topics that wait overnight for the same person go as one message', async () => {
  const { workshop, family, poll, workOff, heard, clock } = await notifyingSchool()
  await family('Rosa', mail('rosa'))
  clock.now = '2027-03-02T03:00:00.000Z' // 22:00 in New York
  await poll(await workshop())
  await poll(await workshop())
  await workOff('2027-03-02T03:05:00.000Z')
  expect(heard).toEqual([])
  await workOff('2027-03-02T13:00:00.000Z')
  expect(kindsTo(heard)).toEqual(['rosa@example.org voteInvitation+voteInvitation'])
})

test('very many topics for the same person are split over messages that stay small', async () => {
  const { workshop, family, poll, workOff, heard, clock } = await notifyingSchool()
  await family('Rosa', mail('rosa'))
  clock.now = '2027-03-02T03:00:00.000Z' // 22:00 in New York
  for (let count = 0; count < 12; count++) await poll(await workshop())
  await workOff('2027-03-02T03:05:00.000Z')
  await workOff('2027-03-02T13:00:00.000Z')
  const told = heard.map(({ notices }) => notices?.about.length ?? 0)
  expect(told.reduce((sum, count) => sum + count, 0)).toBe(12)
  expect(told.toSorted((one, other) => other - one)).toEqual([10, 1, 1])
})

test('withdrawn and stale steps are sent to nobody', async () => {
  const { workshop, family, poll, workOff, heard, context } = await notifyingSchool()
  await family('Rosa', mail('rosa'))
  const id = await workshop()
  await poll(id)
  await workOff(LATER)
  heard.splice(0)
  const [notice] = await listNotices(context, id)
  await withdrawNotice(context, id, { id: notice?.id ?? '', kind: 'voteReminder' })
  await workOff('2027-03-14T14:02:01.000Z')
  expect(heard).toEqual([])
  const other = await workshop()
  await poll(other, '2027-03-20T22:00:00.000Z')
  await workOff('2027-03-20T22:00:00.000Z') // the machine was off until the vote had ended
  expect(heard).toEqual([])
})

test('a caregiver who wants a call or paper, or has no channel, gets a call by a person', async () => {
  const { workshop, family, poll, workOff, context, school } = await notifyingSchool()
  await family('Warsame', { kind: 'phone', address: '+16175550123' }, mail('warsame'))
  await family('Ana', { kind: 'paper' })
  await family('Bo')
  const id = await workshop()
  await poll(id)
  await workOff(LATER)
  const calls = await listCalls(context, school)
  expect(calls.map(({ name, reason, to, language }) => [name, reason, to, language])).toEqual([
    ['Ana', 'paper', '', 'es'],
    ['Bo', 'noWay', '', 'es'],
    ['Warsame', 'phone', '+16175550123', 'es'],
  ])
  expect((await listNotices(context, id))[0]?.reached[0]).toEqual({ email: 0, sms: 0, call: 3 })
})

test('only organizers list and withdraw notices', async () => {
  const { workshop, family, poll, as, school } = await notifyingSchool()
  const rosa = await family('Rosa', mail('rosa'))
  const id = await workshop()
  await poll(id)
  const parent = as({ kind: 'family', school, family: rosa })
  await expect(listNotices(parent, id)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(withdrawNotice(parent, id, { id: 'x', kind: 'thanks' })).rejects.toMatchObject({
    code: 'forbidden',
  })
})

test('a host writes to the families that come, twice at most, and sees no address', async () => {
  const { workshop, family, poll, workOff, heard, context, as, school } = await notifyingSchool()
  const [rosa, linh] = [await family('Rosa', mail('rosa')), await family('Linh', mail('linh'))]
  const id = await workshop()
  await updateWorkshop(context, id, { hostFamily: linh })
  const { options } = await poll(id)
  const { sessions } = await schedule(context, id, { options: [options[0]?.id ?? ''] })
  const session = sessions[0]?.id ?? ''
  await putReply(context, session, rosa, { attending: true })
  await workOff(LATER)
  heard.splice(0)
  const host = as({ kind: 'family', school, family: linh })
  await writeAsHost(host, { workshop: id, session }, { text: 'Traigan un libro' })
  await workOff('2027-03-01T15:04:00.000Z')
  expect(kindsTo(heard)).toEqual(['rosa@example.org hostMessage'])
  expect(heard[0]?.notices?.about[0]?.words).toEqual({ es: 'Traigan un libro' })
  await writeAsHost(host, { workshop: id, session }, { text: 'Y un lápiz' })
  await expect(writeAsHost(host, { workshop: id, session }, { text: 'x' })).rejects.toMatchObject({
    code: 'too-many-messages',
  })
  await workOff('2027-03-01T15:06:00.000Z')
  expect(heard.flatMap(({ notices }) => notices?.about.map(({ words }) => words))).toEqual([
    { es: 'Traigan un libro' },
    { es: 'Y un lápiz' },
  ])
  const guest = as({ kind: 'family', school, family: rosa })
  await expect(writeAsHost(guest, { workshop: id, session }, { text: 'x' })).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('two messages of a host that leave together both reach, each once', async () => {
  const { workshop, family, poll, workOff, fanOutDue, heard, context, as, school, clock } =
    await notifyingSchool()
  const [rosa, linh] = [await family('Rosa', mail('rosa')), await family('Linh', mail('linh'))]
  const id = await workshop()
  await updateWorkshop(context, id, { hostFamily: linh })
  const { options } = await poll(id)
  const session = (await schedule(context, id, { options: [options[0]?.id ?? ''] })).sessions[0]?.id ?? ''
  await putReply(context, session, rosa, { attending: true })
  await workOff(LATER)
  heard.splice(0)
  const host = as({ kind: 'family', school, family: linh })
  // At night both are due at the next 8:00.
  clock.now = '2027-03-02T03:00:00.000Z'
  for (const text of ['Traigan un libro', 'Y un lápiz'])
    await writeAsHost(host, { workshop: id, session }, { text }, { release: 'after-undo' })
  await fanOutDue('2027-03-02T13:00:00.000Z')
  await workOff('2027-03-02T13:04:00.000Z')
  expect(heard.map(({ to }) => to)).toEqual(['rosa@example.org'])
  const told = heard[0]?.notices?.about.map(({ words }) => words?.es)
  expect(told?.sort()).toEqual(['Traigan un libro', 'Y un lápiz'])
})
