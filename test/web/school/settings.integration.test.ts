import { describe, expect, test } from 'vitest'
import { addClosure } from '../../../shared/calendar/calendar.operations.ts'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { readSchool } from '../../../shared/school/school.operations.ts'
import { DEFAULT_SETTINGS } from '../../../shared/school/school.ts'
import { EDITED_LINES } from '../../../web/school/settings-lines.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { schoolSite } from '../../support/device.ts'

/** Every field of the page's form with its value. */
function fieldsOf(page: string): Record<string, string> {
  const form = page.split('<li class="editing"')[1]?.split('</form>')[0] ?? ''
  const unticked = /<input type="checkbox"(?![^>]*checked)[^>]*>/g
  const inputs = [...form.replace(unticked, '').matchAll(/<input [^>]*name="([^"]+)"[^>]*value="([^"]*)"/g)]
  const areas = [...form.matchAll(/<textarea [^>]*name="([^"]+)"[^>]*>([^<]*)</g)]
  const selects = [...form.matchAll(/<select [^>]*name="([^"]+)".*?<option value="([^"]+)" selected/g)]
  return Object.fromEntries(
    [...inputs, ...areas, ...selects].map(([, name = '', value = '']) => [name, value]),
  )
}

async function settingsSite() {
  const site = await schoolSite()
  const dana = await site.member()
  const path = schoolRoutes.settings()
  const open = async (line: string) => fieldsOf((await dana.get(`${path}?edit=${line}`)).page)
  const current = () => readSchool(site.context, site.school.id)
  return { ...site, dana, path, open, current }
}

describe('the settings', () => {
  test('show each value in sight, and change it behind a link named with it', async () => {
    const { dana, path, context, school } = await settingsSite()
    await addClosure(context, school.id, { name: 'Winter', from: '2027-12-20', to: '2027-12-31' })
    const { page } = await dana.get(path)
    for (const shown of ['85% of the most points', 'All kinds', '90% of those who say yes', 'September 1'])
      expect(page).toContain(shown)
    expect(page).toContain('3 to 12 children for one adult; 3 rooms')
    expect(page).toContain('1 entry of days off')
    expect(page).toContain('E-mail and texts are sent')
    expect(page).not.toContain('<form method="post" action="/school/settings"')
    for (const line of EDITED_LINES) expect(page).toContain(`href="${path}?edit=${line}#${line}"`)
    expect(page).toContain('Change<span class="screen-reader">: Extra meals</span>')
  })

  test('saved unchanged stay as they are, line by line', async () => {
    const { dana, path, open, current, school } = await settingsSite()
    for (const line of EDITED_LINES) {
      const saved = await dana.post(path, await open(line))
      expect([line, saved.to]).toEqual([line, `${path}?saved=${line}#${line}`])
    }
    const { name, languages, schoolDay, settings } = await current()
    expect({ name, languages, schoolDay }).toEqual({
      name: school.name,
      languages: school.languages,
      schoolDay: school.schoolDay,
    })
    expect(settings).toMatchObject({ ...DEFAULT_SETTINGS, laterProposalsPublish: true })
    expect((await dana.get(`${path}?saved=name`)).page).toContain('Saved.')
  })

  test('refuse kinds of groups that the school does not have', async () => {
    const { dana, path, open, current } = await settingsSite()
    const sent = { ...(await open('kinds')), 'settings.fairnessKinds:lines': 'forged' }
    const { status, page } = await dana.post(path, sent)
    expect(status).toBe(422)
    expect(page).toContain('href="#settings.fairnessKinds"')
    expect((await current()).settings.fairnessKinds).toBe('all')
  })

  test('refuse ages that are in two lines', async () => {
    const { dana, path, open, current } = await settingsSite()
    const at = 'settings.childcare'
    const sent = { ...(await open('childcare')), [`${at}.ratios.1.fromMonths:int`]: '12' }
    const { status, page } = await dana.post(path, sent)
    expect(status).toBe(422)
    expect(page).toContain(`<a href="#${at}.ratios.1.fromMonths">`)
    expect(page).toContain('These ages are in another line too.')
    const rooms = { ...(await open('childcare')), [`${at}.rooms.2.fromMonths:int`]: '0' }
    expect((await dana.post(path, rooms)).status).toBe(422)
    expect((await current()).settings.childcare).toEqual(DEFAULT_SETTINGS.childcare)
  })

  test('lead from an error to a field that is there', async () => {
    const { dana, path, open } = await settingsSite()
    const sent = { ...(await open('languages')), 'languages:lines': 'zzz' }
    const { status, page } = await dana.post(path, sent)
    expect(status).toBe(422)
    const links = [...page.matchAll(/<a href="#(languages[^"]*)">/g)].map(([, name = '']) => name)
    expect(links.length).toBeGreaterThan(0)
    for (const name of links) expect(page).toContain(`id="${name}"`)
  })

  test('change alone: the others stay', async () => {
    const { dana, path, open, current, context, school } = await settingsSite()
    const groups = ['language:so', 'shift:night']
    await addFamily(context, school.id, FamilyInput.parse({ caregivers: [{ givenName: 'A' }], groups }))
    await dana.post(path, {
      ...(await open('childcare')),
      'settings.childcare.ratios.0.perAdult:int': '2',
      'settings.childcare.rooms.3.name': 'D',
      'settings.childcare.rooms.3.fromMonths:int': '156',
      'settings.childcare.rooms.3.toMonths:int': '200',
    })
    await dana.post(path, { ...(await open('timeline')), 'settings.timeline.thanks:int': '-3' })
    await dana.post(path, { ...(await open('kinds')), 'settings.fairnessKinds:lines': 'language\nshift' })
    const { settings } = await current()
    expect(settings.childcare.ratios[0]).toEqual({ fromMonths: 0, toMonths: 12, perAdult: 2 })
    expect(settings.childcare.rooms).toHaveLength(4)
    expect(settings.timeline).toEqual({ ...DEFAULT_SETTINGS.timeline, thanks: -3 })
    expect(settings.fairnessKinds).toEqual(['language', 'shift'])
    expect(settings.food).toEqual(DEFAULT_SETTINGS.food)
    const { 'settings.fairnessKinds:list': _, ...unticked } = await open('kinds')
    await dana.post(path, unticked)
    expect((await current()).settings.fairnessKinds).toBe('all')
    const { 'settings.laterProposalsPublish:flag': _flag, ...off } = await open('proposals')
    await dana.post(path, off)
    expect((await current()).settings.laterProposalsPublish).toBe(false)
  })

  test('that are wrong are named in their line, and keep the typed values', async () => {
    const { dana, path, open, current } = await settingsSite()
    const before = await current()
    const wrong = await dana.post(path, {
      ...(await open('childcare')),
      'settings.childcare.ratios.1.toMonths:int': '3',
    })
    expect(wrong.status).toBe(422)
    expect(wrong.page).toMatch(/<li class="editing" id="childcare">/)
    expect(wrong.page).toContain('href="#settings.childcare.ratios.1.toMonths"')
    const late = await dana.post(path, {
      ...(await open('timeline')),
      'settings.timeline.reminder:int': 'soon',
    })
    expect(late.page).toContain('href="#settings.timeline.reminder"')
    expect(late.page).toContain('value="soon"')
    for (const [line, field] of [
      ['name', 'name'],
      ['languages', 'languages:lines'],
      ['seats', 'settings.vehicleSeats:int'],
      ['firstDay', 'settings.firstDay'],
    ] as const) {
      const empty = await dana.post(path, { ...(await open(line)), [field]: '' })
      expect([line, empty.status]).toEqual([line, 422])
      expect(empty.page).toContain(`href="#${field.split(':')[0]}"`)
    }
    expect(await current()).toEqual(before)
    const stale = await dana.post(path, { ...(await open('name')), 'revision:int': '99' })
    expect(stale.page).toContain('Somebody changed the settings while you were here.')
  })
})
