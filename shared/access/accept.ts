import type * as z from 'zod'
import { type FieldError, Refusal } from './refusal.ts'

// Nobody mends more at once, and a body of a hundred thousand unknown fields is not told each of them.
const MOST_ERRORS = 100

/** The value that the schema accepts, or a Refusal `invalid-input` naming each field in trouble: of a form or of JSON. */
export function accept<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const errors = result.error.issues.flatMap(fieldErrors)
  throw new Refusal('invalid-input', { errors: onceEach(errors).slice(0, MOST_ERRORS) })
}

// A field that breaks several rules is told the first of them.
function onceEach(errors: readonly FieldError[]): FieldError[] {
  const first = new Map<string, FieldError>()
  for (const error of errors) if (!first.has(error.pointer)) first.set(error.pointer, error)
  return [...first.values()]
}

/** An issue of a schema as field errors, each with a pointer and a code (`required`, `too-long`, …). */
function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ pointer: pointerOf([...issue.path, key]), detail: 'unknown-field' }))
  const nearest = issue.code === 'invalid_union' ? nearestBranch(issue.errors) : []
  if (nearest.length > 0)
    return nearest.flatMap((inner) => fieldErrors({ ...inner, path: [...issue.path, ...inner.path] }))
  return [{ pointer: pointerOf(issue.path), detail: codeOf(issue) }]
}

// Of the forms that a value may have, the one that it misses by the fewest fields is the one that was meant.
function nearestBranch(branches: readonly z.core.$ZodIssue[][]): readonly z.core.$ZodIssue[] {
  const isWhole = branches.some((issues) =>
    issues.every(({ path, code }) => path.length === 0 && code !== 'unrecognized_keys'),
  )
  const [nearest = []] = isWhole ? [] : [...branches].sort((one, other) => weightOf(one) - weightOf(other))
  return nearest
}

function weightOf(issues: readonly z.core.$ZodIssue[]): number {
  return issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1), 0)
}

// RFC 6901: ~ and / in a name are written ~0 and ~1.
function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((name) => `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

function codeOf(issue: z.core.$ZodIssue): string {
  // Our schemas give their own codes as messages, in kebab case; zod's own messages are sentences.
  if (/^[a-z]+(-[a-z]+)*$/.test(issue.message)) return issue.message
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.endsWith('undefined')
        ? 'required'
        : issue.expected === 'int' || issue.expected === 'number'
          ? 'number'
          : 'invalid'
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array' ? 'required' : 'too-small'
    case 'too_big':
      if (issue.origin === 'array') return 'too-many'
      return issue.origin === 'string' ? 'too-long' : 'too-big'
    case 'invalid_format':
      return issue.format === 'email' ? 'email' : 'invalid'
    default:
      return 'invalid'
  }
}
