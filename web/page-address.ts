import type { Hono } from 'hono'
import type { Visit, WebEnv } from './visit.ts'

/**
 * The address at which the page that answers a request can be opened again, as in another language: its own; where only
 * forms are sent there, that of the page from which this one came, or else the nearest page above.
 */
export function pageAddress(pages: Hono<WebEnv>, c: Visit): string {
  const own = new URL(c.req.url)
  if (c.req.method !== 'POST') return addressOf(own)
  const from = pageBefore(c)
  const nearest = from?.pathname === own.pathname ? from : own
  const known = [nearest, from, ...above(own)].find((url) => url && canBeOpened(pages, url))
  return addressOf(known ?? new URL('/', own))
}

/** The page of ours from which a request came. */
export function pageBefore(c: Visit): URL | undefined {
  const before = URL.parse(c.req.header('referer') ?? '')
  return before?.origin === c.get('origin') ? before : undefined
}

// Hono lists middleware as well, under the method `ALL`.
function canBeOpened(pages: Hono<WebEnv>, { pathname }: URL): boolean {
  const [matches] = pages.router.match('GET', pathname)
  return matches.some(([[, route]]) => route.method === 'GET')
}

function above(url: URL): URL[] {
  const segments = url.pathname.split('/').filter(Boolean)
  return segments.map((_, index) => new URL(`/${segments.slice(0, -1 - index).join('/')}`, url))
}

// One slash at the start: two would make it an address of another site.
const addressOf = ({ pathname, search }: URL) => `/${pathname.replace(/^\/+/, '')}${search}`
