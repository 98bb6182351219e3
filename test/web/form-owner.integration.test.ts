import { beforeAll, expect, test } from 'vitest'
import { listClosures } from '../../shared/calendar/calendar.operations.ts'
import { addFamily, allFamilies, issueLink } from '../../shared/family/family.operations.ts'
import { FamilyInput } from '../../shared/family/family.ts'
import { listTeam } from '../../shared/team/member.operations.ts'
import { listProposals } from '../../shared/workshop/proposal.operations.ts'
import { listWorkshops } from '../../shared/workshop/workshop.operations.ts'
import { familyRoutes, routes, schoolRoutes } from '../../web/routes.ts'
import { device, hiddenFields, schoolSite } from '../support/device.ts'
import { WEB_FIELDS } from '../support/web-fields.ts'

let site: Awaited<ReturnType<typeof schoolSite>>
let organizer: ReturnType<typeof device>
let family: ReturnType<typeof device>
beforeAll(async () => {
  site = await schoolSite()
  organizer = await site.member()
  family = device(site.app)
  const input = FamilyInput.parse({ caregivers: [{ givenName: 'Rosa' }] })
  const { id } = await addFamily(site.context, site.school.id, input)
  await family.get(routes.familyLink((await issueLink(site.context, site.school.id, id)).token))
})

const FORMS = [
  {
    what: 'a family',
    path: schoolRoutes.newFamily(),
    list: () => allFamilies(site.context, site.school.id),
  },
  {
    what: 'a workshop',
    path: schoolRoutes.newWorkshop(),
    list: () => listWorkshops(site.context, site.school.id),
  },
  { what: 'an invitation', path: schoolRoutes.team(), list: () => listTeam(site.context, site.school.id) },
  {
    what: 'a day off',
    path: schoolRoutes.calendar(),
    list: () => listClosures(site.context, site.school.id),
  },
  {
    what: 'a proposal',
    path: familyRoutes.teach(),
    list: () => listProposals(site.context, site.school.id),
  },
]

test.each(FORMS)(
  '$what of a form that is sent three times is created once, with one response',
  async (form) => {
    const { path, list } = form
    const browser = path === familyRoutes.teach() ? family : organizer
    const fields = WEB_FIELDS[`POST ${path}`]?.({ word: 'Puente' } as never) as Record<string, string>
    const { form: token = '' } = hiddenFields((await browser.get(path)).page)
    const before = (await list()).length
    const send = () => browser.post(path, { ...fields, form: token })
    const answers = [...(await Promise.all([send(), send()])), await send()]
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    expect(new Set(answers.map(({ to }) => to)).size).toBe(1)
    expect(await list()).toHaveLength(before + 1)
  },
)

test('the same form with other answers, or opened again, creates another one', async () => {
  const path = schoolRoutes.newFamily()
  const count = async () => (await allFamilies(site.context, site.school.id)).length
  const token = async () => hiddenFields((await organizer.get(path)).page).form ?? ''
  const fields = { 'caregivers.0.givenName': 'Bao', writtenLanguage: 'en', spokenLanguage: 'en' }
  const before = await count()
  const first = await token()
  await organizer.post(path, { ...fields, form: first })
  await organizer.post(path, { ...fields, 'caregivers.0.givenName': 'Hodan', form: first })
  await organizer.post(path, { ...fields, form: await token() })
  expect(await count()).toBe(before + 3)
})
