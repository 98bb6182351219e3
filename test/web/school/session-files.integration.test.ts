import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { listViewings } from '../../../shared/family/viewing.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { putReply } from '../../../shared/session/reply.operations.ts'
import { castBallot } from '../../../shared/workshop/ballot.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { schoolSite } from '../../support/device.ts'
import { READING } from '../../support/puente.ts'

type Site = Awaited<ReturnType<typeof schoolSite>>
let site: Site
let dana: Awaited<ReturnType<Site['member']>>
let rosa: string
let workshop: string
let session: string

beforeAll(async () => {
  site = await schoolSite()
  dana = await site.member()
  rosa = await family('Núñez', {
    caregivers: [{ givenName: 'Rosa', channels: [{ kind: 'sms', address: '+15038234000' }] }],
    children: [{ grade: '03' }],
    writtenLanguage: 'es',
    groups: ['language:es'],
  })
  const tricky = await family('=SUM(A1)', { caregivers: [{ givenName: 'Ana' }] })
  const offers = { childcare: true, food: true, interpretation: true, rides: true }
  workshop = (await createWorkshop(site.context, site.school.id, { ...READING, offers })).id
  const poll = await putPoll(site.context, workshop, {
    options: [{ startLocal: '2027-03-09T18:00' }],
    closesAt: '2027-03-08T12:00',
  })
  const option = poll.options[0]?.id ?? ''
  await castBallot(site.context, workshop, rosa, { answers: { [option]: 'yes' }, couldComeIf: [] })
  const decided = await schedule(site.context, workshop, { options: [option] })
  session = decided.sessions[0]?.id ?? ''
  await putReply(site.context, session, rosa, {
    attending: true,
    adults: 2,
    children: [{ ageBand: 'three' }, { months: 30 }],
    interpretation: [{ language: 'es', adults: 2 }],
    diets: { halal: 1 },
    allergens: ['peanuts'],
    ride: 3,
  })
  await putReply(site.context, session, tricky, { attending: false })
})

async function family(name: string, more: object): Promise<string> {
  return (await addFamily(site.context, site.school.id, FamilyInput.parse({ name, ...more }))).id
}

async function table(path: string) {
  const { status, headers, page } = await dana.get(path)
  expect(status).toBe(200)
  expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
  return parse(page, { bom: true }) as string[][]
}

describe('a download', () => {
  test('of the families has what the team knows of them, and never a link', async () => {
    const { page, headers } = await dana.get(schoolRoutes.familiesFile('csv'))
    expect(headers.get('content-disposition')).toBe('attachment; filename="families.csv"')
    expect(page).not.toContain('/f/')
    const [heads, ...rows] = await table(schoolRoutes.familiesFile('csv'))
    expect(heads?.slice(0, 4)).toEqual(['Family', 'Caregivers', 'Phone', 'E-mail'])
    expect(rows.map(([name]) => name)).toEqual(["'=SUM(A1)", 'Núñez'])
    expect(rows[1]?.slice(2)).toEqual(['(503) 823-4000', '', 'Spanish', 'Spanish', 'Grade 03', 'Spanish'])
  })

  test('of the families is shown to each of them as a download', async () => {
    await dana.get(schoolRoutes.familiesFile('csv'))
    const actor = { kind: 'family', school: site.school.id, family: rosa } as const
    const seen = await listViewings({ ...site.context, actor }, site.school.id, rosa)
    expect(seen).toContainEqual(expect.objectContaining({ on: 'download', name: 'organizer' }))
  })

  test('of the replies has who comes and what each needs', async () => {
    const [heads, ...rows] = await table(schoolRoutes.repliesFile(session, 'csv'))
    expect(heads).toHaveLength(10)
    expect(rows).toEqual([
      ["'=SUM(A1)", 'Cannot come', '', '', '', '', '', '', '', ''],
      ['Núñez', 'Comes', '2', '2', '3 years, 30 months', 'Spanish: 2', 'Halal: 1', 'peanuts', '3', ''],
    ])
  })

  test('of the checklist has an item a row', async () => {
    const [, ...rows] = await table(schoolRoutes.checklistFile(session, 'csv'))
    const childcare = rows.find(([title]) => title === 'Adults for childcare')
    expect(childcare?.slice(1, 4)).toEqual(['4', '0', 'To do'])
    expect(childcare?.[5]).toMatch(/^\d{4}-\d\d-\d\d$/)
  })

  test('of the results counts all families, and names no group that is too small', async () => {
    const [, ...rows] = await table(schoolRoutes.resultsFile(workshop, 'csv'))
    expect(rows[0]).toEqual(['2027-03-09 18:00', 'All families', '2', '1', '1', '0', '0'])
    expect(rows.map(([, group]) => group)).not.toContain('Spanish')
  })

  test('for Excel is a workbook', async () => {
    const paths = [
      schoolRoutes.familiesFile('xlsx'),
      schoolRoutes.repliesFile(session, 'xlsx'),
      schoolRoutes.checklistFile(session, 'xlsx'),
      schoolRoutes.resultsFile(workshop, 'xlsx'),
    ]
    for (const path of paths) {
      const { status, headers, page } = await dana.get(path)
      expect(status, path).toBe(200)
      expect(headers.get('content-type')).toContain('spreadsheetml')
      expect(page.slice(0, 2)).toBe('PK')
    }
  })

  test('is offered in both formats where its table is shown', async () => {
    const pages = {
      [schoolRoutes.families()]: schoolRoutes.familiesFile,
      [schoolRoutes.session(session)]: (format: string) => schoolRoutes.repliesFile(session, format),
      [schoolRoutes.results(workshop)]: (format: string) => schoolRoutes.resultsFile(workshop, format),
    }
    for (const [path, file] of Object.entries(pages)) {
      const { page } = await dana.get(path)
      for (const format of ['csv', 'xlsx']) expect(page, path).toContain(`href="${file(format)}"`)
    }
  })
})
