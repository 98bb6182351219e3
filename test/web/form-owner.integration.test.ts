import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { allFamilies } from '../../shared/family/family.operations.ts'
import { schoolRoutes } from '../../web/school-routes.ts'
import { WEB_MATRIX } from '../attack/web-matrix.ts'
import { type device, hiddenFields, schoolSite } from '../support/device.ts'
import { formToken } from '../support/form-token.ts'
import { CSV, PEOPLE, twoSchools } from '../support/two-schools.ts'
import { WEB_FIELDS } from '../support/web-fields.ts'
import { pathAt } from '../support/web-places.ts'

let site: Awaited<ReturnType<typeof twoSchools>>
const touched = new Set<string>()
beforeAll(async () => {
  site = await twoSchools()
})
afterEach(async () => {
  written()
  await site.restore([...touched])
  touched.clear()
})

/** Every form of families and of the team, with the first of the people who may send it. */
const FORMS = WEB_MATRIX.split('\n').flatMap((line) => {
  const [method = '', path = '', , ...told] = line.trim().split(/\s+/)
  const who = PEOPLE[told.indexOf('yes')]
  return method === 'POST' && /^\/(me|school)\//.test(path) && who ? [{ path, who }] : []
})

// Who removes something twice is told that it is gone.
const REMOVALS = [
  '/me/delete',
  '/me/notes/:conversation/forget',
  '/me/path/told/:evidence',
  '/school/calendar/:closure/remove',
  '/school/decisions/:decision/drop',
  '/school/families/:family/remove',
  '/school/families/:family/talk/:conversation/forget',
  '/school/ladder/nomination/:nomination',
  '/school/sessions/:session/cancel',
  '/school/team/:member/remove',
  '/school/team/keys/:key/revoke',
  '/school/workshops/:workshop/delete',
]

// Of two changes at once the later one may be refused; a form that makes something is answered both times.
const CREATING = [
  '/me/path/proposed',
  '/me/path/told',
  '/me/session/:session/survey',
  '/me/session/:session/thanks',
  '/me/teach',
  '/me/teach/:proposal',
  '/me/workshop/:workshop/introduction',
  '/me/workshop/:workshop/introduction/off',
  '/me/workshop/:workshop/:session',
  '/me/workshop/:workshop/:session/message',
  '/school/calendar',
  '/school/calendar/foreign/bring',
  '/school/decisions',
  '/school/families/:family/invite',
  '/school/families/:family/link',
  '/school/families/:family/merge',
  '/school/families/:family/split',
  '/school/families/:family/talk',
  '/school/families/new',
  '/school/proposals/:proposal/accept',
  '/school/proposals/:proposal/talk',
  '/school/roster',
  '/school/roster/uploads/:upload',
  '/school/sessions/:session/checklist',
  '/school/sessions/:session/checklist/:item/ask',
  '/school/sessions/:session/door',
  '/school/sessions/:session/survey',
  '/school/sessions/:session/survey/mine',
  '/school/team',
  '/school/team/keys',
  '/school/workshops/:workshop/copy',
  '/school/workshops/:workshop/poll',
  '/school/workshops/:workshop/print/ballots',
  '/school/workshops/:workshop/schedule',
  '/school/workshops/:workshop/tell',
  '/school/workshops/new',
]

/** Sends the form of a page, and returns how it is answered: where it leads, or what the page shows. */
async function send(path: string, cookie: string, given: Record<string, string | File>) {
  const form = new FormData()
  const fields = Object.entries({ ...WEB_FIELDS[`POST ${path}`]?.(site.near), ...given })
  for (const [name, value] of fields) form.append(name, value)
  const init = { method: 'POST', body: form, headers: { origin: 'http://localhost', cookie } }
  const response = await site.web.request(`http://localhost${pathAt(path, site.near)}`, init)
  const isPage = response.headers.get('content-type')?.startsWith('text/html')
  // A file that is downloaded again says that it was downloaded before.
  const page = isPage ? (await response.text()).replaceAll(/name="form" value="[^"]*"/g, '') : ''
  return { status: response.status, to: response.headers.get('location'), page }
}

/** The keys that were written since it was last asked, without who looked at a family, and what holds a file meanwhile. */
function written(): string[] {
  const keys = [...new Set(site.written())].filter((key) => !/#VIEWED#|#PICTURE-HOLDS\n/.test(key))
  for (const key of keys) touched.add(key)
  return keys
}

/** The items at some keys, without what counts how often they were written, and under which name a file was stored. */
async function itemsAt(keys: readonly string[]): Promise<unknown[]> {
  const found = keys.map((key) => {
    const [pk = '', sk = ''] = key.split('\n')
    return site.services.table.get<Record<string, unknown>>({ pk, sk })
  })
  return (await Promise.all(found)).map((item) => item && { ...item, revision: undefined, file: undefined })
}

describe('a form makes one thing', () => {
  test.each(FORMS)('$path, sent twice', async ({ path, who }) => {
    const cookie = site.people.near[who]
    const token = formToken(cookie, path)
    const first = await send(path, cookie, token)
    expect(first.status).toBeLessThan(400)
    const made = written()
    const items = await itemsAt(made)
    const second = await send(path, cookie, token)
    if (!REMOVALS.includes(path)) expect(second).toEqual(first)
    expect(written().filter((key) => !made.includes(key))).toEqual([])
    expect(await itemsAt(made)).toEqual(items)
  })

  test.each(FORMS.filter(({ path }) => CREATING.includes(path)))(
    '$path, sent twice at once',
    async (form) => {
      const { path, who } = form
      const cookie = site.people.near[who]
      await send(path, cookie, formToken(cookie, path))
      const made = written()
      await site.restore(made)
      const token = formToken(cookie, path)
      const [one, other] = await Promise.all([send(path, cookie, token), send(path, cookie, token)])
      expect([one.status, one.to]).toEqual([other.status, other.to])
      expect(one.status).toBeLessThan(400)
      expect(one.page === other.page).toBe(true)
      expect(written()).toHaveLength(made.length)
    },
  )
})

describe('another thing is made', () => {
  let school: Awaited<ReturnType<typeof schoolSite>>
  let organizer: ReturnType<typeof device>
  beforeAll(async () => {
    school = await schoolSite()
    organizer = await school.member()
  })
  const tokenOf = async (path: string) => hiddenFields((await organizer.get(path)).page).form ?? ''

  test('by the same page with other answers, and by a page that was opened again', async () => {
    const path = schoolRoutes.newFamily()
    const fields = { 'caregivers.0.givenName': 'Bao', writtenLanguage: 'en', spokenLanguage: 'en' }
    const first = await tokenOf(path)
    await organizer.post(path, { ...fields, form: first })
    await organizer.post(path, { ...fields, 'caregivers.0.givenName': 'Hodan', form: first })
    await organizer.post(path, { ...fields, form: await tokenOf(path) })
    expect(await allFamilies(school.context, school.school.id)).toHaveLength(3)
  })

  test('by the same page with another file of the same name', async () => {
    const path = '/school/roster'
    const [cookie, token] = [site.people.near.organizer, formToken(site.people.near.organizer, path)]
    const uploads = [CSV, CSV, CSV.replace('Ana', 'Bao')].map(async (content) => {
      const file = new File([content], 'roster.csv', { type: 'text/csv' })
      return (await send(path, cookie, { ...token, file })).to
    })
    const [one, same, other] = await Promise.all(uploads)
    expect(one).toMatch(/^\/school\/roster\/uploads\//)
    expect(same).toBe(one)
    expect(other).not.toBe(one)
  })
})
