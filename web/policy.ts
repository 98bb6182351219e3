import type { MiddlewareHandler } from 'hono'
import { refuse } from '../shared/access/refusal.ts'
import { STYLE_HASH } from './style/style.ts'
import type { Visit, WebEnv } from './visit.ts'

const POLICY = 'Content-Security-Policy'

/**
 * Takes what changes something from pages of ours alone, whatever kind of body it has: browsers say from which site a
 * form comes, older ones from which origin. What says neither is refused.
 */
export const oursAlone: MiddlewareHandler = (c, next) => {
  if (/^(GET|HEAD|OPTIONS)$/.test(c.req.method)) return next()
  const site = c.req.header('sec-fetch-site')
  const isOurs = site ? site === 'same-origin' : c.req.header('origin') === new URL(c.req.url).origin
  return isOurs ? next() : refuse('forbidden')
}

/** Nothing lies at an address with signs that browsers read as others, or as none: `\\`, line ends, tabs. */
export const plainAddresses: MiddlewareHandler = (c, next) =>
  UNPLAIN.test(c.req.path) ? refuse('not-found') : next()

const UNPLAIN = /[\p{Cc}\\]|%[01][0-9a-f]|%7f/iu

/** No script at all, only the one style, nothing from elsewhere; forms go to us alone, or also to an `origin`. */
export const protect: MiddlewareHandler<WebEnv> = async (c, next) => {
  await next()
  // Set so, the response is not made anew.
  if (!c.res.headers.has(POLICY)) c.res.headers.set(POLICY, EVERYWHERE)
}

/** Lets the forms of this page go to another place too. */
export function letFormsGoTo(c: Visit, url: string): void {
  c.header(POLICY, policyOf(new URL(url).origin))
}

/** Lets this page run scripts of ours that lie at an address of their own, and send what they kept. */
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
