import { beforeAll, describe, expect, test } from 'vitest'
import { listCalls } from '../../../shared/delivery/call-list.operations.ts'
import {
  addFamily,
  issueLink,
  openCode,
  openLink,
  readFamily,
} from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { openStandingLink } from '../../../shared/family/standing-link.operations.ts'
import { ConversationInput } from '../../../shared/outreach/conversation.ts'
import { recordConversation } from '../../../shared/outreach/outreach.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { device, schoolSite } from '../../support/device.ts'
import { READING } from '../../support/puente.ts'

type Site = Awaited<ReturnType<typeof schoolSite>>
let site: Site
let dana: Awaited<ReturnType<Site['member']>>
let rosa: string
let abdi: string
const list = (query = '') => dana.get(schoolRoutes.families() + query).then(({ page }) => page)
const shown = (page: string) =>
  [...page.matchAll(/scope="row"><a [^>]*><bdi>([^<]*)/g)].map(([, name]) => name)

const add = (given: Parameters<typeof FamilyInput.parse>[0]) =>
  addFamily(site.context, site.school.id, FamilyInput.parse(given)).then(({ id }) => id)

beforeAll(async () => {
  site = await schoolSite()
  dana = await site.member()
  rosa = await add({
    caregivers: [
      {
        givenName: 'Rosa',
        familyName: 'Núñez',
        channels: [{ kind: 'phone', address: '+12125550147' }],
      },
    ],
    spokenLanguage: 'es',
    groups: ['shift:night'],
  })
  abdi = await add({
    caregivers: [{ givenName: 'Abdi', familyName: 'Warsame', channels: [{ kind: 'paper' }] }],
    spokenLanguage: 'so',
    groups: ['bus:4'],
  })
})

describe('the list of families', () => {
  test('says who they are, how to reach them, and when somebody last heard from them', async () => {
    expect(await list()).toContain('Nobody yet')
    const talk = { kind: 'positiveCall', purpose: 'celebrate', note: 'She read aloud' }
    await recordConversation(site.context, site.school.id, rosa, ConversationInput.parse(talk))
    const page = await list()
    expect(shown(page)).toEqual(['Núñez', 'Warsame'])
    expect(page).toContain('2 families, 2 languages')
    for (const words of ['Rosa Núñez', 'Spanish', 'Night shift', 'Call', 'Talked, Mar 1', 'Nobody yet'])
      expect(page).toContain(words)
  })

  test('finds a name without its accents, a number in any format and an address, and keeps what was typed', async () => {
    expect(shown(await list('?search=nunez'))).toEqual(['Núñez'])
    const found = await list(`?search=${encodeURIComponent('(212) 555-0147')}&language=es`)
    expect(shown(found)).toEqual(['Núñez'])
    expect(found).toContain('value="(212) 555-0147"')
    expect(found).toContain('<input type="hidden" name="language" value="es"/>')
  })

  test('says so where nothing matches, and shows the way out', async () => {
    const page = await list('?search=Garza&heard=yes')
    expect(shown(page)).toEqual([])
    expect(page).toContain('No family matches')
    expect(page).toContain(`href="${schoolRoutes.families()}">Show all 2 families`)
    expect(page).toContain('value="Garza"')
  })

  test('has filters that add up, each a link with its count', async () => {
    const page = await list('?language=so')
    expect(page).toMatch(/\?heard=no&amp;language=so">Not heard from <span class="number">1</)
    expect(page).toMatch(/\?by=paper&amp;language=so">Paper <span class="number">1</)
    expect(shown(await list('?heard=no'))).toEqual(['Warsame'])
    expect(shown(await list('?by=phone&group=shift%3Anight'))).toEqual(['Núñez'])
    expect(shown(await list('?by=phone&group=bus%3A4'))).toEqual([])
    expect(shown(await list('?sort=heard'))).toEqual(['Núñez', 'Warsame'])
    expect(shown(await list('?sort=constructor&by=owl&search=rosa'))).toEqual(['Núñez'])
  })

  test('has pages of fifty', async () => {
    const other = await schoolSite()
    const organizer = await other.member()
    for (let place = 10; place < 62; place++)
      await addFamily(
        other.context,
        other.school.id,
        FamilyInput.parse({ caregivers: [{ givenName: 'A', familyName: `F${place}` }] }),
      )
    const first = (await organizer.get(schoolRoutes.families())).page
    expect(shown(first)).toHaveLength(50)
    expect(first).toContain(`href="${schoolRoutes.families()}?from=50"`)
    const second = (await organizer.get(`${schoolRoutes.families()}?from=50`)).page
    expect(shown(second)).toEqual(['F60', 'F61'])
    expect(second).toContain('Families 51 to 52 of 52')
  })
})

describe('with families that were chosen', () => {
  const ask = (act: string) =>
    dana.get(`${schoolRoutes.chosenFamilies()}?act=${act}&family=${rosa}&family=${abdi}`)
  const chosen = (more: [string, string][] = []): [string, string][] => [
    ['families:list', rosa],
    ['families:list', abdi],
    ...more,
  ]

  test('all of a page are chosen by one tick', async () => {
    const { page } = await dana.get(`${schoolRoutes.chosenFamilies()}?act=group&page=${rosa}+${abdi}`)
    expect(page).toContain('Add 2 families to a group')
  })

  test('can be narrowed before it is done; without any nothing is', async () => {
    const { page } = await dana.get(`${schoolRoutes.chosenFamilies()}?act=links&page=${rosa}+${abdi}`)
    expect(page.match(/name="families:list"[^>]* checked/g)).toHaveLength(2)
    const path = schoolRoutes.chosenFamiliesFor('links')
    const one = await dana.post(path, [['families:list', abdi]])
    expect([...one.page.matchAll(/\/f\/[\w.-]+</g)]).toHaveLength(1)
    const none = await dana.post(path, {})
    expect([none.status, none.page.includes('No family is chosen.')]).toEqual([422, true])
  })

  test('one group is added: a known one and a typed one at once are asked about', async () => {
    const path = schoolRoutes.chosenFamiliesFor('group')
    const both: [string, string][] = [
      ['known', 'shift:night'],
      ['group', 'bus: 9'],
    ]
    const { status, page } = await dana.post(path, chosen(both))
    expect(status).toBe(422)
    expect(page).toContain('Please choose a group or type a new one, not both.')
    expect(page).toContain('value="bus: 9"')
  })

  test('letters are printed after the page said that older links live, each with a code that works', async () => {
    const asked = await ask('letters')
    expect(asked.page).toContain('Letters for 2 families')
    expect(asked.page).toContain('The links they have go on working.')
    const given = await issueLink(site.context, site.school.id, rosa)
    const { page } = await dana.post(schoolRoutes.chosenFamiliesFor('letters'), chosen())
    const codes = [...page.matchAll(/class="code"><bdi dir="ltr">([^<]+)</g)].map(([, code = '']) => code)
    expect(codes).toHaveLength(2)
    const owners = await Promise.all(codes.map((code) => openCode(site.context, code)))
    expect(owners.map(({ family }) => family).sort()).toEqual([rosa, abdi].sort())
    expect(page).toContain('lang="so"')
    expect(await openLink(site.context, given.token)).toMatchObject({ family: rosa })
  })

  test('links are shown to copy, the same each time', async () => {
    const { page } = await dana.post(schoolRoutes.chosenFamiliesFor('links'), chosen())
    const tokens = [...page.matchAll(/\/f\/([\w.-]+)</g)].map(([, token = '']) => token)
    expect(tokens).toHaveLength(2)
    expect((await openStandingLink(site.services, tokens[0] ?? '')).school).toBe(site.school.id)
    expect((await dana.post(schoolRoutes.chosenFamiliesFor('links'), chosen())).page).toContain(
      `/f/${tokens[0]}<`,
    )
  })

  test('a group is added to those who are not in it, and undone for them alone', async () => {
    const path = schoolRoutes.chosenFamiliesFor('group')
    const wrong = await dana.post(path, chosen([['group', 'no kind']]))
    expect(wrong.status).toBe(422)
    expect(wrong.page).toContain('value="no kind"')
    const added = await dana.post(path, chosen([['group', 'bus: 4']]))
    const { page } = await dana.get(added.to ?? '')
    expect(page).toContain('1 family is now in “Bus 4”.')
    expect((await readFamily(site.context, site.school.id, rosa)).groups).toEqual(['shift:night', 'bus:4'])
    await dana.post(schoolRoutes.undoChosen(), [
      ['group', 'bus:4'],
      ['families:list', rosa],
    ])
    expect((await readFamily(site.context, site.school.id, rosa)).groups).toEqual(['shift:night'])
    expect((await readFamily(site.context, site.school.id, abdi)).groups).toEqual(['bus:4'])
  })

  test('a call needs something to call about; then they are on the list, and off it again', async () => {
    expect((await ask('calls')).page).toContain('There is nothing to call about now')
    const early = await dana.post(schoolRoutes.chosenFamiliesFor('calls'), chosen())
    expect(early.status).toBe(422)
    expect(early.page).toContain('There is nothing to call about now')
    const { id } = await createWorkshop(site.context, site.school.id, READING)
    const poll = { options: [{ startLocal: '2027-03-16T18:00' }], closesAt: '2027-03-12T18:00' }
    await putPoll(site.context, id, poll)
    expect((await ask('calls')).page).toContain('“Reading at home”')
    const asked = await dana.post(schoolRoutes.chosenFamiliesFor('calls'), chosen())
    expect((await dana.get(asked.to ?? '')).page).toContain('2 families are on the call list.')
    const calls = await listCalls(site.context, site.school.id)
    expect(calls.map(({ name, to }) => [name, to]).sort()).toEqual([
      ['Abdi Warsame', ''],
      ['Rosa Núñez', '+12125550147'],
    ])
    const again = await dana.post(schoolRoutes.chosenFamiliesFor('calls'), chosen().reverse())
    expect((await dana.get(again.to ?? '')).page).toContain('on the call list already')
    await dana.post(
      schoolRoutes.undoChosen(),
      calls.map(({ id: call }): [string, string] => ['calls:list', call]),
    )
    expect(await listCalls(site.context, site.school.id)).toEqual([])
  })

  test('they are written to about a workshop that is under way: the only one, or the one that is picked', async () => {
    const other = await schoolSite()
    const organizer = await other.member('organizer')
    const input = FamilyInput.parse({ caregivers: [{ givenName: 'Rosa', familyName: 'Núñez' }] })
    const { id: family } = await addFamily(other.context, other.school.id, input)
    const write = () => organizer.get(`${schoolRoutes.chosenFamilies()}?act=write&family=${family}`)
    expect((await write()).page).toContain('There is no workshop to write about now')
    const addressOf = async () => {
      const { id } = await createWorkshop(other.context, other.school.id, READING)
      const poll = { options: [{ startLocal: '2027-03-16T18:00' }], closesAt: '2027-03-12T18:00' }
      await putPoll(other.context, id, poll)
      return `${schoolRoutes.broadcast(id)}?family=${family}`
    }
    const first = await addressOf()
    expect(await write()).toMatchObject({ status: 303, to: first })
    const second = await addressOf()
    const { page } = await write()
    expect(page).toContain('About which workshop?')
    for (const address of [first, second]) expect(page).toContain(`href="${address}"`)
    const none = await organizer.get(`${schoolRoutes.chosenFamilies()}?act=write`)
    expect(none.page).toContain('No family is chosen.')
  })

  test('nobody is asked for where nobody was ticked, and only organizers may', async () => {
    expect((await dana.get(`${schoolRoutes.chosenFamilies()}?act=links`)).page).toContain(
      'No family is chosen.',
    )
    for (const act of ['letters', 'links', 'group', 'calls']) {
      const nobody = await dana.post(schoolRoutes.chosenFamiliesFor(act), { group: 'bus: 4' })
      expect([act, nobody.status]).toEqual([act, 422])
      expect(nobody.page).toContain(
        '<a href="#families">Families: Nothing is ticked. Please tick at least one.</a>',
      )
      expect(nobody.page).toContain('<fieldset id="families"')
    }
    const helper = await site.member('helper')
    expect((await helper.get(schoolRoutes.chosenFamilies())).status).toBe(403)
    expect((await device(site.app).get(schoolRoutes.chosenFamilies())).to).toBe('/sign-in')
  })
})
