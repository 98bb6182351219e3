import { beforeAll, expect, test } from 'vitest'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop, readWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { schoolSite } from '../../support/device.ts'
import { READING } from '../../support/puente.ts'

type Site = Awaited<ReturnType<typeof schoolSite>>
let site: Site
let dana: Awaited<ReturnType<Site['member']>>
let id: string
let path: string
beforeAll(async () => {
  site = await schoolSite()
  dana = await site.member()
  const offers = { childcare: true, food: true, interpretation: true, rides: false }
  id = (await createWorkshop(site.context, site.school.id, { ...READING, offers, place: 'Library' })).id
  path = schoolRoutes.planHow(id)
})

const typed = { durationMinutes: '90', place: 'Cafeteria', 'seats:int': '60', presentationLanguage: 'es' }

test('the second step asks how long, where and what is offered, and leads on to the times', async () => {
  const { page } = await dana.get(path)
  expect(page).toContain('A draft. Only the team sees it.')
  expect(page).toContain('If it goes as last time')
  expect(page).toContain('<option value="Library"')
  const { to } = await dana.fill(path, { ...typed, 'offers.food:flag': 'yes' })
  expect(to).toBe(schoolRoutes.poll(id))
  expect(await readWorkshop(site.context, id)).toMatchObject({
    ...{ durationMinutes: 90, place: 'Cafeteria', seats: 60, presentationLanguage: 'es' },
    offers: { childcare: false, food: true, interpretation: false, rides: false },
  })
})

test('going back keeps what was typed, and what was emptied is empty', async () => {
  const { to } = await dana.fill(path, { ...typed, place: '', 'seats:int': '', back: 'yes' })
  expect(to).toBe(schoolRoutes.planWorkshop(id))
  const { place, seats } = await readWorkshop(site.context, id)
  expect([place, seats]).toEqual([undefined, undefined])
})

test('a number of seats that cannot be is refused, and what was typed stays', async () => {
  const { status, page } = await dana.fill(path, { ...typed, 'seats:int': '9000' })
  expect(status).toBe(422)
  expect(page).toContain('href="#seats"')
  expect(page).toContain('value="9000"')
  expect(page).toContain('value="Cafeteria"')
})

test('going back is not held up by a number of seats that cannot be; the rest is kept', async () => {
  const fields = { ...typed, place: 'Gym', 'seats:int': '9000', back: 'yes' }
  const draft = await createWorkshop(site.context, site.school.id, READING)
  const { to } = await dana.fill(schoolRoutes.planHow(draft.id), fields)
  expect(to).toBe(`${schoolRoutes.planWorkshop(draft.id)}?seats=9000`)
  expect((await readWorkshop(site.context, draft.id)).place).toBe('Gym')
  // The first step hands it back.
  const again = await dana.fill(to ?? '', { 'title.en': 'Reading', purpose: 'learning', audience: 'parents' })
  expect(again.to).toBe(`${schoolRoutes.planHow(draft.id)}?seats=9000`)
  expect((await dana.get(again.to ?? '')).page).toMatch(/<input[^>]*id="seats"[^>]*value="9000"/)
  expect((await readWorkshop(site.context, draft.id)).seats).toBeUndefined()
})

test('once the time is chosen, families would have to be told: the form that tells them is shown', async () => {
  const { context } = site
  const { options } = await putPoll(context, id, {
    options: [{ startLocal: '2027-03-20T10:00' }],
    closesAt: '2027-03-10T18:00',
  })
  await schedule(context, id, { options: [options[0]?.id ?? ''] })
  expect((await dana.get(path)).to).toBe(schoolRoutes.editWorkshop(id))
  expect((await dana.get(schoolRoutes.planWorkshop(id))).to).toBe(schoolRoutes.editWorkshop(id))
  const refused = await dana.post(path, typed)
  expect(refused.status).toBe(422)
  expect((await readWorkshop(context, id)).place).toBeUndefined()
})
