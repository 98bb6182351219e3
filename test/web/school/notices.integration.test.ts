import { expect, test } from 'vitest'
import { fanOut, noticesDue } from '../../../shared/delivery/notice.operations.ts'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { PollInput } from '../../../shared/workshop/poll.ts'
import { stopVote } from '../../../shared/workshop/vote.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { schoolRoutes } from '../../../web/routes.ts'
import { schoolSite } from '../../support/device.ts'
import { READING } from '../../support/puente.ts'

/** A school whose families were just asked to vote: one by e-mail, one by phone. */
async function votingSchool() {
  const site = await schoolSite()
  const { context, school } = site
  const add = (givenName: string, kind: 'email' | 'phone', address: string) =>
    addFamily(
      context,
      school.id,
      FamilyInput.parse({
        writtenLanguage: 'es',
        caregivers: [{ givenName, channels: [{ kind, address }] }],
      }),
    )
  await add('Rosa', 'email', 'rosa@example.org')
  const warsame = await add('Warsame', 'phone', '+16175550123')
  const { id } = await createWorkshop(context, school.id, READING)
  const options = [{ start: '2027-03-23T22:00:00.000Z' }]
  await putPoll(context, id, PollInput.parse({ options, closesAt: '2027-03-16T22:00:00.000Z' }))
  for (const place of await noticesDue(context)) await fanOut(context, place)
  return { ...site, workshop: id, warsame: warsame.id }
}

test('organizers see what families are told, in which words, and take back what was not told yet', async () => {
  const { member, workshop } = await votingSchool()
  const organizer = await member()
  expect((await organizer.get(schoolRoutes.workshop(workshop))).page).toContain(
    schoolRoutes.notices(workshop),
  )
  const { page } = await organizer.get(schoolRoutes.notices(workshop))
  expect(page).toContain('Waiting: 1 · By a person: 1')
  expect(page).toContain('Tell us which times work for your family')
  expect(page).toContain('Digan qué horarios le sirven a su familia')
  expect(page).toMatch(/\d parts? as a text message/)
  const withdrawn = await organizer.fill(schoolRoutes.notices(workshop), {})
  expect(withdrawn.to).toBe(`${schoolRoutes.notices(workshop)}?done=withdrawn`)
  expect((await organizer.get(withdrawn.to ?? '')).page).toContain('It is not sent.')
  expect((await organizer.get(schoolRoutes.notices(workshop))).page).toContain('You took it back.')
  await organizer.fill(schoolRoutes.notices(workshop), {}, schoolRoutes.undoWithdraw(workshop))
  expect((await organizer.get(schoolRoutes.notices(workshop))).page).not.toContain('You took it back.')
})

test('what a change has overtaken is folded away, with its number', async () => {
  const { member, workshop, context } = await votingSchool()
  await stopVote(context, workshop)
  const { page } = await (await member()).get(schoolRoutes.notices(workshop))
  const [shown = '', folded = ''] = page.split('1 message that is not sent</summary>')
  expect(shown).toContain('Waiting: 1 · By a person: 1')
  expect(shown).not.toContain('Something changed: it is not sent.')
  expect(folded.match(/Something changed: it is not sent\./g)).toHaveLength(1)
})

test('the outbox tells of a family’s message by its name, without its address', async () => {
  const { member } = await votingSchool()
  const { page } = await (await member()).get(schoolRoutes.outbox())
  expect(page).toContain('Rosa')
  expect(page).toContain('Invitation to vote')
  expect(page).not.toContain('rosa@example.org')
})

test('who wishes for a call is on the list of today, with what to say in their language', async () => {
  const { member, workshop, warsame } = await votingSchool()
  const helper = await member('helper')
  expect((await helper.get(schoolRoutes.today())).page).toContain('Call 1 family')
  const { page } = await helper.get(schoolRoutes.calls())
  expect(page).toContain('href="tel:+16175550123"')
  expect(page).toContain('lang="es"')
  expect(page).toContain('Digan qué horarios le sirven')
  // Votes are written down by organizers alone.
  expect(page).not.toContain(schoolRoutes.record(workshop))
  const link = `${schoolRoutes.record(workshop)}?family=${warsame}`
  expect((await (await member()).get(schoolRoutes.calls())).page).toContain(link)
  const call = /name="calls:list" value="([^"]+)"/.exec(page)?.[1] ?? ''
  const done = { 'calls:list': call, outcome: 'reached' }
  expect((await helper.post(schoolRoutes.familyCalls(warsame), done)).to).toBe(
    `${schoolRoutes.calls()}?${new URLSearchParams({ saved: '', family: warsame, call })}`,
  )
  expect((await helper.get(schoolRoutes.calls())).page).toContain('Nobody waits for a call')
})

test('a parent leader and another school have no call list', async () => {
  const { member } = await votingSchool()
  expect((await (await member('parentLeader')).get(schoolRoutes.calls())).status).toBe(403)
  const other = await schoolSite()
  expect((await (await other.member()).get(schoolRoutes.calls())).page).toContain('Nobody waits for a call')
})
