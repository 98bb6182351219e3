import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import { checkIn } from '../../../shared/attendance/attendance.operations.ts'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { listViewings } from '../../../shared/family/viewing.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { putReply } from '../../../shared/session/reply.operations.ts'
import { addSignUp, takePlaces } from '../../../shared/session/sign-up.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { schoolSite } from '../../support/device.ts'
import { READING } from '../../support/puente.ts'

let site: Awaited<ReturnType<typeof schoolSite>>
let dana: Awaited<ReturnType<(typeof site)['member']>>
const families: Record<string, string> = {}
let session: string

beforeAll(async () => {
  site = await schoolSite()
  dana = await site.member()
  for (const name of ['Núñez', '=SUM(A1)', 'Walker'])
    families[name] = (
      await addFamily(
        site.context,
        site.school.id,
        FamilyInput.parse({ name, caregivers: [{ givenName: 'Ana' }], spokenLanguage: 'es' }),
      )
    ).id
  const workshop = (await createWorkshop(site.context, site.school.id, READING)).id
  const poll = await putPoll(site.context, workshop, {
    options: [{ startLocal: '2027-03-09T18:00' }],
    closesAt: '2027-03-08T12:00',
  })
  const decided = await schedule(site.context, workshop, { options: [poll.options[0]?.id ?? ''] })
  session = decided.sessions[0]?.id ?? ''
  await putReply(site.context, session, of('=SUM(A1)'), { attending: true, adults: 2 })
  await putReply(site.context, session, of('Núñez'), { attending: false })
  await checkIn(site.context, session, of('=SUM(A1)'), { adults: 1, children: 0 })
  await checkIn(site.context, session, of('Walker'), { adults: 1, children: 3 })
  const soup = await addSignUp(site.context, session, {
    ...{ title: { en: 'Soup' }, wanted: 3, portions: 4, from: '17:30' },
  })
  await addSignUp(site.context, session, { title: { en: 'Clean up' }, wanted: 2 })
  const taking = { places: 2, note: '@home', allergens: ['nuts', 'squid'] }
  await takePlaces(site.context, session, { line: soup.id, family: of('Núñez') }, taking)
})

const of = (name: string) => families[name] ?? ''

async function table(path: string): Promise<string[][]> {
  const { status, page } = await dana.get(path)
  expect(status, path).toBe(200)
  return parse(page, { bom: true })
}

describe('The sign-in list as a file', () => {
  test('has who is expected and who came, and nobody who said no', async () => {
    const [heads, ...rows] = await table(schoolRoutes.signInFile(session, 'csv'))
    expect(heads?.[0]).toBe('Family')
    expect(rows).toEqual([
      ["'=SUM(A1)", 'Spanish', '2', '0', '1', '0'],
      ['Walker', 'Spanish', '', '', '1', '3'],
    ])
  })

  test('is shown to the families on it as a download', async () => {
    await dana.get(schoolRoutes.signInFile(session, 'csv'))
    const family = of('Walker')
    const actor = { kind: 'family', school: site.school.id, family } as const
    const seen = await listViewings({ ...site.context, actor }, site.school.id, family)
    expect(seen).toContainEqual(expect.objectContaining({ on: 'download' }))
  })
})

test('The sign-up list as a file has a row for each family on a line, and one for a line nobody took', async () => {
  const [heads, ...rows] = await table(schoolRoutes.signUpsFile(session, 'csv'))
  expect(heads).toHaveLength(8)
  const plain = rows.map((row) => row.map((cell) => cell.replaceAll(/\s/g, ' ')))
  expect(plain.toSorted()).toEqual([
    ['Clean up', '', '2', '0', '', '', '', ''],
    ['Soup', '5:30 PM', '3', '2', 'Núñez', '2', "'@home", 'nuts, squid'],
  ])
})

test.each([
  [() => schoolRoutes.session(session), () => schoolRoutes.signInFile(session, 'xlsx')],
  [() => schoolRoutes.signUps(session), () => schoolRoutes.signUpsFile(session, 'xlsx')],
])('A page offers its list as a workbook', async (page, file) => {
  expect((await dana.get(page())).page).toContain(`href="${file()}"`)
  expect((await dana.get(file())).page.slice(0, 2)).toBe('PK')
})
