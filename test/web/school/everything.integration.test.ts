import { expect, test } from 'vitest'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { listViewings } from '../../../shared/family/viewing.operations.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { schoolSite } from '../../support/device.ts'

async function siteWith(more: { largestAnswer?: number } = {}) {
  const site = await schoolSite(undefined, more)
  const input = FamilyInput.parse({ name: 'Núñez', caregivers: [{ givenName: 'Rosa' }] })
  const { id: family } = await addFamily(site.context, site.school.id, input)
  return { ...site, family, dana: await site.member() }
}

test('Settings lead to a page that asks once, and then everything comes as one file', async () => {
  const { dana, context, school, family } = await siteWith()
  expect((await dana.get(schoolRoutes.settings())).page).toContain(`href="${schoolRoutes.everything()}"`)
  const asking = await dana.get(schoolRoutes.everything())
  expect(asking.page).toContain('Families can read on their page that you downloaded it')
  const actor = { kind: 'family', school: school.id, family } as const
  const seen = () => listViewings({ ...context, actor }, school.id, family)
  expect(await seen()).toEqual([])
  const { status, headers, page } = await dana.post(schoolRoutes.everything(), {})
  expect(status).toBe(200)
  expect(headers.get('content-type')).toBe('application/zip')
  expect(headers.get('content-disposition')).toMatch(/^attachment; filename="convite-\d{4}-\d\d-\d\d\.zip"$/)
  expect(page.slice(0, 2)).toBe('PK')
  expect(await seen()).toEqual([expect.objectContaining({ on: 'everything', ofMany: true })])
})

test('Where an answer has a limit, a larger school is refused in words', async () => {
  const { dana } = await siteWith({ largestAnswer: 1_000 })
  const { status, page } = await dana.post(schoolRoutes.everything(), {})
  expect(status).toBe(413)
  expect(page).toContain('ask whoever runs Convite')
})
