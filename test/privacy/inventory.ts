import * as z from 'zod'
import type { Item } from '../../shared/table/table.ts'

/** Who may see something: people, and programs that act for them. */
export const EYES = {
  nobody: 'machines alone',
  family: 'the family',
  person: 'the person themselves',
  organizers: 'organizers',
  helpers: 'helpers',
  host: 'the host',
  families: 'other families',
  everybody: 'everybody',
} as const
export type Eye = keyof typeof EYES

/** When something is deleted. Items with a TTL are marked in the table; a test proves each of these. */
export const TERMS = {
  family: 'with the family',
  details: '30 days after the session, by its clock',
  year: 'at the end of the school year, 30 June',
  month: '30 days after it came about',
  quarter: '90 days after it came about',
  link: '60 days after it came about',
  helped: '30 days after the session',
  session: 'when the session is over',
  week: '7 days after it came about',
  days: '2 days after it came about',
  day: '24 hours after it came about',
  hour: 'within the hour',
  minutes: '10 minutes after it came about',
  member: 'when the person leaves the team',
  hand: 'when the team, or who said it, takes it away or writes over it',
  done: 'when its work is done',
  school: 'with the school',
  deployment: 'with the deployment',
} as const
export type Term = keyof typeof TERMS

/** Those with a TTL in the table, `expiresAt`. */
export const EXPIRING = [
  'year',
  'month',
  'quarter',
  'link',
  'helped',
  'session',
  'week',
  'days',
  'day',
  'hour',
  'minutes',
] as const satisfies readonly Term[]

/** The purpose of a field; who sees it and when it is deleted, where that differs from the rest of its kind. */
export type Field = string | { why: string; sees?: readonly Eye[]; goes?: readonly Term[] }

/** A kind of item: its key, what it is, and each of its fields. */
export type StoredKind = {
  /** In plain words. */
  what: string
  /** Its key, `pk / sk`, with variable parts in braces. */
  key: string
  /** What distinguishes it from other kinds with the same key. */
  only?: Readonly<Record<string, unknown>>
  /** The schemas of its input, each with the path at which it is stored. */
  schemas?: readonly (readonly [at: string, schema: z.ZodType])[]
  /** The fields of those schemas that are not stored as sent, with the reason. */
  notKept?: Readonly<Record<string, string>>
  sees: readonly Eye[]
  goes: readonly Term[]
  /** By path; `*` is a key that is data itself, `[]` each element of a list. */
  fields: Readonly<Record<string, Field>>
}

/** Technical fields that any item may have. */
export const OF_ANY: Readonly<Record<string, string>> = {
  id: 'tells it from the others of its kind',
  version: 'the version of its schema, for migrations',
  revision: 'counts its changes, so that nobody writes over what another wrote',
  expiresAt: 'from when on nobody reads it and the table removes it',
  mark: 'that its packed copy does not hold it yet',
  duePk: 'the list of work in which it waits',
  dueSk: 'when the clock looks after it',
}

/** A field in an item: its path and its value. */
export type Found = { path: readonly string[]; value: unknown }

/** Every field of a value; empty and undefined values have none. */
export function fieldsOf(value: unknown, path: readonly string[] = []): Found[] {
  if (value === undefined) return []
  if (Array.isArray(value)) {
    const list = [...path.slice(0, -1), `${path.at(-1)}[]`]
    return value.flatMap((one) => fieldsOf(one, list))
  }
  if (value !== null && typeof value === 'object' && !(value instanceof Uint8Array))
    return Object.entries(value).flatMap(([name, one]) => fieldsOf(one, [...path, name]))
  return [{ path, value }]
}

/** Every field of an item beside its key. */
export function fieldsIn({ pk: _pk, sk: _sk, ...item }: Item): Found[] {
  return fieldsOf(item)
}

/** The kind of an item among those known, or undefined. */
export function kindOf(kinds: readonly StoredKind[], item: Item): StoredKind | undefined {
  return kinds.find(
    ({ key, only = {} }) =>
      keyPattern(key).test(`${item.pk} / ${item.sk}`) &&
      Object.entries(only).every(([name, value]) => item[name] === value),
  )
}

// A part of a key may hold any character: an id of a notice holds `#` itself.
function keyPattern(key: string): RegExp {
  const parts = key.split(/\{[^}]+\}/).map((part) => part.replace(/[.*+?^$()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('[^/]+?')}$`)
}

/** The name of a field in a kind's inventory; undefined where it is missing. */
export function nameIn({ fields }: StoredKind, path: readonly string[]): string | undefined {
  if (path.length === 1 && path[0] !== undefined && path[0] in OF_ANY && !(path[0] in fields)) return path[0]
  return Object.keys(fields).find((name) => fits(name.split('.'), path))
}

/** Whether a path matches a name in the inventory. */
export function fits(pattern: readonly string[], path: readonly string[]): boolean {
  return (
    pattern.length === path.length &&
    pattern.every((part, place) => part === path[place] || part === '*' || isListOf(part, path[place]))
  )
}

const isListOf = (part: string, step = '') => part === '*[]' && step.endsWith('[]')

/** All that is known of a field. */
export function entryOf(
  kind: StoredKind,
  name: string,
): { why: string; sees: readonly Eye[]; goes: readonly Term[] } {
  const field = kind.fields[name]
  if (field === undefined) return { why: OF_ANY[name] ?? '', sees: ['nobody'], goes: kind.goes }
  const { why, sees = kind.sees, goes = kind.goes } = typeof field === 'string' ? { why: field } : field
  return { why, sees, goes }
}

type Schema = {
  type?: string
  properties?: Record<string, Schema>
  additionalProperties?: Schema | boolean
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  $ref?: string
  $defs?: Record<string, Schema>
  enum?: unknown[]
  const?: unknown
  maxLength?: number
  minimum?: number
  maximum?: number
  format?: string
  pattern?: string
}

/** Every field that a schema accepts at a path of an item, and its type. */
export function fieldsOfSchema(at: string, schema: z.ZodType): Map<string, string> {
  const whole = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }) as Schema
  const found = new Map<string, string>()
  walk(whole, at, whole, found)
  return found
}

function walk(schema: Schema, name: string, whole: Schema, found: Map<string, string>): void {
  const { properties, additionalProperties, items, anyOf, oneOf, allOf, $ref } = schema
  const below = (part: string) => (name ? `${name}.${part}` : part)
  if ($ref) walk(referred($ref, whole), name, whole, found)
  else if (anyOf ?? oneOf ?? allOf)
    for (const one of anyOf ?? oneOf ?? allOf ?? []) walk(one, name, whole, found)
  else if (items) walk(items, `${name}[]`, whole, found)
  else if (properties)
    for (const [part, one] of Object.entries(properties)) walk(one, below(part), whole, found)
  else if (typeof additionalProperties === 'object') walk(additionalProperties, below('*'), whole, found)
  else if (schema.type !== 'null')
    found.set(name, [...new Set([found.get(name), holds(schema)])].filter(Boolean).join(' or '))
}

function referred(reference: string, whole: Schema): Schema {
  return whole.$defs?.[reference.split('/').at(-1) ?? ''] ?? {}
}

function holds({ type, enum: choices, const: only, maxLength, minimum, maximum, format }: Schema): string {
  if (choices) return `one of ${choices.join(', ')}`
  if (only !== undefined) return String(only)
  if (type === 'boolean') return 'yes or no'
  if (type === 'integer' || type === 'number') {
    const bounded = minimum !== undefined && maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER
    return bounded ? `number, ${minimum} to ${maximum}` : 'number'
  }
  if (format === 'date') return 'date'
  if (format === 'email') return 'e-mail address'
  return maxLength === undefined ? 'text' : `text, ${maxLength} letters at most`
}
