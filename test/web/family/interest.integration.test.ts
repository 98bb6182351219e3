import { beforeAll, describe, expect, test } from 'vitest'
import { addFamily, issueLink } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { mergeFamilies } from '../../../shared/household/household.operations.ts'
import { markInterest, readInterests } from '../../../shared/workshop/interest.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { familyRoutes, routes } from '../../../web/routes.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { device, schoolSite } from '../../support/device.ts'
import { READING } from '../../support/puente.ts'

type Site = Awaited<ReturnType<typeof schoolSite>>
let site: Site
let dana: Awaited<ReturnType<Site['member']>>
let workshop: string
let rosa: string
let phone: ReturnType<typeof device>

async function family(name: string, spokenLanguage: string): Promise<string> {
  const input = FamilyInput.parse({
    caregivers: [{ givenName: name }],
    spokenLanguage,
    writtenLanguage: 'en',
  })
  return (await addFamily(site.context, site.school.id, input)).id
}

beforeAll(async () => {
  site = await schoolSite()
  dana = await site.member()
  workshop = (await createWorkshop(site.context, site.school.id, READING)).id
  rosa = await family('Rosa', 'es')
  phone = device(site.app)
  await phone.get(routes.familyLink((await issueLink(site.context, site.school.id, rosa)).token))
})
const path = () => familyRoutes.interest(workshop)

describe('interest before there is a date', () => {
  test('is asked of families only once the draft is announced', async () => {
    expect((await phone.get(path())).status).toBe(404)
    expect((await phone.post(path(), {})).status).toBe(404)
    expect((await phone.get(familyRoutes.home())).page).not.toContain('Would you come to these?')
    await dana.fill(schoolRoutes.workshop(workshop), {}, schoolRoutes.announceWorkshop(workshop))
    expect((await phone.get(familyRoutes.home())).page).toContain('Would you come to these?')
    expect((await phone.get(routes.publicWorkshop(workshop))).status).toBe(200)
  })

  test('is said with what would help, changed, and taken back', async () => {
    const sent = await phone.post(path(), [
      ['helps:list', 'childcare'],
      ['helps:list', 'ride'],
    ])
    expect((await phone.get(sent.to ?? '')).page).toContain('You would come. Thank you for telling us!')
    expect(await readInterests(site.context, workshop)).toMatchObject({
      families: 1,
      helps: { childcare: 1, ride: 1 },
    })
    await phone.post(path(), [['helps:list', 'food']])
    expect(await readInterests(site.context, workshop)).toMatchObject({ families: 1, helps: { food: 1 } })
    const gone = await phone.post(familyRoutes.noInterest(workshop), {})
    expect((await phone.get(gone.to ?? '')).page).toContain(
      'You are no longer on the list of those who would come.',
    )
    expect((await readInterests(site.context, workshop)).families).toBe(0)
    expect((await phone.post(path(), [['helps:list', 'money']])).status).toBe(422)
  })

  test('is shown to organizers by language and help, small numbers not apart', async () => {
    for (let count = 0; count < 11; count++)
      await markInterest(site.context, workshop, await family(`Familia ${count}`, 'es'), {
        helps: ['childcare'],
      })
    for (const language of ['so', 'so', 'ar']) {
      const id = await family('Family', language)
      await markInterest(site.context, workshop, id, { helps: ['ride'] })
    }
    const { page } = await dana.get(schoolRoutes.workshop(workshop))
    expect(page).toContain('14 families would come')
    expect(page).toContain('Arabic, Somali, and Spanish: 14 together')
    expect(page).toContain('A ride and childcare: 14 together')
    expect(page).not.toMatch(/Somali: \d/)
  })

  test('of two families that merge is that of one', async () => {
    const [one, other] = [await family('Ana', 'vi'), await family('Luz', 'vi')]
    await markInterest(site.context, workshop, other, { helps: ['food'] })
    const before = (await readInterests(site.context, workshop)).families
    await mergeFamilies(site.context, site.school.id, one, other)
    expect(await readInterests(site.context, workshop)).toMatchObject({
      families: before,
      languages: { vi: 1 },
    })
  })

  test('is a family’s own to say, at its own school', async () => {
    const elsewhere = await schoolSite(site.context)
    const id = await addFamily(
      elsewhere.context,
      elsewhere.school.id,
      FamilyInput.parse({ caregivers: [{ givenName: 'Eva' }] }),
    )
    const stranger = device(elsewhere.app)
    await stranger.get(
      routes.familyLink((await issueLink(elsewhere.context, elsewhere.school.id, id.id)).token),
    )
    expect((await stranger.get(path())).status).toBe(404)
    expect((await stranger.post(path(), {})).status).toBe(404)
  })

  test('is asked no more when the organizer says so', async () => {
    await dana.post(schoolRoutes.announceWorkshop(workshop), { announced: '' })
    expect((await phone.get(path())).status).toBe(404)
  })
})
