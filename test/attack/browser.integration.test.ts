import { beforeAll, describe, expect, test } from 'vitest'
import { removeFamily } from '../../shared/household/departure.operations.ts'
import { removeMember } from '../../shared/team/member.operations.ts'
import { PAGE_LANGUAGES } from '../../web/messages/catalogue.ts'
import { routes } from '../../web/routes.ts'
import { DOOR_STYLE } from '../../web/style/door.ts'
import { FAMILY_STYLE } from '../../web/style/family.ts'
import { LEAD_STYLE } from '../../web/style/lead.ts'
import { HOST_POSTER_STYLE } from '../../web/style/poster.ts'
import { PUBLIC_STYLE } from '../../web/style/public.ts'
import { HOST_SHARE_STYLE } from '../../web/style/share.ts'
import { STYLE, STYLE_HASH } from '../../web/style/style.ts'
import { TEAM_STYLE_HASHES, TEAM_STYLES } from '../../web/style/team-style.ts'
import { contextFor } from '../support/context.ts'
import { formToken } from '../support/form-token.ts'
import { DEPLOYMENT } from '../support/puente.ts'
import { apiRoutes, webRoutes } from '../support/route-list.ts'
import { type Person, twoSchools } from '../support/two-schools.ts'
import { WEB_FIELDS } from '../support/web-fields.ts'
import { pathAt } from '../support/web-places.ts'

const HOME = 'http://localhost'

let site: Awaited<ReturnType<typeof twoSchools>>
let all: string[]
beforeAll(async () => {
  site = await twoSchools()
  all = webRoutes(site.services)
})

/** The person for whom a page is meant. */
const readerOf = (path: string): Person => (/^\/me\b/.test(path) ? 'family' : 'organizer')
const cookieFor = (path: string) => site.people.near[readerOf(path)]
const ask = (path: string, init: RequestInit = {}, home = HOME) => site.web.request(home + path, init)
const opened = (path: string, headers: Record<string, string> = {}) =>
  ask(pathAt(path, site.near), { headers: { cookie: cookieFor(path), ...headers } })

function formOf(route: string): URLSearchParams | FormData {
  const fields = Object.entries(WEB_FIELDS[route]?.(site.near) ?? {})
  const form = new FormData()
  for (const [name, value] of fields) form.append(name, value)
  if (fields.some(([, value]) => value instanceof File)) return form
  return new URLSearchParams(fields.map(([name, value]) => [name, String(value)]))
}

const pathsOf = (method: string) =>
  all.filter((route) => route.startsWith(method)).map((route) => route.slice(method.length + 1))

describe('CSRF: a form from another site', () => {
  const FOREIGN: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    {},
    { 'sec-fetch-site': 'cross-site' },
    { origin: HOME, 'sec-fetch-site': 'same-site' },
    { origin: 'null' },
    { origin: 'http://localhost.evil.example' },
    { origin: 'https://localhost:8443' },
    { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' },
    { referer: 'https://evil.example/code' },
    { origin: 'null', referer: 'https://evil.example/code' },
    { origin: 'not an address' },
  ]

  test('changes nothing on any route, whatever its origin and content type', async () => {
    const posts = pathsOf('POST').filter((path) => path !== routes.stop(':token'))
    expect(posts.length).toBeGreaterThan(80)
    for (const [place, path] of posts.entries()) {
      const form = formOf(`POST ${path}`)
      const ways = place % 20 === 0 ? FOREIGN : FOREIGN.slice(0, 3)
      const tries = [
        ...ways.map((headers) => ({ headers, body: form })),
        { headers: { ...FOREIGN[0], 'content-type': 'application/json' }, body: '{}' },
      ]
      const answers = await Promise.all(
        tries.map(({ headers, body }) =>
          ask(pathAt(path, site.near), {
            method: 'POST',
            body,
            headers: { ...headers, cookie: cookieFor(path) },
          }),
        ),
      )
      expect([path, ...answers.map(({ status }) => status)]).toEqual([path, ...tries.map(() => 403)])
    }
    expect(site.written()).toEqual([])
  })

  test('of our own pages is refused on every route where it was rendered for somebody else, or says for nobody', async () => {
    const owned = pathsOf('POST').filter((path) => /^\/(me|school)\b/.test(path) && path !== '/me/leave')
    expect(owned.length).toBeGreaterThan(70)
    for (const path of owned) {
      const { near, far } = site.people
      const others = [near.neighbour, near.helper, far.organizer].map(
        (cookie) => formToken(cookie, path).form,
      )
      const answers = await Promise.all(
        [undefined, '', 'forged.forged', ...others].map((token) => {
          const body = formOf(`POST ${path}`)
          if (token !== undefined) body.set('form', token)
          const headers = { origin: HOME, cookie: cookieFor(path) }
          return ask(pathAt(path, site.near), { method: 'POST', body, headers })
        }),
      )
      expect([path, ...answers.map(({ status }) => status)]).toEqual([path, ...Array(6).fill(409)])
    }
    expect(site.written()).toEqual([])
  })

  test('is accepted only for the one-click unsubscribe of mail programs, whose address is secret', async () => {
    const path = pathAt(routes.stop(':token'), site.near)
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })
    expect((await ask(path, { method: 'POST', body })).status).toBe(200)
    const written = site.written()
    expect(written).toHaveLength(1)
    await site.restore(written)
  })

  const OURS: Record<string, string>[] = [
    { 'sec-fetch-site': 'same-origin', origin: 'null' },
    { 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'same-origin', origin: HOME },
    // Older browsers, such as those of iOS before 16.4.
    { origin: HOME },
    { referer: `${HOME}/code` },
    { origin: 'null', referer: `${HOME}/code` },
    // TLS ends at a proxy that nobody named.
    { origin: 'https://localhost' },
  ]

  test.each(OURS)('is not taken for one of ours: %j', async (headers) => {
    const body = new URLSearchParams({ code: '' })
    expect((await ask(routes.code(), { method: 'POST', body, headers })).status).toBe(422)
  })
})

describe('a cookie', () => {
  const cookiesOf = (response: Response) => response.headers.getSetCookie()
  const sessionIn = (response: Response) =>
    cookiesOf(response).find((one) => /^(__Host-)?convite=/.test(one)) ?? ''
  const link = () => routes.familyLink(site.near.codes.get(site.near.family)?.token ?? '')
  const over =
    (scheme: string) =>
    (path: string, headers: Record<string, string> = {}) =>
      ask(path, { headers }, `${scheme}://localhost`)

  test('of a sign-in is HttpOnly, SameSite and of one host, and Secure over https', async () => {
    const plain = sessionIn(await over('http')(link()))
    const secure = sessionIn(await over('https')(link()))
    expect(plain).toMatch(/^convite=family\.[^;]+; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Lax$/)
    expect(secure).toMatch(
      /^__Host-convite=family\.[^;]+; Max-Age=34560000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
  })

  test('that was planted is never accepted as a session, nor kept by a sign-in (session fixation)', async () => {
    const planted = 'convite=family.a.b.1.c.forged'
    expect((await ask('/me', { headers: { cookie: planted } })).headers.get('location')).toBe('/code')
    expect(sessionIn(await ask(link(), { headers: { cookie: planted } }))).not.toContain(planted)
    // A cookie that a sibling host may set without https is ignored over https.
    const [plain = ''] = sessionIn(await over('http')(link())).split(';')
    expect((await over('https')('/me', { cookie: plain })).headers.get('location')).toBe('/code')
    const [secure = ''] = sessionIn(await over('https')(link())).split(';')
    expect((await over('https')('/me', { cookie: secure })).status).toBe(200)
  })

  test('is a new one after each sign-in, even of two within a moment', async () => {
    const values = await Promise.all(
      Array.from({ length: 4 }, async () => sessionIn(await ask(link())).split(';')[0]),
    )
    expect(new Set(values).size).toBe(4)
  })

  test('is removed by signing out, under its own name, for families and the team', async () => {
    for (const [scheme, name] of [
      ['http', 'convite'],
      ['https', '__Host-convite'],
    ] as const) {
      for (const path of [routes.signOut(), '/me/leave']) {
        const [cookie = ''] = sessionIn(await over(scheme)(link())).split(';')
        const headers = { cookie, 'sec-fetch-site': 'same-origin' }
        const answer = await ask(path, { method: 'POST', headers }, `${scheme}://localhost`)
        expect(sessionIn(answer)).toMatch(new RegExp(`^${name}=; Max-Age=0; Path=/`))
      }
    }
  })

  test('of a removed person is invalid at once', async () => {
    const { family, helper } = site.people.far
    const context = contextFor(DEPLOYMENT, { table: site.services.table })
    const answers = async () => [
      (await ask('/me', { headers: { cookie: family } })).status,
      (await ask('/school', { headers: { cookie: helper } })).status,
    ]
    expect(await answers()).toEqual([200, 200])
    await removeFamily(context, site.far.school, site.far.family)
    await removeMember(context, site.far.school, site.far.team.helper.id)
    expect(await answers()).toEqual([303, 303])
    await site.restore(site.written())
  })

  test('of the language and of the address for a code is HttpOnly and of this host', async () => {
    expect(cookiesOf(await over('https')('/code?lang=es'))).toEqual([
      '__Host-language=es; Max-Age=31536000; Path=/; HttpOnly; Secure; SameSite=Lax',
    ])
    const body = new URLSearchParams({ email: 'nobody@example.org' })
    const headers = { 'sec-fetch-site': 'same-origin' }
    const asked = await ask(routes.signIn(), { method: 'POST', body, headers }, 'https://localhost')
    expect(cookiesOf(asked)).toEqual([
      '__Host-sign-in=nobody%40example.org; Max-Age=600; Path=/; HttpOnly; Secure; SameSite=Lax',
    ])
    await site.restore(site.written())
  })
})

// A tag with its attributes, their values in quotes.
const TAG = /<([a-z][\w-]*)((?:\s+[^\s=>/"']+(?:="[^"]*")?)*)\s*\/?>/gi

// Pages with a stylesheet of their own.
const ownStyles: Readonly<Record<string, string>> = {
  [routes.design()]: TEAM_STYLES.plain,
  ...Object.fromEntries(
    [
      '',
      '/about',
      '/ask/:workshop',
      '/link',
      '/session/:session',
      '/session/:session/done',
      '/session/:session/survey',
    ]
      .concat('/vote/:workshop', '/vote/:workshop/done')
      .map((page) => [`/me${page}`, FAMILY_STYLE]),
  ),
  '/changed/:school': FAMILY_STYLE,
  ...Object.fromEntries(
    ['/', '/new/:school', '/new/:school/done', '/w/:workshop'].map((path) => [path, PUBLIC_STYLE]),
  ),
  '/school/sessions/:session/door': DOOR_STYLE,
  '/me/teach': LEAD_STYLE,
  '/me/teach/done': LEAD_STYLE,
  '/me/workshop/:workshop': LEAD_STYLE,
  '/me/workshop/:workshop/introduction': LEAD_STYLE,
  '/me/workshop/:workshop/note': LEAD_STYLE,
  '/me/workshop/:workshop/picture/:about': LEAD_STYLE,
  '/me/workshop/:workshop/poster': HOST_POSTER_STYLE,
  '/me/workshop/:workshop/share': HOST_SHARE_STYLE,
  '/me/workshop/:workshop/words': LEAD_STYLE,
}

describe('every page', () => {
  test('runs no script but ours, has one stylesheet, and loads nothing from other hosts', async () => {
    const pages = pathsOf('GET')
    let seen = 0
    for (const path of pages) {
      const response = await opened(path)
      if (!response.headers.get('content-type')?.startsWith('text/html')) continue
      const html = await response.text()
      if (response.status === 303) continue
      seen++
      const policy = response.headers.get('content-security-policy') ?? ''
      expect(policy, path).toMatch(
        /^default-src 'none'; style-src( 'sha256-[^']+')+; img-src 'self' data:; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'(; script-src 'self'; connect-src 'self')?$/,
      )
      expect(policy).toContain(STYLE_HASH)
      const tags = [...html.matchAll(TAG)]
      expect(tags.length, path).toBeGreaterThan(10)
      const scripts = tags.filter(([, name]) => name === 'script').map(([tag]) => tag)
      expect(
        scripts.filter(
          (tag) =>
            !/ src="\/(school\/(camera|checklist|record|door|typed)|w\/share|me\/(keep|aloud)|me\/workshop\/picture)\/[0-9a-f]+\.js"/.test(
              tag,
            ),
        ),
      ).toEqual([])
      expect(scripts.length > 0, path).toBe(policy.includes('script-src'))
      const attributes = tags.flatMap(([, , list = '']) => [...list.matchAll(/\s([^\s=]+)(?:="([^"]*)")?/g)])
      expect(
        attributes.filter(([, name = '']) => /^(on|style$|srcdoc$|http-equiv$)/i.test(name)),
        path,
      ).toEqual([])
      const addresses = attributes.filter(([, name = '']) =>
        /^(href|src|action|formaction|xlink:href)$/.test(name),
      )
      expect(
        addresses.filter(
          ([, , value = '']) =>
            !/^(\/(?!\/)|#|\?|data:image\/svg\+xml,%3Csvg xmlns=|mailto:|tel:|sms:|webcal:\/\/localhost\/|https:\/\/(calendar\.google|outlook\.live)\.com\/|https:\/\/wa\.me\/\?text=|http:\/\/localhost\/)/.test(
              value,
            ),
        ),
      ).toEqual([])
      const ids = attributes.flatMap(([, name, value]) => (name === 'id' ? [value] : []))
      expect(
        ids.filter((id, place) => ids.indexOf(id) !== place),
        path,
      ).toEqual([])
      const styles = [...html.matchAll(/<style[^>]*>([^<]*)<\/style>/g)].map(([, text]) => text)
      const isOfTeam = html.includes('<header class="side">')
      if (isOfTeam) for (const hash of TEAM_STYLE_HASHES) expect(policy).toContain(hash)
      const known = isOfTeam ? Object.values(TEAM_STYLES) : [ownStyles[path] ?? STYLE]
      expect([styles.length, known.includes(styles[0] ?? '')], path).toEqual([1, true])
    }
    expect(seen).toBeGreaterThan(75)
    await site.restore(site.written())
  })

  test.each(PAGE_LANGUAGES)('does so in every language (%s), the 404 page too', async (language) => {
    const page = await ask('/nowhere', { headers: { cookie: `language=${language}` } })
    expect(await page.text()).not.toMatch(/<script|\son\w+=|\sstyle=/)
  })
})

const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

function wrongHeaders(response: Response, isHttps: boolean): string[] {
  const { headers } = response
  const wrong = Object.entries(ALWAYS).filter(([name, value]) => headers.get(name) !== value)
  return [
    ...wrong.map(([name]) => name),
    ...(headers.get('content-security-policy')?.includes("frame-ancestors 'none'") ? [] : ['policy']),
    ...(/^(same-origin|no-referrer)$/.test(headers.get('referrer-policy') ?? '') ? [] : ['referrer']),
    ...((headers.get('strict-transport-security') ?? '') ===
    (isHttps ? 'max-age=31536000; includeSubDomains' : '')
      ? []
      : ['https']),
  ]
}

// Nobody's page is kept by a cache; what is named by its content is, and what everybody's home screen shows.
const CACHED = [
  ['text/javascript', 'public, max-age=31536000, immutable'],
  // The picture of a host may be taken back.
  ['image/jpeg', 'private, max-age=31536000, immutable'],
  ['image/', 'public, max-age=31536000, immutable'],
  ['application/manifest+json', 'public, max-age=86400'],
] as const

describe('every answer', () => {
  test.each(['http', 'https'])('of the web side says what browsers may do with it (%s)', async (scheme) => {
    const wrong: unknown[] = []
    for (const route of all) {
      const [method = '', path = ''] = route.split(' ')
      for (const cookie of ['', `${scheme === 'https' ? '__Host-' : ''}${cookieFor(path)}`]) {
        const response = await ask(
          pathAt(path, site.near),
          { method, headers: { cookie } },
          `${scheme}://localhost`,
        )
        const names = wrongHeaders(response, scheme === 'https')
        const isOpen = /^\/(w|calendar)\//.test(path) && response.status < 400
        const type = response.headers.get('content-type') ?? ''
        const isNamed = !path.endsWith('/code.png')
        const cache = (isNamed && CACHED.find(([known]) => type.startsWith(known))?.[1]) || 'no-store'
        if (
          response.headers.get('cache-control') !==
          (isOpen && cache === 'no-store' ? 'private, no-cache' : cache)
        )
          names.push('cache')
        if (names.length > 0) wrong.push([route, response.status, ...names])
      }
    }
    for (const path of [
      '/nowhere',
      '/school/nowhere',
      '/w/nothing',
      '/%5Cnowhere',
      '/f/gone',
      '/me/workshop/none',
    ]) {
      const names = wrongHeaders(await ask(path, {}, `${scheme}://localhost`), scheme === 'https')
      if (names.length > 0) wrong.push([path, ...names])
    }
    expect(wrong).toEqual([])
    await site.restore(site.written())
  })

  test('of the API does too: refusals, 404, its documentation and its description', async () => {
    const wrong: unknown[] = []
    const asked = [...apiRoutes(), 'GET /docs', 'GET /openapi.json', 'GET /nowhere', 'POST /openapi.json']
    for (const route of asked) {
      const [method = '', path = ''] = route.split(' ')
      for (const authorization of ['', `Bearer ${site.near.apiKey}`]) {
        const init = { method, headers: { authorization } }
        const response = await site.api.request(`https://localhost/api/v1${path.replace(/[{}]/g, '')}`, init)
        const names = wrongHeaders(response, true)
        if (response.headers.get('cache-control') !== 'no-store') names.push('cache')
        if (names.length > 0) wrong.push([route, response.status, ...names])
      }
    }
    expect(wrong).toEqual([])
    await site.restore(site.written())
  })
})

describe('a redirect', () => {
  const HOSTILE = [
    '//evil.example',
    '%2F%2Fevil.example',
    '%5C%5Cevil.example',
    '%5Cevil.example',
    '%09%2Fevil.example',
    'https:evil.example',
    '%0D%0ALocation:%20https:%2F%2Fevil.example',
    '@evil.example',
    '..%2F..%2F%2Fevil.example',
    'javascript:alert(1)',
  ]
  const NEXT = HOSTILE.slice(0, 5)
    .flatMap((value) => ['next', 'to', 'returnTo', 'redirect', 'url'].map((name) => `${name}=${value}`))
    .join('&')

  const withNames = (method: string) => pathsOf(method).filter((path) => path.includes(':'))

  const leavesFrom = (response: Response, asked: string): string | undefined => {
    const to = response.headers.get('location')
    if (response.status >= 500) return `${response.status} at ${asked}`
    return to !== null && new URL(to, HOME + asked).origin !== HOME ? `${to} from ${asked}` : undefined
  }

  test('stays on this site, whatever the address, language or target requested', async () => {
    const paths = HOSTILE.flatMap((part) => [
      `/${part}`,
      `/${part}/..`,
      `/w/${part}`,
      `/f/${part}`,
      `/me/${part}`,
    ])
    const asked = [
      ...paths.flatMap((path) => [`${path}?lang=es`, `${path}?lang=${HOSTILE[0]}`, path]),
      ...pathsOf('GET').map((path) => `${pathAt(path, site.near)}?lang=es&${NEXT}`),
      ...withNames('GET').map((path, place) => path.replace(/:\w+/, HOSTILE[place % HOSTILE.length] ?? '')),
    ]
    const left: unknown[] = []
    for (const path of asked) {
      const response = await ask(path, { headers: { cookie: cookieFor(path) } })
      left.push(leavesFrom(response, path))
      const links = [...(await response.text()).matchAll(/(?:href|action)="([^"]*)"/g)].map(
        ([, to = '']) => to,
      )
      left.push(links.find((to) => /^[\\/][\\/\t]/.test(to)))
    }
    expect(left.filter(Boolean)).toEqual([])
    await site.restore(site.written())
  }, 90_000)

  test('stays on this site after every form, whatever its address contains', async () => {
    const left: unknown[] = []
    for (const path of pathsOf('POST')) {
      for (const part of HOSTILE) {
        const hostile = path.replace(/:\w+/g, part)
        const init = {
          method: 'POST',
          body: formOf(`POST ${path}`),
          headers: { origin: HOME, cookie: cookieFor(path) },
        }
        const response = await ask(hostile === path ? `${path}?${NEXT}` : hostile, init)
        left.push(leavesFrom(response, hostile))
        await site.restore(site.written())
        if (hostile === path) break
      }
    }
    expect(left.filter(Boolean)).toEqual([])
  }, 90_000)
})
