import type { MiddlewareHandler } from 'hono'
import { refuse } from '../shared/access/refusal.ts'
import { NO_DEVICES, PERMISSIONS } from './guard-headers.ts'
import { STYLE_HASH } from './style/style.ts'
import type { Visit, WebEnv } from './visit.ts'

const POLICY = 'Content-Security-Policy'

/**
 * Prevents CSRF: a request that changes something must come from a page of ours, whatever its body. Browsers say where
 * it comes from in Origin, or else in Referer, and whether that is the same site in Sec-Fetch-Site, which older ones
 * (iOS before 16.4) do not send. A request with none of them is refused.
 */
export const preventCsrf: MiddlewareHandler<WebEnv> = (c, next) => {
  if (/^(GET|HEAD|OPTIONS)$/.test(c.req.method)) return next()
  return isFromOurPage(c) ? next() : refuse('forbidden')
}

function isFromOurPage(c: Visit): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site && site !== 'same-origin') return false
  const origin = c.req.header('origin')
  // A page without a referrer sends the origin `null`.
  const from = origin && origin !== 'null' ? origin : c.req.header('referer')
  return from ? isOurOrigin(c, from) : site === 'same-origin'
}

// Where no public address is set, a proxy that nobody named may speak https in our place: then the host decides. That lets
// in only pages of the same host and port over TLS, which nobody but the owner of the host serves; never the reverse, a
// page over plain HTTP that writes to one over TLS, since anybody on its network may have written it.
function isOurOrigin(c: Visit, from: string): boolean {
  if (!URL.canParse(from)) return false
  const [sent, own] = [new URL(from), new URL(c.get('origin'))]
  if (sent.origin === own.origin) return true
  return c.get('services').origin === undefined && sent.protocol === 'https:' && sent.host === own.host
}

/** Refuses addresses with characters that browsers replace or drop: `\\`, line breaks, tabs. */
export const refuseOddAddresses: MiddlewareHandler = (c, next) =>
  ODD_CHARACTERS.test(c.req.path) ? refuse('not-found') : next()

const ODD_CHARACTERS = /[\p{Cc}\\]|%[01][0-9a-f]|%7f/iu

/** Sets the Content-Security-Policy: no script, only the one style, nothing from elsewhere; forms are sent to us alone. */
export const setContentPolicy: MiddlewareHandler<WebEnv> = async (c, next) => {
  await next()
  // Setting it on the response avoids a copy of it.
  if (!c.res.headers.has(POLICY)) c.res.headers.set(POLICY, everywhere)
}

/** Allows the forms of this page to be sent to another origin too, as to the upload bucket. */
export function letFormsGoTo(c: Visit, url: string): void {
  const { origin } = new URL(url)
  c.set('formTarget', origin)
  c.header(POLICY, policyOf(origin))
}

/** Allows this page to run our script files, and to send what they stored. */
export function letScriptsRun(c: Visit): void {
  const target = c.get('formTarget')
  c.header(POLICY, `${policyOf(...(target ? [target] : []))}; script-src 'self'; connect-src 'self'`)
}

/** Allows this page our script files and, of the device, its camera. */
export function letCameraRun(c: Visit): void {
  letScriptsRun(c)
  c.header(PERMISSIONS, NO_DEVICES.replace('camera=()', 'camera=(self)'))
}

// What the pages that are loaded with the first request for one of them bring along.
const styles = new Set([STYLE_HASH])
let everywhere = policyOf()

/** Allows stylesheets by their hashes, as those of the team, which are loaded with its first page. */
export function allowStyles(hashes: readonly string[]): void {
  for (const hash of hashes) styles.add(hash)
  everywhere = policyOf()
}

function policyOf(...formTargets: string[]): string {
  return [
    "default-src 'none'",
    `style-src ${[...styles].map((hash) => `'${hash}'`).join(' ')}`,
    "img-src 'self' data:",
    "manifest-src 'self'",
    ['form-action', "'self'", ...formTargets].join(' '),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
