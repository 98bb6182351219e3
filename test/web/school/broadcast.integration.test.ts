import { beforeAll, expect, test } from 'vitest'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { removeFamily } from '../../../shared/household/departure.operations.ts'
import { readLogistics } from '../../../shared/logistics/logistics.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { updateWorkshop } from '../../../shared/session/workshop-change.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { PollInput } from '../../../shared/workshop/poll.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { routes } from '../../../web/routes.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { device, schoolSite } from '../../support/device.ts'
import { storedMessages } from '../../support/outbox.ts'
import { READING } from '../../support/puente.ts'

type Site = Awaited<ReturnType<typeof schoolSite>>
let site: Site
let dana: Awaited<ReturnType<Site['member']>>
let workshop: string
let session: string
let rosa: string
beforeAll(async () => {
  site = await schoolSite()
  dana = await site.member()
  const { context, school } = site
  const channels = [{ kind: 'email' as const, address: 'rosa@example.org' }]
  rosa = (
    await addFamily(context, school.id, FamilyInput.parse({ caregivers: [{ givenName: 'Rosa', channels }] }))
  ).id
  workshop = (
    await createWorkshop(context, school.id, { ...READING, offers: { ...READING.offers, childcare: true } })
  ).id
  const options = [{ start: '2027-03-23T22:00:00.000Z' }]
  const poll = await putPoll(
    context,
    workshop,
    PollInput.parse({ options, closesAt: '2027-03-16T22:00:00.000Z' }),
  )
  session =
    (await schedule(context, workshop, { options: [poll.options[0]?.id ?? ''] })).sessions[0]?.id ?? ''
})

test('an organizer writes, sees whom it reaches by language and by way with the real text, and sends', async () => {
  const path = schoolRoutes.broadcast(workshop)
  expect((await dana.get(schoolRoutes.notices(workshop))).page).toContain(path)
  const words = { to: 'all', session, 'words.en': 'Bring <your> book' }
  const preview = await dana.post(path, words)
  expect(preview.page).toContain('1 family hears of it in 1 language.')
  expect(preview.page).toContain('In their languages')
  expect(preview.page).toContain('How it reaches them')
  expect(preview.page).toContain('<p>Bring &lt;your&gt; book</p>')
  expect(preview.page).toMatch(/It leaves [^<]*10:05/)
  const edited = await dana.post(path, { ...words, edit: 'yes' })
  expect(edited.page).toMatch(/<textarea[^>]*>Bring &lt;your&gt; book<\/textarea>/)
  expect((await dana.post(path, { to: 'all', session })).status).toBe(422)
  expect((await dana.post(path, { ...words, confirmed: 'yes' })).to).toBe(schoolRoutes.notices(workshop))
  expect((await dana.get(schoolRoutes.notices(workshop))).page).toContain('What you wrote')
})

test('more than a hundred people are told once their number was typed', async () => {
  const { context, school } = site
  const path = schoolRoutes.broadcast(workshop)
  for (let family = 0; family < 100; family++)
    await addFamily(context, school.id, FamilyInput.parse({ caregivers: [{ givenName: 'Ana' }] }))
  const words = { to: 'all', session, 'words.en': 'Bring a pen' }
  expect((await dana.post(path, words)).page).toContain('These are many. Type 101 to be sure.')
  const refused = await dana.post(path, { ...words, confirmed: 'yes', 'people:int': '100' })
  expect(refused.status).toBe(422)
  expect(refused.page).toContain('href="#people"')
  expect((await dana.post(path, { ...words, confirmed: 'yes', 'people:int': '101' })).to).toBe(
    schoolRoutes.notices(workshop),
  )
})

test('the school words a message itself; a field that was lost is asked for, and nothing typed is gone', async () => {
  const path = schoolRoutes.wording('timeChosen', 'es')
  expect((await dana.get(schoolRoutes.wordings())).page).toContain(path)
  expect((await dana.get(path)).page).toContain('{title}')
  const broken = await dana.post(path, { text: '¡Vengan a {title}!' })
  expect(broken.status).toBe(422)
  expect(broken.page).toContain('¡Vengan a {title}!')
  expect((await dana.post(path, { text: '¡Vengan a {title}, {when}!' })).to).toBe(path)
  expect((await dana.get(path)).page).toContain('¡Vengan a Leer en casa, martes')
  await dana.post(path, { usual: 'yes' })
  expect((await dana.get(path)).page).toContain('These are the usual words.')
  expect((await dana.get(schoolRoutes.wording('hostMessage', 'es'))).status).toBe(404)
})

test('somebody is asked to help from the checklist, and answers by their link in a tap', async () => {
  const { context, school, app } = site
  const { items } = await readLogistics(context, session)
  const item = items.find(({ kind }) => kind === 'signs')?.id ?? ''
  const path = schoolRoutes.askHelper(session, item)
  expect((await dana.get(`${schoolRoutes.checklist(session)}?edit=${item}`)).page).toContain(path)
  expect((await dana.post(path, { name: 'Ana', email: 'no address' })).status).toBe(422)
  expect((await dana.post(path, { name: 'Ana', email: 'ana@example.org', 'count:int': '1' })).to).toBe(
    `${path}?asked`,
  )
  const { fields = {} } =
    (await storedMessages(context, school.id)).find(({ kind }) => kind === 'helper') ?? {}
  const ana = device(app)
  const link = routes.help(fields.token ?? '')
  expect((await ana.get(link)).page).toContain('Yes, I can')
  expect((await ana.post(link, { answer: 'yes' })).to).toBe(link)
  expect((await ana.get(link)).page).toContain('Thank you! You said yes.')
  expect((await dana.get(path)).page).toContain('<td class="">Yes</td>')
  expect((await device(app).get(routes.help('made-up'))).status).toBe(410)
})

test('a workshop whose host left the roster says that it needs one', async () => {
  const { context, school } = site
  await updateWorkshop(context, workshop, { hostFamily: rosa })
  expect((await dana.get(schoolRoutes.workshop(workshop))).page).not.toContain('it needs a new one')
  await removeFamily(context, school.id, rosa)
  const { status, page } = await dana.get(schoolRoutes.workshop(workshop))
  expect(status).toBe(200)
  expect(page).toContain('it needs a new one')
})

test('chosen families are named, can be narrowed, and stay chosen while the words are mended', async () => {
  const { context, school } = site
  const added = ['linh', 'abdi'].map(async (name) => {
    const channels = [{ kind: 'email' as const, address: `${name}@example.org` }]
    const input = FamilyInput.parse({ caregivers: [{ givenName: name, channels }] })
    return (await addFamily(context, school.id, input)).id
  })
  const [linh = '', abdi = ''] = await Promise.all(added)
  const path = schoolRoutes.broadcast(workshop)
  const { page } = await dana.get(`${path}?family=${linh}&family=${abdi}&family=gone`)
  expect(page.match(/name="families:list"[^>]* checked/g)).toHaveLength(2)
  expect(page).not.toContain('All families')
  const sent: [string, string][] = [
    ['to', 'chosen'],
    ['offered', `${linh} ${abdi}`],
    ['session', session],
  ]
  const words: [string, string] = ['words.en', 'Bring a plant']
  const none = await dana.post(path, [...sent, words])
  expect([none.status, none.page.match(/name="families:list"/g)?.length]).toEqual([422, 2])
  expect(none.page).toContain('Nothing is ticked. Please tick at least one.')
  const wordless = await dana.post(path, [...sent, ['families:list', abdi]])
  expect([wordless.status, wordless.page.match(/name="families:list"[^>]* checked/g)?.length]).toEqual([
    422, 1,
  ])
  const one = await dana.post(path, [...sent, words, ['families:list', abdi]])
  expect(one.page).toContain('1 family hears of it in 1 language.')
  const done = await dana.post(path, [...sent, words, ['families:list', abdi], ['confirmed', 'yes']])
  expect(done.to).toBe(schoolRoutes.notices(workshop))
})
