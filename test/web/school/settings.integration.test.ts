import { expect, test } from 'vitest'
import { readSchool } from '../../../shared/school/school.operations.ts'
import { DEFAULT_SETTINGS } from '../../../shared/school/school.ts'
import { schoolRoutes } from '../../../web/routes.ts'
import { schoolSite } from '../../support/device.ts'

/** Every field of the page's form with its value. */
function fieldsOf(page: string): Record<string, string> {
  const inputs = [...page.matchAll(/<input [^>]*name="([^"]+)"[^>]*value="([^"]*)"/g)]
  const areas = [...page.matchAll(/<textarea [^>]*name="([^"]+)"[^>]*>([^<]*)</g)]
  const selects = [...page.matchAll(/<select [^>]*name="([^"]+)".*?<option value="([^"]+)" selected/g)]
  return Object.fromEntries(
    [...inputs, ...areas, ...selects].map(([, name = '', value = '']) => [name, value]),
  )
}

test('unchanged settings are saved as they are, and a change of some leaves the others', async () => {
  const { context, school, member } = await schoolSite()
  const dana = await member()
  const path = schoolRoutes.settings()
  const fields = fieldsOf((await dana.get(path)).page)
  expect((await dana.post(path, fields)).status).toBe(303)
  const same = await readSchool(context, school.id)
  expect(same).toMatchObject({ name: school.name, settings: DEFAULT_SETTINGS })
  const changed = {
    ...fields,
    'revision:int': String(same.revision),
    'settings.childcare.ratios.0.perAdult:int': '2',
    'settings.childcare.rooms.3.name': 'D',
    'settings.childcare.rooms.3.fromMonths:int': '156',
    'settings.childcare.rooms.3.toMonths:int': '200',
    'settings.timeline.thanks:int': '-3',
    'settings.fairnessKinds:lines': 'language\nshift',
  }
  expect((await dana.post(path, changed)).status).toBe(303)
  const { settings } = await readSchool(context, school.id)
  expect(settings.childcare.ratios[0]).toEqual({ fromMonths: 0, toMonths: 12, perAdult: 2 })
  expect(settings.childcare.rooms).toHaveLength(4)
  expect(settings.timeline).toEqual({ ...DEFAULT_SETTINGS.timeline, thanks: -3 })
  expect(settings.fairnessKinds).toEqual(['language', 'shift'])
})

test('wrong settings are named, unfolded, and keep the typed values', async () => {
  const { context, school, member } = await schoolSite()
  const dana = await member()
  const path = schoolRoutes.settings()
  const fields = fieldsOf((await dana.get(path)).page)
  const wrong = await dana.post(path, {
    ...fields,
    name: '',
    'settings.childcare.ratios.1.toMonths:int': '3',
    'settings.timeline.reminder:int': 'soon',
  })
  expect(wrong.status).toBe(422)
  expect(wrong.page).toContain('href="#settings.childcare.ratios.1.toMonths"')
  expect(wrong.page).toContain('href="#settings.timeline.reminder"')
  expect(wrong.page).toContain('value="soon"')
  expect(wrong.page.match(/<details open/g)).toHaveLength(2)
  expect(await readSchool(context, school.id)).toEqual(school)
  const stale = await dana.post(path, { ...fields, 'revision:int': '99' })
  expect(stale.page).toContain('Somebody changed the settings while you were here.')
})
