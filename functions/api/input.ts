import type * as z from 'zod'
import { accept } from '../../shared/access/accept.ts'
import { refuse } from '../../shared/access/refusal.ts'

/** The bytes of a body, refused as soon as there are more, whatever length it claims, or where it claims none. */
export async function bytesWithin({ body }: Request, most: number): Promise<Buffer> {
  const parts: Uint8Array[] = []
  const reader = body?.getReader()
  let size = 0
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    size += part.value.length
    if (size > most) refuse('too-large')
    parts.push(part.value)
  }
  return Buffer.concat(parts)
}

/** Refuses a body that is not sent as JSON, by its media type. One without a type is read as JSON. */
export function mustBeJson(mediaType: string): void {
  if (mediaType && !/^application\/([\w.+-]+\+)?json$/.test(mediaType)) refuse('unsupported-media-type')
}

/** The JSON in the bytes as the schema makes it; refused with a pointer to each field that is wrong. */
export function bodyOf(bytes: Uint8Array, schema: z.ZodType): unknown {
  if (bytes.length === 0) return accept(schema, {})
  const value = jsonOf(bytes)
  const hidden = hiddenName(value)
  if (hidden === '/answers/__proto__') refuseAt('unknown-option', hidden, 'unknown-option')
  if (hidden) refuseAt('invalid-input', hidden, 'unknown-field')
  return accept(schema, value)
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return HALF_SIGN.test(text) ? JSON.parse(text, wholeSigns) : JSON.parse(text)
  } catch {
    return refuseAt('invalid-input', '', 'not-json')
  }
}

// A record drops this name without a word; no list of ours has it.
const HIDDEN = '__proto__'

/** The pointer to a value under the name that a schema does not see; undefined where there is none. */
function hiddenName(body: unknown): string | undefined {
  // Not by recursion: a body may be nested deeper than the stack is.
  const open: [pointer: string, value: unknown][] = [['', body]]
  for (let next = open.pop(); next; next = open.pop()) {
    const [pointer, value] = next
    if (typeof value !== 'object' || value === null) continue
    if (Object.hasOwn(value, HIDDEN)) return `${pointer}/${HIDDEN}`
    for (const [name, child] of Object.entries(value))
      open.push([`${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, child])
  }
  return undefined
}

function refuseAt(code: 'invalid-input' | 'unknown-option', pointer: string, detail: string): never {
  return refuse(code, { errors: [{ pointer, detail }] })
}

// RFC 7493, 2.1: half of a surrogate pair is no text, and the database takes none. Only an escape can bring one.
const HALF_SIGN = /\\ud[89a-f]/i

function wholeSigns(name: string, value: unknown): unknown {
  if (/\p{Surrogate}/u.test(name) || (typeof value === 'string' && /\p{Surrogate}/u.test(value)))
    throw new Error('half a sign')
  return value
}
