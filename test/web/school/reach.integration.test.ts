import { expect, test } from 'vitest'
import { fanOut, noticesDue } from '../../../shared/delivery/notice.operations.ts'
import { putContact } from '../../../shared/family/contact.store.ts'
import { addFamily, issueLink } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { PollInput } from '../../../shared/workshop/poll.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { familyRoutes, routes } from '../../../web/routes.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { device, schoolSite } from '../../support/device.ts'
import { READING } from '../../support/puente.ts'

const at = '2027-03-01T15:00:00.000Z'

/** A school that asked two families to vote: neither was reached yet. */
async function unreached(more: Parameters<typeof schoolSite>[1] = {}) {
  const site = await schoolSite(undefined, more)
  const { context, school } = site
  const add = async (givenName: string, kind: 'email' | 'phone', address: string) => {
    const input = { caregivers: [{ givenName, channels: [{ kind, address }] }] }
    return (await addFamily(context, school.id, FamilyInput.parse(input))).id
  }
  const rosa = await add('Rosa', 'email', 'rosa@example.org')
  const warsame = await add('Warsame', 'phone', '+16175550123')
  const { id } = await createWorkshop(context, school.id, READING)
  const options = [{ start: '2027-03-23T22:00:00.000Z' }]
  await putPoll(context, id, PollInput.parse({ options, closesAt: '2027-03-16T22:00:00.000Z' }))
  for (const place of await noticesDue(context)) await fanOut(context, place)
  return { ...site, workshop: id, rosa, warsame }
}

test('families that nobody reached are on a page with a bar, its numbers, and the next step', async () => {
  const { member, workshop, warsame } = await unreached()
  const dana = await member()
  const { page } = await dana.get(schoolRoutes.reach(workshop))
  expect(page).toContain('0 of 2 families reached')
  expect(page).toMatch(
    /<svg class="bar"[^>]* role="img" aria-label="0 of 2 families reached\. Talked with a person: 0/,
  )
  expect(page).toContain(schoolRoutes.family(warsame))
  expect(page).toContain(`href="${schoolRoutes.calls()}"`)
  const calls = await dana.get(schoolRoutes.calls())
  const [call = ''] = /(?<=name="calls:list" value=")[^"]+/.exec(calls.page) ?? []
  await dana.post(schoolRoutes.familyCalls(warsame), { 'calls:list': call, outcome: 'reached' })
  expect((await dana.get(schoolRoutes.reach(workshop))).page).toContain('1 of 2 families reached')
  expect((await dana.get(`${schoolRoutes.reach(workshop)}?session=nowhere`)).status).toBe(404)
  expect((await (await member('helper')).get(schoolRoutes.reach(workshop))).status).toBe(403)
})

test('a call is taken in a tap, given back, and given to others by organizers alone', async () => {
  const { member } = await unreached()
  const dana = await member()
  const helper = await member('helper')
  const list = (await helper.get(schoolRoutes.calls())).page
  const path = /action="(\/school\/calls\/[^"]+\/assignee)"/.exec(list)?.[1] ?? ''
  expect(list).not.toContain('Give it to')
  const [, taking = ''] = /name="member" value="([^"]+)"[^>]*>I will call/.exec(list) ?? []
  await helper.post(path, { member: taking })
  const mine = (await helper.get(`${schoolRoutes.calls()}?mine`)).page
  expect(mine).toContain('You call.')
  expect((await dana.get(schoolRoutes.calls())).page).toContain('helper calls.')
  expect((await dana.get(`${schoolRoutes.calls()}?mine`)).page).toContain('You have no calls to make.')
  const own =
    /name="member" value="([^"]+)"[^>]*>I will call/.exec((await dana.get(schoolRoutes.calls())).page)?.[1] ??
    ''
  expect((await helper.post(path, { member: own })).status).toBe(403)
  await dana.post(path, { member: own })
  expect((await dana.get(`${schoolRoutes.calls()}?mine`)).page).toContain('You call.')
  // A helper does not take from others what they were given.
  expect((await helper.post(path, {})).status).toBe(403)
  expect((await dana.post(path, { member: 'nobody' })).status).toBe(404)
  await dana.post(path, { member: '' })
  expect((await helper.get(schoolRoutes.calls())).page).toContain('I will call')
})

test('the team sees where an address came from and why nothing is sent there, and its owner can open it again', async () => {
  const { member, app, context, school, rosa } = await unreached()
  const contact = { channel: 'email', to: 'rosa@example.org' } as const
  await context.table.commit(putContact(contact, { state: 'failed', reason: 'BOUNCE_NoEmail', at }))
  const dana = await member()
  const page = async () => (await dana.get(schoolRoutes.family(rosa))).page
  expect(await page()).toContain('From a program of the school')
  expect(await page()).toContain('This address or number does not exist.')
  const name = 'email:rosa@example.org'
  expect((await dana.post(schoolRoutes.reopenContact(rosa), { name })).to).toBe(schoolRoutes.family(rosa))
  expect(await page()).toContain('Opened again')
  await context.table.commit(putContact(contact, { state: 'stopped', reason: 'link', at }))
  expect(await page()).not.toContain('Write to it again')
  expect((await dana.post(schoolRoutes.reopenContact(rosa), { name })).status).toBe(403)
  const phone = device(app)
  await phone.get(routes.familyLink((await issueLink(context, school.id, rosa)).token))
  expect((await phone.get(familyRoutes.about())).page).toContain('This person asked us to stop on')
  await phone.post(familyRoutes.reopenContact(), { name })
  expect((await phone.get(familyRoutes.about())).page).toContain('Opened again')
})

test('a workshop is translated by hand; the page says where no machine is available', async () => {
  const { member, workshop } = await unreached()
  const dana = await member()
  const path = schoolRoutes.translation(workshop, 'es')
  expect((await dana.get(schoolRoutes.workshop(workshop))).page).toContain('Not there yet')
  expect((await dana.get(path)).page).toContain('Translation by machine is not switched on here.')
  expect((await dana.post(path, { machine: 'yes' })).status).toBe(422)
  const empty = await dana.post(path, { title: '' })
  expect(empty.status).toBe(422)
  expect((await dana.post(path, { title: 'Leer en casa' })).to).toBe(schoolRoutes.workshop(workshop))
  expect((await dana.get(path)).page).toMatch(/Read over by organizer, /)
  expect((await dana.get(schoolRoutes.workshop(workshop))).page).toContain('>Read over by organizer<')
  expect((await dana.get(schoolRoutes.translation(workshop, 'so'))).status).toBe(404)
})

test('a language that has the title alone is said to lack the description', async () => {
  const { context, school, member } = await schoolSite()
  const title = { en: 'Reading at home', es: 'Leer en casa' }
  const description = { en: 'Bring a book.' }
  const { id } = await createWorkshop(context, school.id, { ...READING, title, description })
  const { page } = await (await member()).get(schoolRoutes.workshop(id))
  expect(page).toContain('>Only the title<')
  expect(page).not.toContain('Written by a person')
})

test('a machine’s words are marked for families until somebody has read them over', async () => {
  const translate = async (text: string) => `Máquina: ${text}`
  const { member, workshop, app } = await unreached({ translate })
  const dana = await member()
  const path = schoolRoutes.translation(workshop, 'es')
  expect((await dana.post(path, { machine: 'yes' })).to).toBe(path)
  expect((await dana.get(path)).page).toContain('Families are told so until somebody has read it over.')
  const headers = { 'accept-language': 'es' }
  const spanish = async () =>
    (await app.request(`http://localhost${routes.publicWorkshop(workshop)}`, { headers })).text()
  expect(await spanish()).toContain('Traducido por una máquina; nadie lo ha revisado todavía.')
  await dana.post(path, { title: 'Leer en casa' })
  expect(await spanish()).not.toContain('Traducido por una máquina')
})

test('a machine’s version of a message is a draft with its fields, and saved by nobody but a person', async () => {
  const translate = async (text: string) => text.replace('is on', 'será el')
  const { member } = await unreached({ translate })
  const dana = await member()
  const path = schoolRoutes.wording('timeChosen', 'es')
  const { page } = await dana.post(path, { machine: 'yes' })
  expect(page).toContain('{title} será el {when}')
  expect(page).toContain('This is a machine’s version and is not saved.')
  expect((await dana.get(path)).page).not.toContain('será el')
})

test('a broadcast is translated where that was asked for, and shown before it goes', async () => {
  const translate = async (text: string) => `Máquina: ${text}`
  const { member, workshop, context, school } = await unreached({ translate })
  const channels = [{ kind: 'email', address: 'elena@example.org' }]
  const elena = { writtenLanguage: 'es', caregivers: [{ givenName: 'Elena', channels }] }
  await addFamily(context, school.id, FamilyInput.parse(elena))
  const dana = await member()
  const path = schoolRoutes.broadcast(workshop)
  const words = { to: 'all', 'words.en': 'Bring a book', 'translate:flag': 'yes' }
  const preview = await dana.post(path, words)
  expect(preview.page).toContain('Máquina: Bring a book')
  expect((await dana.post(path, { ...words, confirmed: 'yes' })).to).toBe(schoolRoutes.notices(workshop))
  const { page } = await dana.get(schoolRoutes.notices(workshop))
  const opened = [...page.matchAll(/href="([^"]*open=[^"#]*)/g)].map(([, path = '']) =>
    path.replaceAll('&amp;', '&'),
  )
  const texts = await Promise.all([...new Set(opened)].map(async (path) => (await dana.get(path)).page))
  expect(texts.join()).toContain('Traducido por una máquina')
})
