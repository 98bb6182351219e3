import { beforeAll, describe, expect, test } from 'vitest'
import { addClosure } from '../../../shared/calendar/calendar.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { schoolRoutes } from '../../../web/routes.ts'
import { choiceValue } from '../../../web/school/results-view.ts'
import { hiddenFields, schoolSite } from '../../support/device.ts'
import { READING } from '../../support/puente.ts'

type Site = Awaited<ReturnType<typeof schoolSite>>
let site: Site
let dana: Awaited<ReturnType<Site['member']>>
let workshop: string
beforeAll(async () => {
  site = await schoolSite()
  dana = await site.member()
  workshop = (await createWorkshop(site.context, site.school.id, READING)).id
  await addClosure(site.context, site.school.id, {
    name: 'Teachers learn',
    from: '2027-03-22',
    to: '2027-03-26',
  })
})
const path = () => schoolRoutes.times(workshop)

describe('suggested times', () => {
  test('begin in two weeks, by kind, each with its reasons in words', async () => {
    const { page } = await dana.get(path())
    expect(page).toContain('value="2027-03-15"')
    for (const kind of ['Mornings', 'After school', 'Evenings', 'Weekends'])
      expect(page).toContain(`<h3>${kind}</h3>`)
    expect(page).toContain('Is over before dinner')
    expect(page).toContain('In the school day: teachers and rooms are busy')
    expect(page).not.toContain('Teachers learn')
  })

  test('give the reason against a day where there is no better one', async () => {
    const { page } = await dana.get(`${path()}?from=2027-03-22&to=2027-03-26`)
    expect(page).toContain('The school is closed: Teachers learn')
    const eve = await dana.get(`${path()}?from=2027-10-10&to=2027-10-10`)
    expect(eve.page).not.toContain('Yom Kippur')
    const fast = await dana.get(`${path()}?from=2027-10-11&to=2027-10-11`)
    expect(fast.page).toContain('Yom Kippur')
    expect(fast.page).toContain('Public holiday: Columbus Day')
  })

  test('that were ticked come into the vote’s form, after its own times', async () => {
    const chosen = '?suggested=2027-03-16T18:30&suggested=2027-03-20T10:00'
    const form = await dana.get(schoolRoutes.poll(workshop) + chosen)
    expect(form.page).toMatch(/name="options.0.startLocal"[^>]*value="2027-03-16T18:30"/)
    expect(form.page).toMatch(/name="options.1.startLocal"[^>]*value="2027-03-20T10:00"/)
    const fields = {
      ...hiddenFields(form.page),
      'options.0.startLocal': '2027-03-16T18:30',
      closesAt: '2027-03-10T18:00',
    }
    expect((await dana.post(schoolRoutes.poll(workshop), fields)).status).toBe(303)
    const more = await dana.get(`${schoolRoutes.poll(workshop)}?suggested=2027-03-18T18:30`)
    expect(more.page).toMatch(/name="options.1.startLocal"[^>]*value="2027-03-18T18:30"/)
  })

  test('of which none was ticked are shown again with a word about it', async () => {
    const none = await dana.get(`${schoolRoutes.poll(workshop)}?from=2027-03-15&to=2027-03-20`)
    expect(none.status).toBe(302)
    const { page } = await dana.get(none.to ?? '')
    expect(page).toContain('No time is ticked.')
    expect(page).toContain('value="2027-03-20"')
  })

  test.each([
    ['the end before the beginning', 'from=2027-04-01&to=2027-03-01'],
    ['a year', 'from=2027-03-01&to=2028-03-01'],
    ['no dates', 'from=x&to=y'],
  ])('for %s are refused, and what was typed stays', async (_, query) => {
    const { status, page } = await dana.get(`${path()}?${query}`)
    expect(status).toBe(422)
    expect(page).toContain('role="alert"')
    expect(page).toContain(`value="${new URLSearchParams(query).get('from')}"`)
  })

  test('are missing with a message where no day has any', async () => {
    const { page } = await dana.get(`${path()}?from=2027-02-01&to=2027-02-10`)
    expect(page).toContain('There is no time to suggest in these days.')
  })

  test('are for organizers alone', async () => {
    expect((await (await site.member('helper')).get(path())).status).toBe(403)
  })
})

test('a workshop is copied from its page, to be changed and asked about again', async () => {
  const { context, school } = site
  const { id } = await createWorkshop(context, school.id, { ...READING, place: 'Library' })
  expect((await dana.get(schoolRoutes.workshop(id))).page).not.toContain('Copy for another time')
  await putPoll(context, id, { options: [{ startLocal: '2027-03-20T10:00' }], closesAt: '2027-03-10T18:00' })
  expect((await dana.get(schoolRoutes.workshop(id))).page).toContain('Copy for another time')
  const { to } = await dana.post(schoolRoutes.copyWorkshop(id), {})
  const copy = await dana.get(to ?? '')
  expect(copy.page).toContain('value="Library"')
  expect(to).not.toContain(id)
})

test('a series is decided with its number of weeks', async () => {
  const { context, school } = site
  const { id } = await createWorkshop(context, school.id, READING)
  const closesAt = '2027-03-10T18:00'
  const poll = await putPoll(context, id, { options: [{ startLocal: '2027-03-20T10:00' }], closesAt })
  const decision = { options: choiceValue([poll.options[0]?.id ?? '']), weeks: '3', confirmed: 'yes' }
  expect((await dana.post(schoolRoutes.schedule(id), decision)).status).toBe(303)
  const { page } = await dana.get(schoolRoutes.workshop(id))
  for (const day of ['March 20', 'March 27', 'April 3']) expect(page).toContain(day)
})
