import { generateSignedCookie } from 'hono/cookie'
import { DateTime } from 'luxon'
import { describe, expect, test, vi } from 'vitest'
import type { Services } from '../../shared/access/context.ts'
import type { Table } from '../../shared/table/table.ts'
import { createWeb } from '../../web/app.ts'
import { workHere } from '../support/background-jobs.ts'
import { ALL_CARRIERS } from '../support/context.ts'
import { pictureStorage } from '../support/picture-storage.ts'

const emptyTable: Table = {
  get: async () => undefined,
  query: async () => ({ items: [] }),
  queryItems: async () => ({ items: [] }),
  getItems: async () => [],
  unpacked: async () => [],
  queryAll: async () => [],
  due: async () => [],
  commit: async () => {},
  count: async () => 1,
  putAll: async () => {},
}
const base = {
  table: emptyTable,
  now: () => DateTime.fromISO('2027-03-01T12:00:00Z', { zone: 'utc' }),
}
const services: Services = {
  ...base,
  cookieKey: 'a key for tests of at least thirty-two signs',
  jobs: workHere(base),
  pictures: pictureStorage(),
  carriers: ALL_CARRIERS,
}
const origin = 'http://localhost'
const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = { origin }) =>
  createWeb(services).request(`${origin}${path}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers,
  })
const get = (path: string, headers: Record<string, string> = {}) =>
  createWeb(services).request(`${origin}${path}`, { headers })

describe('every page', () => {
  test('tells what Convite is, in the language of the browser, and offers the other', async () => {
    const page = await (await get('/', { 'accept-language': 'es-MX,es;q=0.9' })).text()
    expect(page).toContain('<html lang="es" dir="ltr">')
    expect(page).toContain('Un lugar en la mesa para cada familia')
    expect(page).toContain('<a href="/?lang=en" lang="en" hreflang="en" dir="ltr">English</a>')
  })

  test('keeps the language that somebody chose, and takes the choice out of the address', async () => {
    const response = await get('/code?lang=es')
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe('/code')
    const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? ''
    expect(await (await get('/code', { cookie })).text()).toContain('Escriba el código de su familia')
  })

  test('never leads to another site by its address', async () => {
    expect((await get('//evil.example/?lang=es')).headers.get('location')).toMatch(/^\/[^/]/)
  })

  test('runs no script, loads nothing, and allows only its own style', async () => {
    const response = await get('/')
    expect(response.headers.get('content-security-policy')).toMatch(
      /default-src 'none'; style-src 'sha256-[^']+'/,
    )
    expect(await response.text()).not.toMatch(/<script|style="/)
  })

  test('shows a calm page for an address that does not exist', async () => {
    const response = await get('/nothing')
    expect(response.status).toBe(404)
    expect(await response.text()).toContain('We could not find this page.')
  })

  test('reports a fault in the language of the browser, while the reader cannot be identified', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    const away = () => Promise.reject(new Error('the database is away'))
    const table = new Proxy(emptyTable, { get: () => away })
    const since = base.now().toUnixInteger()
    const signed = await generateSignedCookie('convite', `family.s.f.${since}`, services.cookieKey)
    const cookie = signed.split(';')[0] ?? ''
    const headers = { cookie, 'accept-language': 'es-MX' }
    const response = await createWeb({ ...services, table }).request(`${origin}/me`, { headers })
    log.mockRestore()
    expect(response.status).toBe(500)
    expect(await response.text()).toContain('<html lang="es" dir="ltr">')
  })

  test('shows a reference for a fault, and what went wrong only in the log', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    const broken = createWeb({
      ...services,
      table: { ...emptyTable, query: () => Promise.reject(new Error('secret')) },
    })
    const response = await broken.request(`${origin}/`)
    const page = await response.text()
    expect(response.status).toBe(500)
    expect(page).not.toContain('secret')
    const { reference } = JSON.parse(String(log.mock.calls[0]?.[0]))
    expect(page).toContain(reference)
    log.mockRestore()
  })

  test('takes no form from another site', async () => {
    expect((await post('/code', { code: 'x' }, { origin: 'https://evil.example' })).status).toBe(403)
  })
})

describe('signing in', () => {
  test('an unknown code shows the page again, with the typed code and the focus on the error', async () => {
    const response = await post('/code', { code: 'ABCDE-12345' })
    const page = await response.text()
    expect(response.status).toBe(422)
    expect(page).toContain('value="ABCDE-12345"')
    expect(page).toMatch(/role="alert" id="errors" tabindex="-1" autofocus/)
    expect(page).toContain('That code is not right.')
  })

  test('an empty code is reported at its field', async () => {
    const page = await (await post('/code', { code: '' })).text()
    expect(page).toMatch(/<a href="#code">[^<]+: This one is still empty\.<\/a>/)
    expect(page).toMatch(/aria-describedby="code-error" aria-invalid="true"/)
  })

  test('a replaced link says so, and asks for a code instead', async () => {
    const response = await get('/f/old-token')
    expect(response.status).toBe(410)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('referrer-policy')).toBe('same-origin')
    expect(await response.text()).toContain('This link no longer works.')
  })

  test('a family’s page without a sign-in leads to the code, a team’s page to the sign-in', async () => {
    expect((await get('/me')).headers.get('location')).toBe('/code')
    expect((await get('/me', { cookie: 'convite=family.s.f.1.forged' })).headers.get('location')).toBe(
      '/code',
    )
  })

  test('an unknown e-mail address is answered like any other', async () => {
    const response = await post('/sign-in', { email: 'nobody@example.org' })
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe('/sign-in/code')
  })

  test('the first run makes a school and signs its organizer in', async () => {
    const fields = {
      'school.name': 'Puente',
      'school.timeZone': 'America/Los_Angeles',
      'school.schoolDay.start': '08:00',
      'school.schoolDay.end': '15:00',
      'school.languages:list': 'en',
      'school.defaultLanguage': 'en',
      'organizer.name': 'Dana',
      'organizer.email': 'dana@example.org',
    }
    const response = await post('/start', fields)
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe('/school')
    expect(response.headers.get('set-cookie')).toMatch(/^convite=member\..*HttpOnly; SameSite=Lax$/)
    const refused = await post('/start', { ...fields, 'school.name': '', 'school.timeZone': 'Mars' })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toMatch(
      /<a href="#school\.timeZone">[^<]+: Please choose a time zone from the list\.<\/a>/,
    )
  })
})
