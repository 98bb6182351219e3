import { beforeAll, expect, test } from 'vitest'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { readSchool } from '../../../shared/school/school.operations.ts'
import { groupToken } from '../../../web/components/group-fields.tsx'
import { namesAfter } from '../../../web/school/group-names.tsx'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { schoolSite } from '../../support/device.ts'

let site: Awaited<ReturnType<typeof schoolSite>>
let dana: Awaited<ReturnType<typeof site.member>>
let family: string
beforeAll(async () => {
  site = await schoolSite()
  dana = await site.member()
  const groups = ['shift:night', 'bus:14']
  const input = FamilyInput.parse({ caregivers: [{ givenName: 'Rosa' }], groups })
  family = (await addFamily(site.context, site.school.id, input)).id
})

const field = (key: string) => `names.${groupToken(key)}`

test('the school names its groups and their kinds, and pages use these names', async () => {
  const path = schoolRoutes.groupNames()
  const page = (await dana.get(path)).page
  expect(page).toContain('Night shift')
  expect(page).toContain('Bus 14')
  const saved = await dana.post(path, {
    language: 'en',
    [field('bus:14')]: 'The river bus',
    [field('bus')]: 'Bus',
  })
  expect(saved.status).toBe(303)
  const { settings } = await readSchool(site.context, site.school.id)
  expect(settings.groupNames).toEqual({ bus: { en: 'Bus' }, 'bus:14': { en: 'The river bus' } })
  const about = (await dana.get(schoolRoutes.family(family))).page
  expect(about).toContain('Night shift and The river bus')
})

test('no page of the team shows a key', async () => {
  const paths = [
    schoolRoutes.groupNames(),
    schoolRoutes.family(family),
    schoolRoutes.editFamily(family),
    schoolRoutes.newFamily(),
    schoolRoutes.settings(),
    schoolRoutes.coverage(),
  ]
  for (const path of paths) {
    const { status, page } = await dana.get(path)
    expect(status, path).toBe(200)
    expect(page.includes('shift:night') || page.includes('bus:14'), path).toBe(false)
  }
})

test('a name is taken back by an empty field, and other languages and other keys stay', () => {
  const before = { 'bus:14': { en: 'River', es: 'Río' }, shift: { en: 'Shift' }, gone: { en: 'Old' } }
  const keys = ['bus:14', 'shift']
  expect(namesAfter(before, { [groupToken('bus:14')]: 'River bus' }, { keys, language: 'en' })).toEqual({
    'bus:14': { en: 'River bus', es: 'Río' },
    gone: { en: 'Old' },
  })
})
