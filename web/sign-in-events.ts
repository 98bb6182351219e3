import { familyRoutes, isOfFamilies, routes, schoolRoutes } from './routes.ts'
import type { Place } from './security-event.ts'
import type { Visit } from './visit.ts'

/** Where a visit leads, for what is noted of it. */
export function placeOf(c: Visit): Place {
  const { method, path } = c.req
  const way = wayOf(method, path)
  const { kind } = c.get('reader')?.actor ?? { kind: 'public' }
  return { part: partOf(path), ...(way && { way }), isKnown: kind !== 'public' }
}

const WAYS: readonly (readonly [method: string, path: string, way: string])[] = [
  ['GET', routes.familyLink(''), 'family-link'],
  ['POST', routes.code(), 'paper-code'],
  ['POST', routes.signIn(), 'code-asked'],
  ['POST', routes.signInCode(), 'mail-code'],
  ['GET', routes.signInLink(''), 'mail-link'],
  ['POST', routes.start(), 'founded'],
  ['POST', routes.signOut(), 'signed-out'],
  ['POST', familyRoutes.leave(), 'signed-out'],
]

/** By which way somebody comes in or goes out with such a request; undefined where it is none. */
export function wayOf(method: string, path: string): string | undefined {
  const leadsTo = (at: string) => (at.endsWith('/') ? path.startsWith(at) : path === at)
  return WAYS.find(([by, at]) => by === method && leadsTo(at))?.[2]
}

/** Whose part of the site a path lies in. */
export function partOf(path: string): 'family' | 'team' | 'public' {
  if (isOfFamilies(path)) return 'family'
  return path === schoolRoutes.today() || path.startsWith(`${schoolRoutes.today()}/`) ? 'team' : 'public'
}
