import type { MiddlewareHandler } from 'hono'
import { STYLE_HASH } from './style/style.ts'
import type { Visit, WebEnv } from './visit.ts'

const POLICY = 'Content-Security-Policy'

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
