import type { Hono } from 'hono'
import { DateTime } from 'luxon'
import type { Context, Services } from '../../shared/access/context.ts'
import { NewSchool, type School } from '../../shared/school/school.ts'
import { createSchool } from '../../shared/team/founding.operations.ts'
import { inviteMember } from '../../shared/team/member.operations.ts'
import { createWeb } from '../../web/app.ts'
import { routes } from '../../web/routes.ts'
import type { WebEnv } from '../../web/visit.ts'
import { PUENTE } from './api.ts'
import { workHere } from './background-jobs.ts'
import { ALL_CARRIERS, contextFor, TEST_NOW } from './context.ts'
import { freshTable } from './engine.ts'
import { COOKIE_KEY, formToken } from './form-token.ts'
import { pictureStorage } from './picture-storage.ts'

const origin = 'http://localhost'
const FORM = 'application/x-www-form-urlencoded'

/** A response: where it redirects, and the page. */
export type PageResponse = { status: number; to: string | null; page: string; headers: Headers }

/** A browser without scripts: keeps its cookies, and submits forms with their hidden fields. */
export function device(app: Hono<WebEnv>) {
  let cookie = ''
  const send = async (path: string, init: RequestInit = {}): Promise<PageResponse> => {
    const headers = { origin, cookie, ...(init.headers as Record<string, string>) }
    const response = await app.request(origin + path, { ...init, headers })
    for (const kept of response.headers.getSetCookie().map((one) => one.split(';')[0] ?? '')) {
      const [name] = kept.split('=')
      const others = cookie.split('; ').filter((one) => one && !one.startsWith(`${name}=`))
      cookie = [...others, kept].join('; ')
    }
    const { status, headers: told } = response
    return { status, headers: told, to: told.get('location'), page: await response.text() }
  }
  // Fields without a token get that of the signed-in reader; those of a page that was opened before keep theirs.
  const withToken = (body: string, type: string, path: string) =>
    type === FORM ? `${new URLSearchParams(formToken(cookie, path))}&${body}` : body
  const post = (
    path: string,
    fields: [string, string][] | Record<string, string>,
    headers: Record<string, string> = {},
  ) =>
    send(path, {
      method: 'POST',
      headers,
      body: new URLSearchParams([
        ...Object.entries(formToken(cookie, path)).filter(([name]) => !new URLSearchParams(fields).has(name)),
        ...(Array.isArray(fields) ? fields : Object.entries(fields)),
      ]),
    })
  return {
    get: (path: string, headers: Record<string, string> = {}) => send(path, { headers }),
    post,
    /** Sends a body as it is, after the token of a form. */
    postRaw: (path: string, body: string, type = FORM) =>
      send(path, { method: 'POST', body: withToken(body, type, path), headers: { 'content-type': type } }),
    /** Sends a file and other fields, as a form of several parts. */
    upload: (path: string, fields: Record<string, string | File>) => {
      const body = new FormData()
      for (const [name, value] of Object.entries({ ...formToken(cookie, path), ...fields }))
        body.append(name, value)
      return send(path, { method: 'POST', body })
    },
    /** Sends the fields together with the hidden ones of the form on that page. */
    fill: async (path: string, fields: Record<string, string>, action = path) => {
      const { page } = await send(path)
      return post(action, { ...hiddenFields(page), ...fields })
    },
  }
}

/** The hidden fields of a form on the page. */
export function hiddenFields(page: string): Record<string, string> {
  const found = page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)
  return Object.fromEntries(
    [...found].map(([, name = '', value = '']) => [name, value.replaceAll('&amp;', '&')]),
  )
}

/**
 * A new school with its web side: `context` has every right, `member` returns a device signed in with a role.
 * It has a table of its own, or shares another school's.
 */
export async function schoolSite(
  beside?: Context,
  {
    isDemonstration,
    ...more
  }: Partial<Pick<Services, 'translate' | 'carriers' | 'largestAnswer' | 'demonstrationPath'>> &
    Pick<School, 'isDemonstration'> = {},
) {
  const table = beside?.table ?? (await freshTable())
  const clock = { now: TEST_NOW }
  const now = () => DateTime.fromISO(clock.now, { zone: 'utc' })
  const services = {
    table,
    now,
    cookieKey: COOKIE_KEY,
    jobs: workHere({ table, now }),
    pictures: pictureStorage(),
    carriers: ALL_CARRIERS,
    ...more,
  }
  const context = contextFor({ kind: 'deployment' }, { table, now: () => clock.now })
  const school = await createSchool(
    context,
    NewSchool.parse(PUENTE),
    isDemonstration ? { isDemonstration } : {},
  )
  const app = createWeb(services)
  const member = async (role: 'organizer' | 'helper' | 'parentLeader' = 'organizer') => {
    const email = `${role}-${Math.random()}@example.org`
    const { token = '' } = await inviteMember(context, school.id, { name: role, email, role })
    const browser = device(app)
    await browser.post(routes.signInLink(token), {})
    return browser
  }
  return { app, clock, context, school, services, member }
}
