import { expect, test } from 'vitest'
import { checkIn } from '../../../shared/attendance/attendance.operations.ts'
import { addFamily, issueLink } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { familyRoutes, routes } from '../../../web/routes.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { device, schoolSite } from '../../support/device.ts'
import { READING } from '../../support/puente.ts'

test('a family is asked at home, answers once; the team enters paper and reads what ten say', async () => {
  const site = await schoolSite()
  const { id } = await createWorkshop(site.context, site.school.id, READING)
  const poll = await putPoll(site.context, id, {
    options: [{ startLocal: '2027-03-10T18:00' }],
    closesAt: '2027-03-08T09:00',
  })
  const { sessions } = await schedule(site.context, id, { options: [poll.options[0]?.id ?? ''] })
  const session = sessions[0]?.id ?? ''
  const input = FamilyInput.parse({ caregivers: [{ givenName: 'Rosa' }], writtenLanguage: 'es' })
  const family = (await addFamily(site.context, site.school.id, input)).id
  site.clock.now = '2027-03-11T15:00:00.000Z'
  await checkIn(site.context, session, family, { adults: 1, children: 0 })
  const rosa = device(site.app)
  await rosa.get(routes.familyLink((await issueLink(site.context, site.school.id, family)).token))
  expect((await rosa.get(familyRoutes.home())).page).toContain(familyRoutes.survey(session))
  const asked = (await rosa.get(familyRoutes.survey(session))).page
  expect(asked).toContain('Después de «')
  expect(asked).toContain('Unas palabras para la escuela')
  const empty = await rosa.post(familyRoutes.survey(session), {})
  expect(empty.status).toBe(422)
  const sent = await rosa.post(familyRoutes.survey(session), {
    'learning.before': '1',
    'learning.now': '4',
    line: 'Más libros, por favor.',
  })
  expect(sent.to).toBe(familyRoutes.survey(session))
  expect((await rosa.get(familyRoutes.survey(session))).page).toContain('Sus respuestas llegaron')
  expect((await rosa.get(familyRoutes.home())).page).not.toContain(familyRoutes.survey(session))

  const helper = await site.member('helper')
  const survey = schoolRoutes.survey(session)
  const wrong = await helper.post(survey, { audience: 'parents', marks: '24 13' })
  expect(wrong.status).toBe(422)
  expect(wrong.page).toContain('value="24 13"')
  for (let sheet = 0; sheet < 9; sheet++) {
    const entered = await helper.post(survey, { audience: 'parents', marks: '24 13 -- 44 22' })
    expect(entered.to).toBe(`${survey}?saved`)
  }
  const helped = (await helper.get(survey)).page
  for (const word of ['Self-reported', 'Más libros']) expect(helped).not.toContain(word)
  const dana = await site.member()
  const read = (await dana.get(survey)).page
  expect(read).toContain('10 answered, of 1 who were there.')
  expect(read).toContain('Self-reported.')
  expect(read).toContain('Más libros, por favor.')
  const impact = (await dana.get(schoolRoutes.impact())).page
  expect(impact).toContain('After 1 session this school year. Self-reported.')
  expect(impact).toContain('10 answered, of 1 who were there.')
  expect(impact).toMatch(/<b class="big( up)?">\d+<\/b> <span class="soft">of 10 moved up<\/span>/)
  expect(impact).toMatch(/role="img" aria-label="Median before [\d.]+, now [\d.]+, of 4"/)
  expect(impact).toContain('class="moves"')
  expect(impact).toContain(`class="button quiet" href="${schoolRoutes.titleOne()}"`)
  for (const path of [schoolRoutes.coverage(), schoolRoutes.outreach(), schoolRoutes.decisions()])
    expect(impact).toContain(`href="${path}"`)
  expect((await dana.get(schoolRoutes.coverage())).page).toContain('1 of 1 families came')
  expect((await dana.get(schoolRoutes.printSheet(session, 'survey'))).page).toContain(
    'Please do not write your name',
  )
})
