import * as z from 'zod'
import { type FieldError, refuse } from '../../shared/access/refusal.ts'

// Nobody mends more at once, and a body of a hundred thousand unknown fields is not told each of them.
const MOST_ERRORS = 100

const PageQuery = z.lazy(() =>
  z.object({
    limit: z.coerce.number().int().min(1).max(100).default(100),
    cursor: z.string().max(400).optional(),
  }),
)

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

/** The JSON in the bytes as the schema makes it; refused with a pointer to each field that is wrong. */
export function bodyOf(bytes: Uint8Array, schema: z.ZodType): unknown {
  return parse(schema, bytes.length === 0 ? {} : jsonOf(bytes))
}

/** `?limit=` (1 to 100) and `?cursor=`. */
export function pageOf(query: Record<string, string>): { limit: number; cursor?: string } {
  const { limit, cursor } = parse(PageQuery, query) as z.infer<typeof PageQuery>
  return { limit, ...(cursor && { cursor }) }
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return HALF_SIGN.test(text) ? JSON.parse(text, wholeSigns) : JSON.parse(text)
  } catch {
    return refuse('invalid-input', { errors: [{ pointer: '', detail: 'The body is not JSON in UTF-8.' }] })
  }
}

// RFC 7493, 2.1: half of a surrogate pair is no text, and the database takes none. Only an escape can bring one.
const HALF_SIGN = /\\ud[89a-f]/i

function wholeSigns(name: string, value: unknown): unknown {
  if (/\p{Surrogate}/u.test(name) || (typeof value === 'string' && /\p{Surrogate}/u.test(value)))
    throw new Error('half a sign')
  return value
}

function parse(schema: z.ZodType, value: unknown): unknown {
  const result = schema.safeParse(value)
  return result.success
    ? result.data
    : refuse('invalid-input', { errors: result.error.issues.flatMap(fieldErrors).slice(0, MOST_ERRORS) })
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  if (issue.code !== 'unrecognized_keys') return [{ pointer: pointerOf(issue.path), detail: issue.message }]
  return issue.keys.map((key) => ({
    pointer: pointerOf([...issue.path, key]),
    detail: 'This field is not known here.',
  }))
}

// RFC 6901: ~ and / in a name are written ~0 and ~1.
function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((name) => `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
