import type { MiddlewareHandler } from 'hono'
import { refuse } from '../shared/access/refusal.ts'
import { STYLE_HASH } from './style/style.ts'
import type { Visit, WebEnv } from './visit.ts'

const POLICY = 'Content-Security-Policy'

/**
 * Prevents CSRF: a request that changes something must come from a page of ours, whatever its body. Browsers say so in
 * Sec-Fetch-Site, older ones in Origin; a request with neither is refused.
 */
export const preventCsrf: MiddlewareHandler = (c, next) => {
  if (/^(GET|HEAD|OPTIONS)$/.test(c.req.method)) return next()
  const site = c.req.header('sec-fetch-site')
  const isOurs = site ? site === 'same-origin' : c.req.header('origin') === new URL(c.req.url).origin
  return isOurs ? next() : refuse('forbidden')
}

/** Refuses addresses with characters that browsers replace or drop: `\\`, line breaks, tabs. */
export const refuseOddAddresses: MiddlewareHandler = (c, next) =>
  ODD_CHARACTERS.test(c.req.path) ? refuse('not-found') : next()

const ODD_CHARACTERS = /[\p{Cc}\\]|%[01][0-9a-f]|%7f/iu

/** Sets the Content-Security-Policy: no script, only the one style, nothing from elsewhere; forms are sent to us alone. */
export const setContentPolicy: MiddlewareHandler<WebEnv> = async (c, next) => {
  await next()
  // Setting it on the response avoids a copy of it.
  if (!c.res.headers.has(POLICY)) c.res.headers.set(POLICY, EVERYWHERE)
}

/** Allows the forms of this page to be sent to another origin too, as to the upload bucket. */
export function letFormsGoTo(c: Visit, url: string): void {
  c.header(POLICY, policyOf(new URL(url).origin))
}

/** Allows this page to run our script files, and to send what they stored. */
export function letScriptsRun(c: Visit): void {
  c.header(POLICY, `${policyOf()}; script-src 'self'; connect-src 'self'`)
}

const EVERYWHERE = policyOf()

function policyOf(...formTargets: string[]): string {
  return [
    "default-src 'none'",
    `style-src '${STYLE_HASH}'`,
    "img-src 'self' data:",
    ['form-action', "'self'", ...formTargets].join(' '),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
