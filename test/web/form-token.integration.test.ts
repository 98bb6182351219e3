import { beforeEach, describe, expect, test } from 'vitest'
import { addFamily, allFamilies, issueLink } from '../../shared/family/family.operations.ts'
import { FamilyInput } from '../../shared/family/family.ts'
import { NewSchool } from '../../shared/school/school.ts'
import { createSchool } from '../../shared/team/founding.operations.ts'
import { inviteMember } from '../../shared/team/member.operations.ts'
import { familyRoutes, routes } from '../../web/routes.ts'
import { schoolRoutes } from '../../web/school-routes.ts'
import { PUENTE } from '../support/api.ts'
import { device, hiddenFields, schoolSite } from '../support/device.ts'

let site: Awaited<ReturnType<typeof schoolSite>>
let browser: ReturnType<typeof device>
beforeEach(async () => {
  site = await schoolSite()
  browser = device(site.app)
})

async function family(name: string): Promise<string> {
  const input = FamilyInput.parse({ name, caregivers: [{ givenName: name }] })
  const { id } = await addFamily(site.context, site.school.id, input)
  return routes.familyLink((await issueLink(site.context, site.school.id, id)).token)
}
const names = async () => (await allFamilies(site.context, site.school.id)).map(({ name }) => name).sort()

describe('a form', () => {
  test('of one family, sent after another signed in on the same browser, writes nothing and says so', async () => {
    const [able, baker] = [await family('Able'), await family('Baker')]
    await browser.get(able)
    const { page } = await browser.get(familyRoutes.remove())
    expect(page).toContain('For the family Able')
    await browser.get(baker)
    for (const fields of [hiddenFields(page), { form: '' }, { form: 'forged.forged' }]) {
      const refused = await browser.post(familyRoutes.remove(), fields)
      expect(refused.status).toBe(409)
      expect(refused.page).toContain('Another family is signed in on this phone now. Nothing was sent.')
    }
    expect(await names()).toEqual(['Able', 'Baker'])
  })

  test('keeps what was typed, so that it can be sent once its own family is back', async () => {
    const [able, baker] = [await family('Able'), await family('Baker')]
    await browser.get(able)
    const typed = { ...hiddenFields((await browser.get(familyRoutes.about())).page), writtenLanguage: 'es' }
    await browser.get(baker)
    const refused = await browser.post(familyRoutes.about(), typed)
    expect(refused.status).toBe(409)
    const kept = hiddenFields(refused.page)
    expect(kept).toEqual(typed)
    await browser.get(able)
    expect((await browser.post(familyRoutes.about(), kept)).status).toBe(303)
    const languages = (await allFamilies(site.context, site.school.id)).map((one) => [
      one.name,
      one.writtenLanguage,
    ])
    expect(languages.sort()).toEqual([
      ['Able', 'es'],
      ['Baker', 'en'],
    ])
  })

  test('of one school, sent after signing in to another, adds no family to either', async () => {
    const other = await createSchool(site.context, NewSchool.parse({ ...PUENTE, name: 'Other' }))
    const dana = { name: 'Dana', email: 'dana@example.org', role: 'organizer' as const }
    const enter = async (school: string) => {
      const { token = '' } = await inviteMember(site.context, school, dana)
      await browser.post(routes.signInLink(token), {})
    }
    await enter(site.school.id)
    const { page } = await browser.get(schoolRoutes.newFamily())
    await enter(other.id)
    const typed = { 'caregivers.0.givenName': 'Rosa', writtenLanguage: 'en', spokenLanguage: 'en' }
    const refused = await browser.post(schoolRoutes.newFamily(), { ...hiddenFields(page), ...typed })
    expect(refused.status).toBe(409)
    expect(refused.page).toContain('Nothing was sent.')
    expect(refused.page).toContain('value="Rosa"')
    expect(await names()).toEqual([])
    expect(await allFamilies(site.context, other.id)).toEqual([])
  })

  test('with a file asks for the file again, which no browser keeps', async () => {
    const other = await createSchool(site.context, NewSchool.parse({ ...PUENTE, name: 'Other' }))
    const dana = { name: 'Dana', email: 'dana@example.org', role: 'organizer' as const }
    const enter = async (school: string) => {
      const { token = '' } = await inviteMember(site.context, school, dana)
      await browser.post(routes.signInLink(token), {})
    }
    await enter(site.school.id)
    const { form = '' } = hiddenFields((await browser.get(schoolRoutes.roster())).page)
    await enter(other.id)
    const file = new File(['family_id,caregiver_name'], 'roster.csv', { type: 'text/csv' })
    const refused = await browser.upload(schoolRoutes.roster(), { form, file })
    expect(refused.status).toBe(409)
    expect(refused.page).toContain('Choose the file again: a browser cannot keep the one that you chose.')
    expect(refused.page).toMatch(/<form[^>]*enctype="multipart\/form-data"/)
    expect(refused.page).toMatch(/<input[^>]*name="file"[^>]*type="file"/)
    expect(hiddenFields(refused.page)).toEqual({ form })
  })

  test('of the public, or for signing out, needs no token', async () => {
    await browser.get(await family('Able'))
    expect((await browser.post(familyRoutes.leave(), { form: 'forged' })).to).toBe('/code?left')
    const page = (await browser.get(routes.code())).page
    expect(hiddenFields(page)).toEqual({})
  })
})
