import { beforeAll, expect, test } from 'vitest'
import { WEB_MATRIX } from '../../attack/web-matrix.ts'
import { formToken } from '../../support/form-token.ts'
import { PEOPLE, twoSchools } from '../../support/two-schools.ts'
import { WEB_FIELDS } from '../../support/web-fields.ts'
import { pathAt } from '../../support/web-places.ts'

let site: Awaited<ReturnType<typeof twoSchools>>
beforeAll(async () => {
  site = await twoSchools()
})

// One tap each, a choice that stands on a button, or a code that a camera read: nothing is typed that could be lost.
const TAPS = [
  '/me/about/reopen',
  '/me/delete',
  '/me/interest/:workshop/no',
  '/me/leave',
  '/me/link',
  '/me/notes/:conversation/forget',
  '/me/path/credit/:decision',
  '/me/path/invitation/:invitation',
  '/me/path/shown',
  '/me/path/told/:evidence',
  '/me/session/:session/cancel',
  '/me/session/:session/name',
  '/me/session/:session/name/hide',
  '/me/skills',
  '/me/teach/draft/drop',
  '/me/workshop/:workshop/:session/message/stop',
  '/me/vote/:workshop/take-back',
  '/me/workshop/:workshop/note/take-back',
  '/me/workshop/:workshop/introduction/off',
  '/me/workshop/:workshop/picture/:about/off',
  '/school/calendar/:closure/remove',
  '/school/calls/:family/assignee',
  '/school/calls/:family/undo',
  '/school/decisions/:decision/drop',
  '/school/families/:family/reopen',
  '/school/families/:family/restore',
  '/school/families/:family/talk/:conversation/forget',
  '/school/families/:family/talk/:conversation/kept',
  '/school/families/chosen/undo',
  '/school/families/codes/file',
  '/school/ladder/nomination/:nomination',
  '/school/proposals/:proposal/accept',
  '/school/roster/languages',
  '/school/sessions/:session/door/:family/undo',
  '/school/settings/everything',
  '/school/stop-list/:list',
  '/school/sessions/:session/signups/line/:signup/given/:family',
  '/school/sessions/:session/signups/template',
  '/school/team/keys/:key/revoke',
  '/school/ties/:tie',
  '/school/workshops/:workshop/announce',
  '/school/workshops/:workshop/cancel',
  '/school/workshops/:workshop/copy',
  '/school/workshops/:workshop/delete',
  '/school/workshops/:workshop/held',
  '/school/workshops/:workshop/messages',
  '/school/workshops/:workshop/messages/undo',
  '/school/workshops/:workshop/note-seen',
  '/school/workshops/:workshop/picture/:about/off',
  '/school/workshops/:workshop/print/ballots',
  '/school/workshops/:workshop/record/sheet',
  '/school/workshops/:workshop/record/undo',
  '/school/workshops/:workshop/stop',
  '/school/workshops/:workshop/words-seen',
]
// The door has no menu of languages.
const WITHOUT_MENU = /^\/school\/sessions\/:session\/(door|closed)/

/** Every other form of families and of the team, with the first of the people who may send it. */
const FORMS = WEB_MATRIX.split('\n').flatMap((line) => {
  const [method = '', path = '', , ...told] = line.trim().split(/\s+/)
  const who = PEOPLE[told.indexOf('yes')]
  const isTyped = /^.(me|school)./.test(path) && !TAPS.includes(path) && !WITHOUT_MENU.test(path)
  return method === 'POST' && isTyped && who ? [{ path, who }] : []
})

// What a page asks only after its form was sent, or in another step, or beside another time than the recommended one.
const NOT_ON_THE_FORM: Record<string, readonly string[]> = {
  '/me/workshop/:workshop/:session/message': ['confirmed'],
  '/school/workshops/:workshop/plan': ['durationMinutes:int', 'presentationLanguage', 'audience:list'],
  '/school/workshops/:workshop/poll': ['confirmed'],
  '/school/workshops/:workshop/schedule': ['reason', 'confirmed'],
  '/school/workshops/:workshop/tell': ['confirmed'],
  '/school/workshops/new': ['durationMinutes:int', 'presentationLanguage', 'audience:list'],
}

/** The opening tags of some elements. */
const tagsOf = (page: string, names: string) =>
  [...page.matchAll(new RegExp(`<(?:${names})\\b[^>]*>`, 'g'))].map(([tag]) => tag)
const attribute = (tag: string, name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1]

/** The names of the fields that a form sends, those that stand elsewhere on the page included. */
function namesOf(page: string, form: string): (string | undefined)[] {
  const [, after = ''] = page.split(form)
  const [inside = ''] = after.split('</form>')
  const fields = 'input|select|textarea|button'
  const outside = tagsOf(page, fields).filter((tag) => attribute(tag, 'form') === attribute(form, 'id'))
  return [...tagsOf(inside, fields), ...outside].map((tag) => attribute(tag, 'name'))
}

test.each(FORMS)(
  'another language keeps what is typed at $path, and writes nothing',
  async ({ path, who }) => {
    const cookie = site.people.near[who]
    const fields = WEB_FIELDS[`POST ${path}`]?.(site.near) ?? {}
    const body = new FormData()
    for (const [name, value] of Object.entries({ ...fields, ...formToken(cookie, path) }))
      body.append(name, value)
    const action = pathAt(path, site.near)
    const init = { method: 'POST', body, headers: { origin: 'http://localhost', cookie } }
    site.written()
    const response = await site.web.request(`http://localhost${action}?lang=es`, init)
    const page = await response.text()
    expect([response.status, page.includes('<html lang="es"')]).toEqual([200, true])
    expect(site.written().filter((key) => !key.includes('#VIEWED#'))).toEqual([])

    const buttons = tagsOf(page, 'button').filter((tag) => attribute(tag, 'formaction')?.includes('?lang='))
    expect(buttons).toHaveLength(6)
    const [owner, ...others] = new Set(buttons.map((tag) => attribute(tag, 'form')))
    expect(others).toEqual([])
    const [form = '', ...doubles] = tagsOf(page, '\\w+').filter((tag) => attribute(tag, 'id') === owner)
    expect(doubles).toEqual([])
    expect([form.slice(0, 5), attribute(form, 'action')?.split('#')[0]]).toEqual(['<form', action])
    const sent = Object.entries(fields).filter(([, value]) => typeof value === 'string')
    const names = namesOf(page, form)
    const missing = sent
      .filter(([name, value]) => !names.includes(name) || !page.includes(String(value)))
      .map(([name]) => name)
    expect(missing).toEqual(NOT_ON_THE_FORM[path] ?? [])
  },
)

const OPENED = WEB_MATRIX.split('\n').flatMap((line) => {
  const [method = '', path = '', , ...told] = line.trim().split(/\s+/)
  const who = PEOPLE[told.indexOf('yes')]
  return method === 'GET' && /^.school./.test(path) && who ? [{ path, who }] : []
})

test('a page of the team that was only opened gives its languages the form that stands on it', async () => {
  const found: unknown[] = []
  let taking = 0
  for (const { path, who } of OPENED) {
    const address = pathAt(path, site.near)
    const headers = { cookie: site.people.near[who] }
    const page = await (await site.web.request(`http://localhost${address}`, { headers })).text()
    const buttons = tagsOf(page, 'button').filter((tag) => attribute(tag, 'formaction')?.includes('?lang='))
    if (buttons.length === 0) continue
    taking++
    const forms = tagsOf(page, 'form').filter(
      (tag) => attribute(tag, 'id') === attribute(buttons[0] ?? '', 'form'),
    )
    const [action] = (attribute(buttons[0] ?? '', 'formaction') ?? '').split('?')
    if (forms.length !== 1 || attribute(forms[0] ?? '', 'action')?.split(/[?#]/)[0] !== action)
      found.push({ path, forms, action })
  }
  expect(found).toEqual([])
  expect(taking).toBeGreaterThan(12)
})

/** The pages whose form keeps what is typed before it was ever sent, each with where it sends. */
const UNSENT = [
  ['/me/about', '/me/about'],
  ['/me/interest/:workshop', '/me/interest/:workshop'],
  ['/me/strengths', '/me/strengths'],
  ['/me/vote/:workshop', '/me/vote/:workshop'],
  ['/me/teach', '/me/teach'],
  ['/me/session/:session', '/me/session/:session'],
] as const

test.each(UNSENT)('the languages of %s are buttons of its form before it is sent', async (page, action) => {
  const path = pathAt(page, site.near)
  const cookie = site.people.near.family
  const response = await site.web.request(`http://localhost${path}`, { headers: { cookie } })
  const shown = await response.text()
  expect(response.status).toBe(200)
  const buttons = tagsOf(shown, 'button').filter((tag) => attribute(tag, 'formaction')?.includes('?lang='))
  expect(buttons).toHaveLength(6)
  const owner = attribute(buttons[0] ?? '', 'form')
  const form = tagsOf(shown, 'form').find((tag) => attribute(tag, 'id') === owner)
  expect(attribute(form ?? '', 'action')).toBe(pathAt(action, site.near))
})

test('skills that are ticked and not saved stay ticked in another language, beside what is typed', async () => {
  const cookie = site.people.near.family
  const body = new FormData()
  const typed = { writtenLanguage: 'vi', ...formToken(cookie, '/me/about') }
  for (const [name, value] of Object.entries(typed)) body.append(name, value)
  for (const value of ['', 'sewing']) body.append('skills:list', value)
  const init = { method: 'POST', body, headers: { origin: 'http://localhost', cookie } }
  const response = await site.web.request('http://localhost/me/about?lang=es', init)
  const page = await response.text()
  const chips = tagsOf(page, 'input').filter((tag) => attribute(tag, 'name') === 'skills:list')
  expect(chips.filter((tag) => / checked/.test(tag)).map((tag) => attribute(tag, 'value'))).toEqual([
    'sewing',
  ])
  const owner = attribute(chips[0] ?? '', 'form')
  expect(page).toContain(`<form method="post" action="/me/about" novalidate="" id="${owner}"`)
})
