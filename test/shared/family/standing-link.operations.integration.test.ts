import { beforeAll, describe, expect, test } from 'vitest'
import {
  addFamily,
  allFamilies,
  issueLink,
  openCode,
  openLink,
  readFamily,
  updateFamily,
} from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import {
  endCaregiverLink,
  openStandingLink,
  printLinks,
} from '../../../shared/family/standing-link.operations.ts'
import { standingToken } from '../../../shared/family/standing-link.ts'
import { removeFamily } from '../../../shared/household/departure.operations.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, schoolWith } from '../../support/puente.ts'

const KEY = 'k'.repeat(32)

async function world() {
  const table = await freshTable()
  const { school } = await schoolWith(table, 0)
  const context = contextFor(DEPLOYMENT, { table })
  const input = FamilyInput.parse({ caregivers: [{ givenName: 'Rosa' }, { givenName: 'Miguel' }] })
  return { table, school, context, family: await addFamily(context, school, input) }
}

let site: Awaited<ReturnType<typeof world>>
beforeAll(async () => {
  site = await world()
})

const open = (token: string) => openStandingLink({ table: site.table, cookieKey: KEY }, token)
const tokens = async () => {
  const family = await readFamily(site.context, site.school, site.family.id)
  const owner = { school: site.school, family: family.id }
  const of = (caregiver?: string) => standingToken(KEY, { ...owner, ...(caregiver && { caregiver }) }, family)
  return { whole: of(), each: family.caregivers.map(({ id }) => of(id)) }
}

describe('a standing link', () => {
  test('opens the family, is the same each time, and leaves the personal link as it is', async () => {
    const { token } = await issueLink(site.context, site.school, site.family.id)
    const { whole } = await tokens()
    expect((await tokens()).whole).toBe(whole)
    expect(await open(whole)).toEqual({ school: site.school, family: site.family.id })
    expect(await openLink(site.context, token)).toMatchObject({ family: site.family.id })
  })

  test('of a caregiver says who came in, and is ended without the others', async () => {
    const { whole, each } = await tokens()
    const [rosa, miguel] = site.family.caregivers
    expect(await open(each[0] ?? '')).toMatchObject({ caregiver: rosa?.id })
    await endCaregiverLink(site.context, site.school, site.family.id, rosa?.id ?? '')
    await expect(open(each[0] ?? '')).rejects.toMatchObject({ code: 'link-expired' })
    expect(await open(each[1] ?? '')).toMatchObject({ caregiver: miguel?.id })
    expect(await open(whole)).toMatchObject({ family: site.family.id })
    expect(await open((await tokens()).each[0] ?? '')).toMatchObject({ caregiver: rosa?.id })
  })

  test('ends with the personal link, each caregiver’s too', async () => {
    const { whole, each } = await tokens()
    await issueLink(site.context, site.school, site.family.id)
    for (const token of [whole, ...each])
      await expect(open(token)).rejects.toMatchObject({ code: 'link-expired' })
  })

  test('is refused where it was changed, signed with another key, or of a family that there is not', async () => {
    const { whole } = await tokens()
    const [school = '', family = '', signature = ''] = whole.split('.')
    const other = signature.replace(/^./, (sign) => (sign === 'A' ? 'B' : 'A'))
    const wrong = [
      `${school}.${family}.${other}`,
      `${school}.zzzzzzzzzzzz.${signature}`,
      `${school}.${family}.${site.family.caregivers[0]?.id}.${signature}`,
      standingToken('x'.repeat(32), { school, family }, await readFamily(site.context, school, family)),
      '..',
      `.${family}.${signature}`,
      `${whole}.more.of.it`,
    ]
    for (const token of wrong) await expect(open(token)).rejects.toMatchObject({ code: 'link-expired' })
  })

  test('is ended by organizers alone, and only of people of the family', async () => {
    const { id, caregivers } = site.family
    const rosa = caregivers[0]?.id ?? ''
    const own = contextFor({ kind: 'family', school: site.school, family: id }, { table: site.table })
    await expect(endCaregiverLink(own, site.school, id, rosa)).rejects.toMatchObject({ code: 'forbidden' })
    const nobody = endCaregiverLink(site.context, site.school, id, 'nobody')
    await expect(nobody).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('a printed link', () => {
  const print = async () => {
    const family = await readFamily(site.context, site.school, site.family.id)
    const links = await printLinks({ ...site.context, cookieKey: KEY }, site.school, [family])
    return links.get(family.id) ?? { token: '', code: '' }
  }
  const typed = (code: string) => openCode(site.context, code)

  test('is the standing one, with a code to type, and ends none that the family has', async () => {
    const given = await issueLink(site.context, site.school, site.family.id)
    const printed = await print()
    expect(await print()).toEqual(printed)
    expect(printed.token).toBe((await tokens()).whole)
    expect(await typed(printed.code.toLowerCase())).toMatchObject({ family: site.family.id })
    expect(await openLink(site.context, given.token)).toMatchObject({ family: site.family.id })
    expect(await typed(given.code)).toMatchObject({ family: site.family.id })
  })

  test('has a code that ends with every other link', async () => {
    const { code } = await print()
    await issueLink(site.context, site.school, site.family.id)
    await expect(typed(code)).rejects.toMatchObject({ code: 'code-wrong' })
    expect(await typed((await print()).code)).toMatchObject({ family: site.family.id })
  })

  test('is printed of a family that was edited meanwhile, and not of one that was removed', async () => {
    const { school, ids } = await schoolWith(site.table, 3)
    const known = await allFamilies(site.context, school)
    const [edited = '', removed = ''] = ids
    await updateFamily(site.context, school, edited, { spokenLanguage: 'so' })
    await removeFamily(site.context, school, removed)
    const links = await printLinks({ ...site.context, cookieKey: KEY }, school, known)
    expect([...links.keys()].sort()).toEqual(ids.filter((id) => id !== removed).sort())
    for (const [family, { code }] of links) expect(await typed(code)).toEqual({ school, family })
    expect(await readFamily(site.context, school, edited)).toMatchObject({ spokenLanguage: 'so' })
  })

  test('is printed by organizers of the school alone', async () => {
    const own = contextFor(
      { kind: 'family', school: site.school, family: site.family.id },
      { table: site.table },
    )
    const asked = printLinks({ ...own, cookieKey: KEY }, site.school, [site.family])
    await expect(asked).rejects.toMatchObject({ code: 'forbidden' })
  })
})
