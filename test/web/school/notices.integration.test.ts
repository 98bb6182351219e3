import { describe, expect, test } from 'vitest'
import { scopeOf } from '../../../shared/access/actor.ts'
import { deliver } from '../../../shared/delivery/delivery.operations.ts'
import { fanOut, noticesDue } from '../../../shared/delivery/notice.operations.ts'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { messageKey, newestMessages } from '../../../shared/message/message.store.ts'
import { inviteMember } from '../../../shared/team/member.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { PollInput } from '../../../shared/workshop/poll.ts'
import { stopVote } from '../../../shared/workshop/vote.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { hiddenFields, schoolSite } from '../../support/device.ts'
import { READING } from '../../support/puente.ts'

/** The addresses that open the rows of a page, in their order. */
const openings = (page: string) =>
  [...page.matchAll(/<a class="button quiet" href="([^"#]+)#/g)].map(([, href = '']) =>
    href.replaceAll('&amp;', '&'),
  )

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
  const rows = (await organizer.get(schoolRoutes.notices(workshop))).page
  expect(rows).toContain('Waiting: 1 (e-mail)')
  expect(rows).toContain('Still to call: 1 of 1')
  const [invitation = '', reminder = ''] = openings(rows)
  const { page } = await organizer.get(invitation)
  expect(page).toContain('Tell us which times work for your family')
  expect(page).toContain('Digan qué horarios le sirven a su familia')
  expect(page).toMatch(/\d parts? as a text message/)
  const withdrawn = await organizer.fill(reminder, {}, schoolRoutes.notices(workshop))
  expect(withdrawn.to).toContain(`${schoolRoutes.notices(workshop)}?done=withdrawn`)
  const after = (await organizer.get(withdrawn.to ?? '')).page
  expect(after).toContain('It is not sent.')
  expect(after).toContain('You took it back.')
  // The way back is beside the sentence, and in the message itself.
  const [, said = ''] = after.split('class="notice done"')
  expect(said.split('</form>')[0]).toContain('Undo')
  await organizer.post(schoolRoutes.undoWithdraw(workshop), hiddenFields(said.split('</form>')[0] ?? ''))
  expect((await organizer.get(schoolRoutes.notices(workshop))).page).not.toContain('You took it back.')
  expect((await organizer.get(withdrawn.to ?? '')).page).not.toContain('>Undo<')
  await organizer.fill(reminder, {}, schoolRoutes.notices(workshop))
  await organizer.fill(reminder, {}, schoolRoutes.undoWithdraw(workshop))
  expect((await organizer.get(schoolRoutes.notices(workshop))).page).not.toContain('You took it back.')
})

test('what a change has overtaken is folded away, with its number', async () => {
  const { member, workshop, context } = await votingSchool()
  await stopVote(context, workshop)
  const { page } = await (await member()).get(schoolRoutes.notices(workshop))
  const [shown = '', folded = ''] = page.split('1 message that is not sent</summary>')
  expect(shown).toContain('Waiting: 1 (e-mail)')
  expect(shown).not.toContain('Something changed: it is not sent.')
  expect(folded.match(/Something changed: it is not sent\./g)).toHaveLength(1)
})

describe('the page of messages', () => {
  test('has one row a message, with its families and ways, under its workshop or its day', async () => {
    const { member } = await votingSchool()
    const organizer = await member()
    const { page } = await organizer.get(schoolRoutes.outbox())
    expect(page).toContain('1 message leaves when its hour comes.')
    expect(page.match(/>Invitation to vote<\/a>/g)).toHaveLength(1)
    expect(page).toContain('2 families')
    expect(page).toContain('All ways')
    expect(page).toMatch(/<h2 id="heading-[^"]+">Reading/)
    const byDay = await organizer.get(`${schoolRoutes.outbox()}?by=day`)
    expect(byDay.page).toMatch(/<h2 id="heading-[^"]+">Mon, Mar 1<\/h2>/)
  })

  test('says in families what waits, why, and what to do instead', async () => {
    const { context, school, member, clock } = await votingSchool()
    for (const message of await newestMessages(context.table, scopeOf(context.actor, school.id), 9))
      await deliver(context, messageKey(scopeOf(context.actor, school.id), message), {})
    clock.now = '2027-03-04T15:00:00.000Z'
    const { page } = await (await member()).get(schoolRoutes.outbox())
    expect(page).toContain('One message is late.')
    expect(page).toContain('1 message to 1 family is waiting: no e-mail service is set up.')
    expect(page).toContain('until then, call these families')
    expect(page).toContain('3 days late')
  })

  test('opens a row in place: its words by language, who read them, and to whom it went', async () => {
    const { member } = await votingSchool()
    const organizer = await member()
    const [invitation = ''] = openings((await organizer.get(schoolRoutes.outbox())).page)
    const { page } = await organizer.get(invitation)
    expect(page).toMatch(/<li class="editing" id="[^"]+voteInvitation[^"]+">/)
    expect(page).toMatch(/Spanish <small>2 families<\/small>/)
    expect(page).toContain('<blockquote lang="es" dir="ltr">')
    expect(page).toContain('The usual words')
    expect(page).toContain('<bdi>Rosa</bdi>')
    expect(page).not.toContain('rosa@example.org')
  })

  test('finds messages by their state, and says where none is in it', async () => {
    const { member } = await votingSchool()
    const organizer = await member()
    const waiting = await organizer.get(`${schoolRoutes.outbox()}?only=waiting`)
    expect(waiting.page).toContain('>Invitation to vote</a>')
    expect(waiting.page).not.toContain('>Reminder to vote, for families who have not answered</a>')
    const failed = await organizer.get(`${schoolRoutes.outbox()}?only=failed`)
    expect(failed.page).toContain('No message is in this state.')
  })

  test('of a school that wrote nothing says where messages come from', async () => {
    const { member } = await schoolSite()
    const { page } = await (await member()).get(schoolRoutes.outbox())
    expect(page).toContain('No family has been written to yet.')
    expect(page).toContain('Messages come from workshops')
    expect(page).toContain(`class="button main" href="${schoolRoutes.newWorkshop()}"`)
  })
})

test('who wishes for a call is on the list of today, with what to say in their language', async () => {
  const { member, workshop, warsame } = await votingSchool()
  const helper = await member('helper')
  expect((await helper.get(schoolRoutes.today())).page).toContain('Call 1 family')
  const { page } = await helper.get(schoolRoutes.calls())
  // It dials as it is kept, and is shown as people write it.
  expect(page).toContain('href="tel:+16175550123"')
  expect(page).toContain('<bdi dir="ltr" class="telephone">(617) 555-0123</bdi>')
  expect(page).toContain('lang="es"')
  expect(page).toContain('Digan qué horarios le sirven')
  // Votes are written down by organizers alone.
  expect(page).not.toContain(schoolRoutes.record(workshop))
  const link = `${schoolRoutes.record(workshop)}?family=${warsame}`
  expect((await (await member()).get(schoolRoutes.calls())).page).toContain(link)
  const call = /name="calls:list" value="([^"]+)"/.exec(page)?.[1] ?? ''
  const done = { 'calls:list': call, outcome: 'reached' }
  expect((await helper.post(schoolRoutes.familyCalls(warsame), done)).to).toBe(
    `${schoolRoutes.calls()}?${new URLSearchParams({ saved: '', family: warsame, outcome: 'reached', call })}`,
  )
  expect((await helper.get(schoolRoutes.calls())).page).toContain('Nobody waits for a call')
})

test('the call list names who of the team can interpret', async () => {
  const { context, school, member } = await votingSchool()
  const dana = await member()
  const list = async () => (await dana.get(schoolRoutes.calls())).page
  expect(await list()).toContain('Spanish, <span class="badge honey">no interpreter yet</span>')
  expect(await list()).toContain('Needs an interpreter <span class="number">1</span>')
  const team = { name: 'Pilar', email: 'pilar@example.org', role: 'helper', language: 'es' } as const
  await inviteMember(context, school.id, team)
  expect(await list()).toContain('Pilar can interpret')
  const { page: needing } = await dana.get(`${schoolRoutes.calls()}?interpreter`)
  expect(needing).toContain('Pilar can interpret')
  expect(needing).toMatch(/aria-current="true">Needs an interpreter/)
  await dana.get(`${schoolRoutes.calls()}?lang=vi`)
  expect(await list()).toContain('Pilar có thể thông dịch')
  await dana.get(`${schoolRoutes.calls()}?lang=es`)
  expect(await list()).toContain('Pidió una llamada')
  expect(await list()).not.toContain('para interpretar')
})

test('a parent leader and another school have no call list', async () => {
  const { member } = await votingSchool()
  expect((await (await member('parentLeader')).get(schoolRoutes.calls())).status).toBe(403)
  const other = await schoolSite()
  expect((await (await other.member()).get(schoolRoutes.calls())).page).toContain('Nobody waits for a call')
})
