import { expect, test } from 'vitest'
import { readLogistics } from '../../../shared/logistics/logistics.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { putReply } from '../../../shared/session/reply.operations.ts'
import { ReplyInput } from '../../../shared/session/reply.ts'
import {
  listStaffSessions,
  putStaffReply,
  readStaffSession,
} from '../../../shared/session/staff.operations.ts'
import { inviteMember } from '../../../shared/team/member.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { PollInput } from '../../../shared/workshop/poll.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, READING, schoolWith } from '../../support/puente.ts'

/** A workshop in Vietnamese that a parent gives to the staff, with one family and one teacher. */
async function training(audience: ('parents' | 'staff')[] = ['parents', 'staff'], seats?: number) {
  const table = await freshTable()
  const { school, ids } = await schoolWith(table, 1)
  const context = contextFor(DEPLOYMENT, { table })
  const offers = { childcare: true, food: true, interpretation: true, rides: false }
  const fields = { ...READING, audience, offers, presentationLanguage: 'vi', ...(seats && { seats }) }
  const { id } = await createWorkshop(context, school, fields)
  const options = [{ start: '2027-03-23T22:00:00.000Z' }]
  const poll = await putPoll(context, id, PollInput.parse({ options, closesAt: '2027-03-16T22:00:00.000Z' }))
  const { sessions } = await schedule(context, id, { options: [poll.options[0]?.id ?? ''] })
  const { member } = await inviteMember(context, school, {
    name: 'Ms. Ortiz',
    email: 'ortiz@example.org',
    role: 'helper',
  })
  const as = (member_: string) =>
    contextFor({ kind: 'member', school, id: member_, role: 'helper', name: 'Ms. Ortiz' }, { table })
  return { context, school, family: ids[0] ?? '', session: sessions[0]?.id ?? '', member: member.id, as }
}
const coming = ReplyInput.parse({
  attending: true,
  adults: 1,
  interpretation: [{ language: 'en', adults: 1 }],
  diets: { vegan: 1 },
})

test('the staff reply to a training that a parent gives, and interpretation goes the other way', async () => {
  const { context, session, member, as, family } = await training()
  await putReply(context, session, family, { attending: true, adults: 2 })
  expect(await putStaffReply(as(member), session, member, coming)).toMatchObject({ attending: true })
  const { expected, interpretation, food, room } = await readLogistics(context, session)
  expect(expected).toEqual({ families: 1, adults: 3, children: 0 })
  expect(interpretation.byLanguage).toEqual({ en: { need: 1, interpreters: 1 } })
  expect(food.special).toEqual({ vegan: 2 })
  expect(room.chairs).toBe(6)
})

test('what waits for the staff is on their list until they replied', async () => {
  const { school, session, member, as } = await training()
  const ids = async () => (await listStaffSessions(as(member), school)).map(({ session: { id } }) => id)
  expect(await ids()).toEqual([session])
  await putStaffReply(as(member), session, member, coming)
  expect(await ids()).toEqual([])
  expect((await readStaffSession(as(member), session, member)).reply?.diets).toEqual({ vegan: 1 })
})

test('the staff take seats like everybody else', async () => {
  const { context, session, member, as, family } = await training(['parents', 'staff'], 1)
  await putReply(context, session, family, { attending: true, adults: 1 })
  await expect(putStaffReply(as(member), session, member, coming)).rejects.toMatchObject({
    code: 'session-full',
  })
})

test('only organizers reply for somebody else, and nobody to a workshop for parents alone', async () => {
  const { context, session, member, as } = await training()
  await expect(putStaffReply(as('another'), session, member, coming)).rejects.toMatchObject({
    code: 'forbidden',
  })
  expect(await putStaffReply(context, session, member, coming)).toMatchObject({ attending: true })
  const forParents = await training(['parents'])
  const reply = putStaffReply(forParents.context, forParents.session, forParents.member, coming)
  await expect(reply).rejects.toMatchObject({ code: 'not-found' })
})
