import { beforeEach, describe, expect, test } from 'vitest'
import { fanOut, noticesDue } from '../../../shared/delivery/notice.operations.ts'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { cancelWorkshop } from '../../../shared/session/cancellation.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { castBallot } from '../../../shared/workshop/ballot.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { propose } from '../../../shared/workshop/proposal.operations.ts'
import { NewProposal } from '../../../shared/workshop/proposal.ts'
import { createWorkshop, markHeld } from '../../../shared/workshop/workshop.operations.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { schoolSite } from '../../support/device.ts'
import { READING } from '../../support/puente.ts'

type Site = Awaited<ReturnType<typeof schoolSite>>
let site: Site
let dana: Awaited<ReturnType<Site['member']>>
let rosa: string

beforeEach(async () => {
  site = await schoolSite()
  dana = await site.member()
  rosa = (await family('Rosa', 'rosa@example.org')).id
  await family('Abdi', 'abdi@example.org')
})

const family = (givenName: string, address: string) =>
  addFamily(
    site.context,
    site.school.id,
    FamilyInput.parse({
      name: givenName,
      caregivers: [{ givenName, channels: [{ kind: 'email', address }] }],
    }),
  )

const plain = (page: string) =>
  page
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/[\u2009\u202f\u00a0]/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

/** The columns of the pipeline in words. */
function columns(page: string): string[] {
  const [, board = ''] = page.split('<div class="board">')
  return board.split('</section>').slice(0, 5).map(plain)
}

const titled = (title: string) =>
  createWorkshop(site.context, site.school.id, { ...READING, title: { en: title } })

async function voting(title: string, startLocal: string) {
  const { id } = await titled(title)
  const options = [{ startLocal }, { startLocal: '2027-03-25T18:00' }]
  const poll = await putPoll(site.context, id, { options, closesAt: '2027-03-08T12:00' })
  return { id, option: poll.options[0]?.id ?? '' }
}

async function scheduled(title: string, startLocal: string) {
  const { id, option } = await voting(title, startLocal)
  await schedule(site.context, id, { options: [option] })
  return id
}

const PROPOSAL = {
  ...{
    title: 'Growing herbs',
    learn: 'How herbs grow',
    audience: ['parents', 'staff'],
    languages: ['es', 'en'],
  },
  durationMinutes: 45,
}

describe('the workshops', () => {
  test('stand in the stages that they have reached, each with what is next', async () => {
    await propose(site.context, site.school.id, NewProposal.parse({ ...PROPOSAL, family: rosa }))
    await titled('A draft')
    const { id, option } = await voting('A vote', '2027-03-10T18:00')
    await castBallot(site.context, id, rosa, { answers: { [option]: 'yes' }, couldComeIf: [] })
    await scheduled('Soon', '2027-03-20T18:00')
    const held = await scheduled('Long ago', '2027-03-09T18:00')
    site.clock.now = '2027-03-10T03:00:00.000Z'
    await markHeld(site.context, held)
    site.clock.now = '2027-03-02T15:00:00.000Z'
    const { page } = await dana.get(schoolRoutes.workshops())
    const [proposed = '', draft = '', votes = '', dated = '', past = ''] = columns(page)
    expect(proposed).toContain(
      'Proposed 1 Growing herbs Rosa would teach it in Spanish and English, 45 minutes',
    )
    expect(proposed).toContain('Answer by: Saturday')
    expect(draft).toContain('Draft 1 A draft No times yet Suggest times : A draft')
    expect(votes).toContain('Voting 1 A vote 1 of 2 families heard from Vote open until Mon, Mar 8, 12:00 PM')
    expect(votes).toContain('See the results : A vote')
    expect(dated).toContain('Scheduled 1 Soon Sat, Mar 20, 6:00 PM')
    expect(dated).toMatch(/\d of \d ready 1 item late : Soon/)
    expect(past).toContain('Held 1 Long ago')
    expect(past).toContain('What changed : Long ago')
  })

  test('say once the vote is over that a time is to be chosen, and after a session whether it took place', async () => {
    await voting('A vote', '2027-03-10T18:00')
    await scheduled('Yesterday', '2027-03-09T18:00')
    site.clock.now = '2027-03-10T15:00:00.000Z'
    const [, , votes = '', dated = ''] = columns((await dana.get(schoolRoutes.workshops())).page)
    expect(votes).toContain('The vote is over Choose the time : A vote')
    expect(dated).toContain('Did it take place? : Yesterday')
  })

  test('fold what was canceled, and what was held earlier than the last three', async () => {
    for (const day of ['10', '11', '12', '13']) {
      const id = await scheduled(`Held on ${day}`, `2027-03-${day}T18:00`)
      site.clock.now = '2027-03-15T15:00:00.000Z'
      await markHeld(site.context, id)
      site.clock.now = '2027-03-01T15:00:00.000Z'
    }
    await cancelWorkshop(site.context, (await titled('Never')).id)
    const { page } = await dana.get(schoolRoutes.workshops())
    const [, , , , past = ''] = columns(page)
    expect(past).toMatch(/Held 4 Held on 13 .* Held on 12 .* Held on 11 .* 1 earlier workshop Held on 10/)
    expect(plain(page)).toContain('1 canceled workshop Never')
  })

  test('say what this term’s are for, and name the parent who would be the first to teach', async () => {
    await scheduled('Soon', '2027-03-20T18:00')
    const alone = plain((await dana.get(schoolRoutes.workshops())).page)
    expect(alone).toContain('Learning 1 Deciding together 0 Parents teach 0 Being together 0')
    expect(alone).toContain('No workshop yet this term where parents teach.')
    expect(alone).not.toContain('would be the first')
    await propose(site.context, site.school.id, NewProposal.parse({ ...PROPOSAL, family: rosa }))
    const both = plain((await dana.get(schoolRoutes.workshops())).page)
    expect(both).toContain('“Growing herbs” with Rosa would be the first.')
  })

  test('say when an answer to a parent is late', async () => {
    await propose(site.context, site.school.id, NewProposal.parse({ ...PROPOSAL, family: rosa }))
    site.clock.now = '2027-03-12T15:00:00.000Z'
    expect(columns((await dana.get(schoolRoutes.workshops())).page)[0]).toContain('Your answer is late')
  })
})

describe('the page of a workshop', () => {
  test('says how far it is, and leads to everything about it', async () => {
    const { id, option } = await voting('A vote', '2027-03-10T18:00')
    await castBallot(site.context, id, rosa, { answers: { [option]: 'ifNeeded' }, couldComeIf: [] })
    const { page } = await dana.get(schoolRoutes.workshop(id))
    const text = plain(page)
    expect(page).toMatch(/aria-current="step">.*?<span>Voting</s)
    expect(text).toContain('Wednesday, Mar 10 6:00 PM 1 can come 0 yes, 1 if needed, 0 no')
    for (const path of [
      schoolRoutes.workshops(),
      schoolRoutes.editWorkshop(id),
      schoolRoutes.results(id),
      schoolRoutes.record(id),
      schoolRoutes.poll(id),
      schoolRoutes.notices(id),
      schoolRoutes.printWorkshop(id),
      schoolRoutes.printFlyers(id),
      schoolRoutes.translation(id, 'es'),
      schoolRoutes.cancelWorkshop(id),
      schoolRoutes.stopVote(id),
    ]) {
      expect(page, path).toContain(`href="${path}"`)
    }
    expect(text).toContain('More for A vote')
  })

  test('lists what was sent, to how many, and what is planned', async () => {
    const { id } = await voting('A vote', '2027-03-10T18:00')
    const before = plain((await dana.get(schoolRoutes.workshop(id))).page)
    expect(before).toMatch(/Reminder to vote, for families who have not answered .{10,60} Planned/)
    for (const place of await noticesDue(site.context)) await fanOut(site.context, place)
    const after = plain((await dana.get(schoolRoutes.workshop(id))).page)
    expect(after).toMatch(/Invitation to vote To 2 people, Monday, March 1 at .{6,9} Sent/)
  })

  test('offers the checklist of its next session once a time is set, and no vote to record', async () => {
    const id = await scheduled('Soon', '2027-03-20T18:00')
    const { page } = await dana.get(schoolRoutes.workshop(id))
    expect(plain(page)).toContain('Saturday, March 20, 6:00 – 7:00 PM')
    expect(page).toMatch(/class="button main" href="\/school\/sessions\/[^"]+\/checklist"/)
    expect(page).not.toContain(schoolRoutes.record(id))
    expect(page).toContain(schoolRoutes.results(id))
  })

  test('asks of a draft to be voted on, and can delete it', async () => {
    const { id } = await titled('A draft')
    const { page } = await dana.get(schoolRoutes.workshop(id))
    expect(plain(page)).toContain('No times yet')
    expect(page).toContain(`class="button main" href="${schoolRoutes.poll(id)}"`)
    expect(page).toContain(schoolRoutes.times(id))
    expect(page).toContain(schoolRoutes.deleteWorkshop(id))
    expect(page).not.toContain('id="messages"')
  })

  test('says that it was canceled, and offers nothing but to copy it', async () => {
    const id = await scheduled('Never', '2027-03-20T18:00')
    await cancelWorkshop(site.context, id)
    const { page } = await dana.get(schoolRoutes.workshop(id))
    expect(plain(page)).toContain('Canceled')
    expect(page).not.toContain('aria-current="step"')
    expect(page).not.toContain(schoolRoutes.editWorkshop(id))
    expect(page).toContain(schoolRoutes.copyWorkshop(id))
  })
})
