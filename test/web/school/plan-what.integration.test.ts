import { beforeAll, expect, test } from 'vitest'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { propose } from '../../../shared/workshop/proposal.operations.ts'
import { NewProposal } from '../../../shared/workshop/proposal.ts'
import { createWorkshop, listWorkshops, readWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { hiddenFields, schoolSite } from '../../support/device.ts'
import { READING } from '../../support/puente.ts'

type Site = Awaited<ReturnType<typeof schoolSite>>
let site: Site
let dana: Awaited<ReturnType<Site['member']>>
let rosa: string
beforeAll(async () => {
  site = await schoolSite()
  dana = await site.member()
  const add = (name: string, givenName: string) =>
    addFamily(site.context, site.school.id, FamilyInput.parse({ name, caregivers: [{ givenName }] }))
  rosa = (await add('Núñez', 'Rosa')).id
  await add('Soto', 'Ana')
  await add('Soto', 'Eva')
})

const path = schoolRoutes.newWorkshop()
const typed = { 'title.en': 'Soup together', purpose: 'teaching', audience: 'both' }
const titles = async () =>
  (await listWorkshops(site.context, site.school.id)).map(({ title }) => title.en).sort()
const idIn = (to: string | null) => to?.split('/')[3] ?? ''
const read = async (to: string | null) => readWorkshop(site.context, idIn(to))

test('the first step asks what it is in the school’s language, and leads on to how and where', async () => {
  const { page } = await dana.get(path)
  expect(page).toContain('What is it called?')
  expect(page).toContain('nobody is told anything yet')
  expect(page).toContain('name="title.en"')
  expect(page).not.toContain('name="title.es"')
  const { status, to } = await dana.fill(path, typed)
  expect(status).toBe(303)
  expect(to).toBe(schoolRoutes.planHow(idIn(to)))
  expect(await read(to)).toMatchObject({
    ...{ status: 'draft', title: { en: 'Soup together' }, purpose: 'teaching', durationMinutes: 90 },
    ...{ audience: ['parents', 'staff'], presentationLanguage: 'en' },
  })
})

test('a page that is sent twice makes one draft, and sent again with other words changes that one', async () => {
  const { page } = await dana.get(path)
  const fields = { ...hiddenFields(page), ...typed, 'title.en': 'Bread' }
  const first = await dana.post(path, fields)
  const again = await dana.post(path, fields)
  const corrected = await dana.post(path, {
    ...fields,
    'title.en': 'Bread and salt',
    'description.en': 'We bake.',
  })
  expect([again.to, corrected.to]).toEqual([first.to, first.to])
  expect(await read(first.to)).toMatchObject({
    title: { en: 'Bread and salt' },
    description: { en: 'We bake.' },
  })
  expect((await titles()).filter((title) => title?.startsWith('Bread'))).toEqual(['Bread and salt'])
})

test('without a title nothing is made, and what was typed stays, with the draft that the page would make', async () => {
  const before = await titles()
  const { status, page } = await dana.post(path, {
    ...typed,
    'title.en': '',
    draft: 'd1',
    'description.en': 'We cook.',
  })
  expect(status).toBe(422)
  expect(page).toContain('href="#title.en"')
  expect(page).toContain('We cook.')
  expect(page).toMatch(/value="both" checked/)
  expect(hiddenFields(page).draft).toBe('d1')
  expect(await titles()).toEqual(before)
})

test('the family that leads it is found by a name; of several one is chosen, and an unknown one is said', async () => {
  const led = await dana.fill(path, { ...typed, host: 'rosa nunez' })
  expect((await read(led.to)).hostFamily).toBe(rosa)
  const several = await dana.fill(path, { ...typed, host: 'Soto' })
  expect(several.status).toBe(422)
  expect(several.page).toContain('Several families have a name like that.')
  expect(several.page).toMatch(/type="radio"[^>]* name="host".*Soto \(Eva\)/s)
  const chosen = await dana.fill(path, { ...typed, host: 'Soto (Eva)' })
  expect((await read(chosen.to)).hostFamily).not.toBe(rosa)
  const unknown = await dana.fill(path, { ...typed, host: 'Nobody' })
  expect(unknown.page).toContain('No family has a name like that.')
  expect(unknown.page).toContain('value="Nobody"')
})

test('a tour of the community needs a family that leads it', async () => {
  const { page } = await dana.get(`${path}?tour`)
  const fields = { ...hiddenFields(page), ...typed }
  const refused = await dana.post(path, fields)
  expect(refused.status).toBe(422)
  expect(refused.page).toContain('A tour of the community is led by a family.')
  const led = await dana.post(path, { ...fields, host: 'Rosa' })
  expect(await read(led.to)).toMatchObject({ format: 'communityTour', hostFamily: rosa })
})

test('one can go back to the first step of a draft, and its other languages stay', async () => {
  const { id } = await createWorkshop(site.context, site.school.id, {
    ...READING,
    title: { en: 'Numbers', es: 'Números' },
    description: { en: 'We count.', es: 'Contamos.' },
    hostFamily: rosa,
  })
  const step = schoolRoutes.planWorkshop(id)
  const { page } = await dana.get(step)
  expect(page).toContain('value="Numbers"')
  expect(page).toContain('value="Núñez (Rosa)"')
  const changed = await dana.fill(step, {
    'title.en': 'Big numbers',
    purpose: 'social',
    audience: 'parents',
    close: 'yes',
  })
  expect(changed.to).toBe(schoolRoutes.workshop(id))
  const after = await readWorkshop(site.context, id)
  expect(after).toMatchObject({
    title: { en: 'Big numbers', es: 'Números' },
    description: { es: 'Contamos.' },
  })
  expect(after.hostFamily).toBeUndefined()
  const emptied = await dana.fill(step, { 'title.en': '', purpose: 'social', audience: 'parents' })
  expect(emptied.status).toBe(422)
})

test('it can begin with a parent’s proposal, or with a copy of the last workshop', async () => {
  const { context, school } = site
  const proposal = { family: rosa, title: 'Growing herbs', learn: 'To grow', durationMinutes: 60 }
  await propose(
    context,
    school.id,
    NewProposal.parse({ ...proposal, audience: ['parents'], languages: ['es'] }),
  )
  const { id } = await createWorkshop(context, school.id, { ...READING, place: 'Library' })
  expect((await dana.get(schoolRoutes.workshop(id))).page).not.toContain('Copy for another time')
  await putPoll(context, id, { options: [{ startLocal: '2027-03-20T10:00' }], closesAt: '2027-03-10T18:00' })
  expect((await dana.get(path)).page).toContain('A parent’s proposal: Growing herbs')
  const { to } = await dana.post(schoolRoutes.copyWorkshop(id), {})
  const copy = await dana.get(to ?? '')
  expect(copy.page).toContain('value="Library"')
  expect(to).not.toContain(id)
})

test('only organizers plan', async () => {
  const helper = await site.member('helper')
  expect((await helper.get(path)).status).toBe(403)
})
