import { beforeAll, expect, test } from 'vitest'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { listDecisions } from '../../../shared/impact/decision.operations.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { schoolSite } from '../../support/device.ts'

type Site = Awaited<ReturnType<typeof schoolSite>>
let site: Site
let dana: Awaited<ReturnType<Site['member']>>
beforeAll(async () => {
  site = await schoolSite()
  dana = await site.member()
  for (let place = 0; place < 99; place++) await named(`Person${place}`, `Family${place}`)
})

async function named(givenName: string, familyName: string): Promise<string> {
  const input = FamilyInput.parse({ caregivers: [{ givenName, familyName }] })
  return (await addFamily(site.context, site.school.id, input)).id
}

const path = schoolRoutes.decisions()
const decision = { said: 'Later meetings', did: 'We meet at six', on: '2027-02-01' }
const credited = async () =>
  (await listDecisions(site.context, site.school.id)).flatMap(({ said, thanks }) => [[said, ...thanks]])

test('a family is chosen from a list while a school has a hundred, and by its name once it has more', async () => {
  const small = await dana.get(path)
  expect(small.page.match(/<select id="families.0".*?<\/select>/s)?.[0].match(/<option/g)).toHaveLength(100)
  await named('Rosa', 'Núñez')
  await named('Luis', 'Ortiz')
  const large = await dana.get(path)
  expect(large.page).not.toContain('<select id="families.0"')
  expect(large.page).toMatch(/<input id="families.0"[^>]*type="text"/)
})

test('of several families with a name one is chosen, among many more is typed, and all that was typed stays', async () => {
  await named('Eva', 'Soto')
  await named('Ana', 'Soto')
  const several = await dana.post(path, { ...decision, 'families.0': 'rosa nunez', 'families.1': 'soto' })
  expect(several.status).toBe(422)
  expect(several.page).toContain('Several families have a name like that.')
  expect(several.page).toMatch(/name="families.0"[^>]*value="rosa nunez"/)
  const choice = several.page.match(
    /<input type="radio"[^>]*name="families.1" value="([^"]+)"[^>]*>\s*(?:<[^>]+>)*Soto \(Eva\)/,
  )
  const eva = choice?.[1] ?? ''
  const many = await dana.post(path, { ...decision, 'families.0': 'family' })
  expect(many.page).toContain('Many families have a name like that.')
  expect(many.page).toMatch(/name="families.0"[^>]*value="family"/)
  expect(await credited()).toEqual([])
  const done = await dana.post(path, { ...decision, 'families.0': 'rosa nunez', 'families.1': eva })
  expect(done.status).toBe(303)
  expect(await credited()).toHaveLength(1)
})
