import { beforeAll, describe, expect, test, vi } from 'vitest'
import { scopeOf } from '../../../shared/access/actor.ts'
import {
  addFamily,
  allFamilies,
  openCode,
  openLink,
  readFamily,
} from '../../../shared/family/family.operations.ts'
import { putFamily } from '../../../shared/family/family.store.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { TEST_NOW } from '../../support/context.ts'
import { device, schoolSite } from '../../support/device.ts'

type Site = Awaited<ReturnType<typeof schoolSite>>
let site: Site
let dana: Awaited<ReturnType<Site['member']>>
beforeAll(async () => {
  site = await schoolSite()
  dana = await site.member()
})

async function family(familyName: string, caregivers = ['Rosa']): Promise<string> {
  const people = caregivers.map((givenName) => ({ givenName, familyName }))
  const input = FamilyInput.parse({ caregivers: people, children: [{ grade: '3' }, { ageBand: 'three' }] })
  return (await addFamily(site.context, site.school.id, input)).id
}

const lastPart = (path: string | null) => path?.split('/').at(-1)?.split('?')[0] ?? ''

describe('a family by hand', () => {
  test('is added with its people, children and groups, and found again', async () => {
    const added = await dana.post(schoolRoutes.newFamily(), {
      writtenLanguage: 'so',
      spokenLanguage: 'so',
      'caregivers.0.givenName': 'Abdi',
      'caregivers.0.familyName': 'Warsame',
      'caregivers.0.channels.0.kind': 'phone',
      'caregivers.0.channels.0.address': '(212) 555-0147',
      'caregivers.1.givenName': '',
      'caregivers.1.channels.0.kind': '',
      'children.0.grade': '4',
      'children.1.grade': '',
      'children.1.ageBand': 'toddler',
      'groups:lines': 'shift:night\nbus:14',
    })
    expect(added.status).toBe(303)
    const kept = await readFamily(site.context, site.school.id, lastPart(added.to))
    expect(kept).toMatchObject({
      name: 'Warsame',
      spokenLanguage: 'so',
      caregivers: [{ givenName: 'Abdi', channels: [{ kind: 'phone', address: '+12125550147' }] }],
      children: [{ grade: '4' }, { ageBand: 'toddler' }],
      groups: ['shift:night', 'bus:14'],
    })
    const { page } = await dana.get(`${schoolRoutes.families()}?search=warsame`)
    expect(page).toContain(`href="${schoolRoutes.family(kept.id)}"`)
  })

  test('with a wrong number, a wrong group and nobody is not added, and what was typed comes back', async () => {
    const before = (await allFamilies(site.context, site.school.id)).length
    const wrong = await dana.post(schoolRoutes.newFamily(), {
      'caregivers.0.givenName': 'Linh',
      'caregivers.0.channels.0.kind': 'sms',
      'caregivers.0.channels.0.address': '12',
    })
    expect(wrong.status).toBe(422)
    expect(wrong.page).toContain('Please check the phone number.')
    expect(wrong.page).toContain('value="Linh"')
    expect(wrong.page).toContain('href="#caregivers.0.channels.0.address"')
    const way = await dana.post(schoolRoutes.newFamily(), {
      'caregivers.1.givenName': 'Linh',
      'caregivers.1.channels.0.address': '212 555 0123',
    })
    expect(way.page).toContain('href="#caregivers.1.channels.0.kind"')
    const group = await dana.post(schoolRoutes.newFamily(), {
      'caregivers.0.givenName': 'Linh',
      'groups:lines': 'night shift',
    })
    expect(group.page).toContain('Please write a group as a kind and a value')
    expect(group.page).toContain('night shift</textarea>')
    expect((await dana.post(schoolRoutes.newFamily(), { name: 'Nobody' })).status).toBe(422)
    expect(await allFamilies(site.context, site.school.id)).toHaveLength(before)
  })

  test('is changed: a person leaves, a child is added, and an old page is refused', async () => {
    const id = await family('Nguyen', ['Linh', 'Minh'])
    const { caregivers } = await readFamily(site.context, site.school.id, id)
    const fields = {
      name: 'Nguyen',
      writtenLanguage: 'vi',
      spokenLanguage: 'vi',
      'caregivers.0.givenName': 'Linh',
      'caregivers.0.familyName': 'Nguyễn',
      'caregivers.1.id': caregivers[1]?.id ?? '',
      'caregivers.1.givenName': 'Minh',
      'caregivers.1.leaves:flag': 'yes',
      'children.0.grade': '5',
    }
    const path = schoolRoutes.editFamily(id)
    const linh = caregivers[0]?.id ?? ''
    const page = { ...fields, 'caregivers.0.id': linh, 'revision:int': '1' }
    const there = `${schoolRoutes.family(id)}?saved`
    expect(await dana.post(path, page)).toMatchObject({ status: 303, to: there })
    expect(await readFamily(site.context, site.school.id, id)).toMatchObject({
      caregivers: [{ id: linh, familyName: 'Nguyễn' }],
      children: [{ grade: '5' }],
      writtenLanguage: 'vi',
    })
    const late = await dana.post(path, page)
    expect(late.status).toBe(422)
    expect(late.page).toContain('Somebody changed this family while you were here')
  })

  test('whose name begins as a formula does is kept, with a remark once it is saved', async () => {
    const path = schoolRoutes.newFamily()
    const { to } = await dana.post(path, {
      writtenLanguage: 'es',
      spokenLanguage: 'es',
      'caregivers.0.givenName': '=Ana',
      'caregivers.0.familyName': 'Ruiz',
    })
    const remark = 'This name begins with a sign as a formula does.'
    expect((await dana.get(to ?? '')).page).toMatch(new RegExp(`=Ana</b> ${remark}`))
    expect((await dana.get(schoolRoutes.family(lastPart(to)))).page).not.toContain(remark)
  })

  test('is changed beside what an older check let in: that stays as it is, and nothing new of its kind comes in', async () => {
    const { context, school } = site
    const { table } = context
    const scope = scopeOf({ kind: 'deployment' }, school.id)
    const id = await family('Nguyen', ['Linh'])
    const kept = await readFamily(context, school.id, id)
    const [linh = expect.fail()] = kept.caregivers
    const channels = [
      { kind: 'email' as const, address: 'none@none.com' },
      { kind: 'sms' as const, address: '+10000000000' },
    ]
    const old = { children: [{ grade: '2018-04-02' }], spokenLanguage: 'zzz', groups: ['visa:yes'] }
    await table.commit(
      putFamily(scope, { ...kept, ...old, caregivers: [{ ...linh, channels }], revision: 2 }),
    )
    const path = schoolRoutes.editFamily(id)
    const fields = {
      'revision:int': '2',
      name: 'Nguyen',
      writtenLanguage: 'vi',
      spokenLanguage: 'zzz',
      'caregivers.0.id': linh.id,
      'caregivers.0.givenName': 'Linh Anh',
      'caregivers.0.familyName': 'Nguyen',
      'caregivers.0.channels.0.kind': 'email',
      'caregivers.0.channels.0.address': 'none@none.com',
      'caregivers.0.channels.1.kind': 'sms',
      'caregivers.0.channels.1.address': '+10000000000',
      'children.0.grade': '2018-04-02',
      'groups:list': 'visa:yes',
    }
    const more = { 'children.1.grade': '2019-05-03' }
    expect((await dana.post(path, { ...fields, ...more })).page).toContain('children.1.grade-error')
    expect((await dana.post(path, fields)).status).toBe(303)
    expect(await readFamily(context, school.id, id)).toMatchObject({
      ...old,
      writtenLanguage: 'vi',
      caregivers: [{ givenName: 'Linh Anh', channels }],
    })
  })

  test('gets a new link, and is signed out everywhere where that was ticked', async () => {
    const id = await family('Parted')
    const signIn = async (fields: Record<string, string>) => {
      const { page } = await dana.post(schoolRoutes.familyLink(id), fields)
      const phone = device(site.app)
      await phone.get(/href="http:\/\/localhost(\/f\/[^"]+)"/.exec(page)?.[1] ?? '')
      return phone
    }
    const first = await signIn({})
    site.clock.now = '2027-03-01T15:01:00.000Z'
    const second = await signIn({})
    expect((await first.get('/me')).status).toBe(200)
    site.clock.now = '2027-03-01T15:02:00.000Z'
    const third = await signIn({ 'devices:flag': 'yes' })
    expect(await first.get('/me')).toMatchObject({ status: 303, to: '/code' })
    expect(await second.get('/me')).toMatchObject({ status: 303, to: '/code' })
    expect((await third.get('/me')).status).toBe(200)
    site.clock.now = TEST_NOW
  })

  test('is removed only by who says that they are sure', async () => {
    const id = await family('Gone')
    const unsure = await dana.post(schoolRoutes.removeFamily(id), {})
    expect(unsure.status).toBe(422)
    expect(unsure.page).toContain('Please tick that you are sure')
    expect((await dana.post(schoolRoutes.removeFamily(id), { 'sure:flag': 'yes' })).status).toBe(303)
    expect((await dana.get(schoolRoutes.family(id))).status).toBe(404)
  })
})

describe('two families', () => {
  test('are shown side by side, then become one', async () => {
    const [kept, joined] = [await family('Castro'), await family('Castro-Diaz', ['Ana'])]
    const look = await dana.get(`${schoolRoutes.mergeFamily(kept)}?with=${joined}`)
    expect(look.page).toContain('Castro-Diaz')
    expect((await dana.fill(`${schoolRoutes.mergeFamily(kept)}?with=${joined}`, {})).status).toBe(303)
    expect((await readFamily(site.context, site.school.id, kept)).caregivers).toHaveLength(2)
    expect((await dana.get(schoolRoutes.family(joined))).status).toBe(404)
    const again = await dana.post(schoolRoutes.mergeFamily(kept), { with: joined })
    expect(again.status).toBe(404)
  })

  test('come out of one, each with a grown-up', async () => {
    const id = await family('Okafor', ['Ada', 'Obi'])
    const { caregivers } = await readFamily(site.context, site.school.id, id)
    const path = schoolRoutes.splitFamily(id)
    const nobody = await dana.post(path, {})
    expect(nobody.status).toBe(422)
    expect(nobody.page).toContain('Each of the two families needs at least one grown-up.')
    const split = await dana.post(path, [
      ['caregivers:list', caregivers[1]?.id ?? ''],
      ['children:list', '1'],
    ])
    expect(split.status).toBe(303)
    expect(await readFamily(site.context, site.school.id, lastPart(split.to))).toMatchObject({
      caregivers: [{ givenName: 'Obi' }],
      children: [{ ageBand: 'three' }],
    })
    expect((await readFamily(site.context, site.school.id, id)).children).toEqual([{ grade: '3' }])
  })
})

describe('a personal link', () => {
  test('is shown once with its QR code and a code to type, and ends the one before', async () => {
    const id = await family('Diaz')
    const first = await dana.post(schoolRoutes.familyLink(id), {})
    const tokenOf = (page: string) => /\/f\/([\w-]+)"/.exec(page)?.[1] ?? ''
    expect(await openLink(site.context, tokenOf(first.page))).toMatchObject({ family: id })
    const code = /class="code">([^<]+)</.exec(first.page)?.[1] ?? ''
    expect(await openCode(site.context, code)).toMatchObject({ family: id })
    expect(first.page).toContain('role="img" aria-label="QR code of the personal link"')
    expect((await dana.get(schoolRoutes.family(id))).page).not.toContain(tokenOf(first.page))
    const second = await dana.post(schoolRoutes.familyLink(id), {})
    await expect(openLink(site.context, tokenOf(first.page))).rejects.toThrow('link-expired')
    expect(await openLink(site.context, tokenOf(second.page))).toMatchObject({ family: id })
  })
})

test('only organizers see families, and only those of their school', async () => {
  const id = await family('Private')
  const other = await schoolSite(site.context)
  const paths = [schoolRoutes.families(), schoolRoutes.family(id), schoolRoutes.editFamily(id)]
  for (const path of [...paths, schoolRoutes.newFamily()]) {
    expect((await (await site.member('helper')).get(path)).status).toBe(403)
    expect((await device(site.app).get(path)).to).toBe('/sign-in')
  }
  const stranger = await other.member()
  for (const path of paths.slice(1)) expect((await stranger.get(path)).status).toBe(404)
})

describe('the standing links of a family', () => {
  const linksIn = (page: string) =>
    [...page.matchAll(/value="http:\/\/localhost(\/f\/[^"]+)"/g)].map(([, path = '']) => path)

  test('are shown as often as one likes, and one caregiver’s is ended without the others', async () => {
    const id = await family('Okafor', ['Ada', 'Obi'])
    const path = schoolRoutes.familyLink(id)
    const [whole = '', ada = '', obi = ''] = linksIn((await dana.get(path)).page)
    expect(linksIn((await dana.get(path)).page)).toEqual([whole, ada, obi])
    const phones = { whole: device(site.app), ada: device(site.app), obi: device(site.app) }
    for (const [name, phone] of Object.entries(phones))
      expect(await phone.get({ whole, ada, obi }[name] ?? '')).toMatchObject({ status: 303, to: '/me' })
    site.clock.now = '2027-03-01T15:01:00.000Z'
    const caregiver = (await readFamily(site.context, site.school.id, id)).caregivers[0]?.id ?? ''
    const ended = await dana.post(schoolRoutes.endLink(id, caregiver), {})
    expect(ended.to).toBe(`${path}?ended=${caregiver}`)
    expect((await dana.get(ended.to ?? '')).page).toContain('The old link of Ada Okafor has ended')
    expect(await phones.ada.get('/me')).toMatchObject({ status: 303, to: '/code' })
    expect((await device(site.app).get(ada)).status).toBe(410)
    for (const phone of [phones.whole, phones.obi]) expect((await phone.get('/me')).status).toBe(200)
    expect((await device(site.app).get(obi)).to).toBe('/me')
    expect((await device(site.app).get(linksIn((await dana.get(path)).page)[1] ?? '')).to).toBe('/me')
    site.clock.now = TEST_NOW
  })

  test('end with the personal link', async () => {
    const id = await family('Reissued')
    const links = linksIn((await dana.get(schoolRoutes.familyLink(id))).page)
    expect(links).toHaveLength(2)
    await dana.post(schoolRoutes.familyLink(id), {})
    for (const link of links) expect((await device(site.app).get(link)).status).toBe(410)
  })
})

describe('who looked at a family', () => {
  const seenBy = async (id: string) => {
    const [whole = ''] = /\/f\/[^"]+/.exec((await dana.get(schoolRoutes.familyLink(id))).page) ?? []
    const phone = device(site.app)
    await phone.get(whole)
    return (await phone.get('/me/about')).page
  }

  test('is told to it: pages, searches and lists', async () => {
    const id = await family('Watched')
    const helper = await site.member('helper')
    await dana.get(schoolRoutes.family(id))
    await dana.get(`${schoolRoutes.families()}?search=watched`)
    await helper.get(schoolRoutes.talk(id))
    const page = await seenBy(id)
    expect(page).toContain('organizer opened your family’s page')
    expect(page).toContain('organizer found your family in a search')
    expect(page).toContain('organizer looked at or printed your link')
    expect(page).toContain('helper opened your family’s page')
    expect(page).not.toContain('call list')
  })

  test('does not keep a page from being shown where it cannot be noted', async () => {
    const id = await family('Unnoted')
    const { putAll } = site.services.table
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    site.services.table.putAll = () => Promise.reject(new Error('the disk is full'))
    expect((await dana.get(schoolRoutes.family(id))).status).toBe(200)
    site.services.table.putAll = putAll
    expect(logged).toHaveBeenCalled()
    logged.mockRestore()
  })
})
