import { expect, test } from 'vitest'
import { scopeOf } from '../../../shared/access/actor.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { putReply } from '../../../shared/session/reply.operations.ts'
import { type Reply, ReplyInput, staffName } from '../../../shared/session/reply.ts'
import { readSession } from '../../../shared/session/session.operations.ts'
import { newSession } from '../../../shared/session/session.ts'
import { putStaffReply } from '../../../shared/session/staff.operations.ts'
import { tellSeatedStaff } from '../../../shared/session/staff-seat.operations.ts'
import { seatMails } from '../../../shared/session/staff-seat.ts'
import { updateWorkshop } from '../../../shared/session/workshop-change.operations.ts'
import { inviteMember } from '../../../shared/team/member.operations.ts'
import type { Member } from '../../../shared/team/member.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { PollInput } from '../../../shared/workshop/poll.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { mailOf } from '../../../web/messages/outgoing.tsx'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { storedMessages } from '../../support/outbox.ts'
import { DEPLOYMENT, READING, schoolWith } from '../../support/puente.ts'

/** A session of one seat that a family has, and for which a teacher waits. */
async function fullSession(now: string) {
  const table = await freshTable()
  const { school, ids } = await schoolWith(table, 1)
  const context = contextFor(DEPLOYMENT, { table, now: () => now })
  const fields = { ...READING, audience: ['parents' as const, 'staff' as const], seats: 1 }
  const { id } = await createWorkshop(context, school, fields)
  const options = [{ start: '2027-03-23T22:00:00.000Z' }]
  const poll = await putPoll(context, id, PollInput.parse({ options, closesAt: '2027-03-16T22:00:00.000Z' }))
  const { sessions } = await schedule(context, id, { options: [poll.options[0]?.id ?? ''] })
  const session = sessions[0]?.id ?? ''
  const teacher = { name: 'Ms. Ortiz', email: 'ortiz@example.org', role: 'helper', language: 'es' } as const
  const { member } = await inviteMember(context, school, teacher)
  const family = ids[0] ?? ''
  await putReply(context, session, family, ReplyInput.parse({ attending: true, adults: 1 }))
  const waits = ReplyInput.parse({ attending: true, adults: 1, wait: true })
  expect(await putStaffReply(context, session, member.id, waits)).toMatchObject({ waiting: true })
  const mails = async () => (await storedMessages(context, school)).filter(({ kind }) => kind === 'seat')
  expect(await mails()).toEqual([])
  return { context, id, session, family, mails }
}

test('a member of the team who gets a seat, because there are more, is told by e-mail once', async () => {
  const { context, id, mails } = await fullSession('2027-03-01T15:00:00.000Z')
  await updateWorkshop(context, id, { seats: 2 })
  await updateWorkshop(context, id, { seats: 3 })
  const [mail, ...more] = await mails()
  expect(more).toEqual([])
  expect(mail).toMatchObject({ to: 'ortiz@example.org', state: 'waiting', due: '2027-03-01T15:00:00.000Z' })
  if (!mail) return
  const { subject, text } = await mailOf(mail, 'https://convite.example.org')
  expect(subject).toBe('Ya tiene un lugar: Reading at home')
  expect(text).toContain('23 de marzo')
  expect(text).toContain('/mine')
})

test('a seat that a family gives back is told in the same way, and at night only in the morning', async () => {
  const { context, session, family, mails } = await fullSession('2027-03-02T04:00:00.000Z')
  await putReply(context, session, family, ReplyInput.parse({ attending: false }))
  expect(await mails()).toMatchObject([{ due: '2027-03-02T13:00:00.000Z' }])
})

test('who reads Chinese is told of a seat by the title in simplified characters', async () => {
  const session = newSession('s', 'w', {
    id: 'o',
    start: '2027-03-23T22:00:00.000Z',
    end: '2027-03-23T23:00:00.000Z',
    timeZone: 'America/New_York',
  })
  const at = '2027-03-01T15:00:00.000Z'
  const team = [{ id: 'm', name: 'Li', email: 'li@example.org', language: 'zh' }] as Member[]
  const replies = [
    { family: staffName('m'), attending: true, waiting: false, seatedAt: at },
  ] as unknown as Reply[]
  const workshop = { title: { en: 'Reading', 'zh-Hans': '阅读' } }
  expect(seatMails({ session, workshop, team, school: 'Puente', replies, at })).toMatchObject([
    { fields: { title: '阅读', school: 'Puente' } },
  ])
})

test('where only families move up, the team is told nothing', async () => {
  const { context, id, session } = await fullSession('2027-03-01T15:00:00.000Z')
  const scope = scopeOf(DEPLOYMENT, id.split('-')[0] ?? '')
  const replies = [{ family: 'f', attending: true, seatedAt: 'now' }] as unknown as Reply[]
  const told = { session: await readSession(context, session), replies, at: 'now' }
  expect(await tellSeatedStaff(context.table, scope, told)).toEqual([])
})
