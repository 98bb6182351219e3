import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { ConversationInput } from '../../../shared/outreach/conversation.ts'
import { recordConversation } from '../../../shared/outreach/outreach.operations.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { schoolSite } from '../../support/device.ts'

async function schoolOf(families: number, talkedTo: number, groups = ['language:es']) {
  const site = await schoolSite()
  for (let at = 0; at < families; at++) {
    const input = FamilyInput.parse({
      ...{ name: `Family ${at}`, caregivers: [{ givenName: 'Ana' }], writtenLanguage: 'es' },
      groups,
    })
    const { id } = await addFamily(site.context, site.school.id, input)
    const talk = ConversationInput.parse({ kind: 'doorway', purpose: 'celebrate' })
    if (at < talkedTo) await recordConversation(site.context, site.school.id, id, talk)
  }
  const dana = await site.member()
  const { page } = await dana.get(schoolRoutes.yearFile('csv'))
  const [heads = [], ...rows] = parse(page, { bom: true }) as string[][]
  const count = (what: string, group = '') => rows.find(([, , one, of]) => one === what && of === group)?.[4]
  return { site, dana, heads, rows, page, count }
}

describe('The year of a school for its district', () => {
  test('has a row a count, each with the school and the year', async () => {
    const { heads, rows, page, site, dana, count } = await schoolOf(24, 12)
    expect(heads).toHaveLength(5)
    expect(new Set(rows.map(([school]) => school))).toEqual(new Set([site.school.name]))
    expect(new Set(rows.map(([, year]) => year))).toEqual(new Set(['2026–2027']))
    expect(count('Families')).toBe('24')
    expect(count('Families we talked with')).toBe('12')
    expect(page).not.toMatch(/Family \d/)
    const impact = await dana.get(schoolRoutes.impact())
    expect(impact.page).toContain(`href="${schoolRoutes.yearFile('xlsx')}"`)
  })

  test('shows no count of 1 to 9 people, nor one from which it follows', async () => {
    const { count, rows } = await schoolOf(24, 3)
    expect(count('Families we talked with')).toBe('Not shown: small number')
    expect(count('Families we have not talked with yet')).toBe('Not shown: small number')
    const people = rows.filter(([, , what = '']) => !/^(Meetings|Trainings|Decisions)/.test(what))
    for (const [, , what, , number] of people) expect(number, what).not.toMatch(/^[1-9]$/)
  })

  test('does not show a group that is too small', async () => {
    const { rows } = await schoolOf(4, 0)
    for (const [, , what, , number] of rows) expect(number, what).not.toMatch(/^[1-9]$/)
  })
})
