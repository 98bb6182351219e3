import { expect, test } from 'vitest'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { propose } from '../../../shared/workshop/proposal.operations.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { schoolSite } from '../../support/device.ts'

/** The counts beside the places of a page's navigation. */
const countsIn = (page: string) =>
  [...page.matchAll(/<span>([^<]+)<\/span><span class="pill[^"]*">(\d+)/g)].map(([, place, count]) => [
    place,
    Number(count),
  ])

async function proposedSite() {
  const site = await schoolSite()
  const input = FamilyInput.parse({ caregivers: [{ givenName: 'Carmen', familyName: 'Castillo' }] })
  const { id: family } = await addFamily(site.context, site.school.id, input)
  const proposeOne = (title: string) =>
    propose(site.context, site.school.id, {
      ...{ family, title, learn: 'How herbs grow', audience: ['parents'], languages: ['es'] },
      durationMinutes: 60,
    })
  await proposeOne('Growing herbs')
  return { ...site, proposeOne }
}

test('the navigation counts what waits in each place, the same on every page', async () => {
  const { member } = await proposedSite()
  const dana = await member('organizer')
  const expected = [
    ['Today', 1],
    ['Workshops', 1],
  ]
  expect(countsIn((await dana.get(schoolRoutes.today())).page)).toEqual(expected)
  expect(countsIn((await dana.get(schoolRoutes.families())).page)).toEqual(expected)
})

test('a change of the team is counted at once', async () => {
  const { member, proposeOne } = await proposedSite()
  const dana = await member('organizer')
  await dana.get(schoolRoutes.families())
  await proposeOne('Mending clothes')
  await dana.post(schoolRoutes.settings(), {})
  expect(countsIn((await dana.get(schoolRoutes.families())).page)).toContainEqual(['Workshops', 2])
})

test('who may not open a place sees no count of it', async () => {
  const { member } = await proposedSite()
  const helper = await member('helper')
  expect(countsIn((await helper.get(schoolRoutes.outreach())).page)).toEqual([])
})
