import type { MiddlewareHandler } from 'hono'
import { hashOf } from '../shared/access/identifier.ts'
import { entriesOf, textOf } from './form.ts'
import { isSignedIn, isTokenOf, needsToken, TOKEN_FIELD } from './form-token.ts'
import type { WebEnv } from './visit.ts'

/**
 * Refuses a form that was rendered for another family, member or school than the one who is signed in when it is sent:
 * nothing of it is read into an operation. Of the right one, what was sent is the idempotency key of its operation.
 */
export const checkFormToken: MiddlewareHandler<WebEnv> = async (c, next) => {
  const { actor } = c.get('reader')
  const { path, method } = c.req
  if (method !== 'POST' || !needsToken(path) || !isSignedIn(actor)) return next()
  const entries = await entriesOf(c)
  const token = textOf(entries, TOKEN_FIELD)
  if (isTokenOf(c.get('services').cookieKey, actor, token)) {
    // The same form with the same answers is the same request; with others it is another one.
    c.set('context', { ...c.get('context'), key: await keyOf(path, entries) })
    return next()
  }
  const sent = entries
    .filter(([name]) => name !== TOKEN_FIELD)
    .flatMap(([name, given]) => [given].flat().map((value) => [name, value] as const))
  const fields = sent.filter((field): field is [string, string] => typeof field[1] === 'string')
  const files = sent.flatMap(([name, value]) => (value instanceof File && value.size > 0 ? [name] : []))
  const { showOtherReader } = await import('./public/other-reader.tsx')
  return showOtherReader(c, { path, token, fields, files })
}

async function keyOf(path: string, entries: readonly [string, unknown][]): Promise<string> {
  const files = entries.flatMap(([, given]) => [given].flat()).filter((value) => value instanceof File)
  const contents = await Promise.all(
    files.map(async (file) => hashOf(new Uint8Array(await file.arrayBuffer()))),
  )
  return hashOf(JSON.stringify([path, entries, contents]))
}
