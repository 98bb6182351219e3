import { beforeAll, describe, expect, test } from 'vitest'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { inviteMember } from '../../../shared/team/member.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { listProposals } from '../../../shared/workshop/proposal.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { familyRoutes, routes } from '../../../web/routes.ts'
import { placesOf } from '../../../web/school/places.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { device, schoolSite } from '../../support/device.ts'
import { READING } from '../../support/puente.ts'

type Site = Awaited<ReturnType<typeof schoolSite>>
let site: Site
let ofOrganizers: string[]
let checklist: string
beforeAll(async () => {
  site = await schoolSite()
  const { id: workshop } = await createWorkshop(site.context, site.school.id, READING)
  const options = [{ startLocal: '2027-03-10T18:00' }]
  const poll = await putPoll(site.context, workshop, { options, closesAt: '2027-03-08T09:00' })
  const decided = await schedule(site.context, workshop, { options: [poll.options[0]?.id ?? ''] })
  const session = decided.sessions[0]?.id ?? ''
  checklist = schoolRoutes.checklist(session)
  ofOrganizers = [
    schoolRoutes.families(),
    schoolRoutes.newFamily(),
    schoolRoutes.roster(),
    schoolRoutes.workshops(),
    schoolRoutes.newWorkshop(),
    schoolRoutes.workshop(workshop),
    schoolRoutes.editWorkshop(workshop),
    schoolRoutes.poll(workshop),
    schoolRoutes.results(workshop),
    schoolRoutes.record(workshop),
    schoolRoutes.session(session),
    schoolRoutes.proposals(),
    schoolRoutes.team(),
    schoolRoutes.settings(),
    schoolRoutes.outbox(),
  ]
})

describe("the team's pages", () => {
  test('are all there for an organizer', async () => {
    const dana = await site.member('organizer')
    for (const path of [schoolRoutes.today(), checklist, ...ofOrganizers]) {
      expect([path, (await dana.get(path)).status]).toEqual([path, 200])
    }
  })

  test('are two taps away on a phone: a place of the bar and its page, or "More" and a line of it', async () => {
    const { page } = await (await site.member('organizer')).get(schoolRoutes.today())
    const more = /<div class="phone">.*?<nav/s.exec(page)?.[0] ?? ''
    const rare = placesOf('organizer').filter((place) => place.rare)
    const addresses = [...rare, ...rare.flatMap(({ pages }) => pages)].map(({ href }) => href)
    expect(addresses).toContain(schoolRoutes.team())
    for (const address of addresses) expect(more).toContain(`href="${address}"`)
  })

  test('are for a helper what is to do today and the checklists, and nothing else', async () => {
    const helper = await site.member('helper')
    for (const path of [schoolRoutes.today(), checklist]) expect((await helper.get(path)).status).toBe(200)
    for (const path of ofOrganizers) {
      expect([path, (await helper.get(path)).status]).toEqual([path, 403])
    }
  })

  test('are not for parent leaders', async () => {
    const leader = await site.member('parentLeader')
    for (const path of [checklist, ...ofOrganizers]) {
      expect([path, (await leader.get(path)).status]).toEqual([path, 403])
    }
  })

  test('let a parent on the team act for their own family, on its pages only', async () => {
    const input = FamilyInput.parse({ caregivers: [{ givenName: 'Linh', familyName: 'Tran' }] })
    const { id: family } = await addFamily(site.context, site.school.id, input)
    const linh = { name: 'Linh', email: 'linh@example.org', role: 'parentLeader' as const, family }
    const { token = '' } = await inviteMember(site.context, site.school.id, linh)
    const browser = device(site.app)
    await browser.post(routes.signInLink(token), {})
    expect((await browser.get(schoolRoutes.today())).page).toContain(`href="${familyRoutes.teach()}"`)
    const proposal = {
      title: 'Sewing',
      learn: 'How to sew',
      'audience:list': 'parents',
      'languages:list': 'vi',
      'durationMinutes:int': '60',
    }
    expect((await browser.post(familyRoutes.teach(), proposal)).to).toBe(familyRoutes.taught())
    expect(await listProposals(site.context, site.school.id)).toMatchObject([{ family, title: 'Sewing' }])
    expect((await browser.get(schoolRoutes.families())).status).toBe(403)
    const alone = await site.member('parentLeader')
    expect((await alone.get(familyRoutes.teach())).to).toBe('/code')
  })

  test('lead who is not signed in to the sign-in', async () => {
    const stranger = device(site.app)
    for (const path of [schoolRoutes.today(), checklist, ...ofOrganizers]) {
      expect([path, (await stranger.get(path)).to]).toEqual([path, '/sign-in'])
    }
  })

  test('of another school are not found', async () => {
    const other = await schoolSite(site.context)
    const stranger = await other.member('organizer')
    const theirs = ofOrganizers.filter((path) => /[a-z0-9]{12}-[a-z0-9]{12}/.test(path))
    expect(theirs).toHaveLength(6)
    for (const path of [checklist, ...theirs]) {
      expect([path, (await stranger.get(path)).status]).toEqual([path, 404])
    }
  })
})
