import { familyRoutes, isOfFamilies, routes } from './routes.ts'
import { schoolRoutes } from './school-routes.ts'
import type { RequestKind } from './security-event.ts'
import type { Visit } from './visit.ts'

/** What is logged of a request to the web side. */
export function requestKindOf(c: Visit): RequestKind {
  const { method, path } = c.req
  const signIn = signInEventOf(method, path)
  const { kind } = c.get('reader')?.actor ?? { kind: 'public' }
  return { part: partOf(path), ...(signIn && { signIn }), isKnown: kind !== 'public' }
}

const SIGN_IN_EVENTS: readonly (readonly [method: string, path: string, event: string])[] = [
  ['GET', routes.familyLink(''), 'family-link'],
  ['POST', routes.code(), 'paper-code'],
  ['POST', routes.signIn(), 'code-asked'],
  ['POST', routes.signInCode(), 'mail-code'],
  ['POST', routes.signInLink(''), 'mail-link'],
  ['POST', routes.start(), 'founded'],
  ['POST', routes.signOut(), 'signed-out'],
  ['POST', familyRoutes.leave(), 'signed-out'],
]

/** The sign-in or sign-out that such a request is; undefined where it is none. */
export function signInEventOf(method: string, path: string): string | undefined {
  const matches = (at: string) => (at.endsWith('/') ? path.startsWith(at) : path === at)
  return SIGN_IN_EVENTS.find(([by, at]) => by === method && matches(at))?.[2]
}

/** The part of the site that a path belongs to. */
export function partOf(path: string): 'family' | 'team' | 'public' {
  if (isOfFamilies(path)) return 'family'
  return path === schoolRoutes.today() || path.startsWith(`${schoolRoutes.today()}/`) ? 'team' : 'public'
}
