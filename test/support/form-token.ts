import { newFormToken, TOKEN_FIELD } from '../../web/form-token.ts'
import { isOfFamilies } from '../../web/routes.ts'

/** The key that signs the cookies of tests. */
export const COOKIE_KEY = 'a key for tests of at least thirty-two signs'

/** The token field of a form at a path, as a page shows it to the browser that holds this session cookie. */
export function formToken(cookie: string, path: string): Record<string, string> {
  const value = decodeURIComponent(/(?:^|; *)(?:__Host-)?convite=([^;]*)/.exec(cookie)?.[1] ?? '')
  const [kind, school = '', id = '', , , ahead] = value.slice(0, value.lastIndexOf('.')).split('.')
  if (!id) return {}
  const family = kind === 'family' ? id : isOfFamilies(path) && ahead
  const actor = family
    ? { kind: 'family' as const, school, family }
    : { kind: 'member' as const, school, id, role: 'organizer' as const, name: '' }
  return { [TOKEN_FIELD]: newFormToken(COOKIE_KEY, actor) }
}
