import type { Context } from 'hono'
import { type FieldError, Refusal, type RefusalCode, type RefusalDetails } from '../shared/access/refusal.ts'
import { TOKEN_FIELD } from './form-token.ts'

/** What a person typed, by field name without its kind, so that a page can be shown again with it. */
export type Typed = Readonly<Record<string, readonly string[]>>

/** A form as it came in: what was typed, and the same as nested values for a schema. */
export type SentForm = {
  typed: Typed
  values: Record<string, unknown>
  /** The texts under the names that they were sent with, to send them again. */
  sent: readonly (readonly [name: string, value: string])[]
  /** The first value of a field, trimmed; empty where there is none. */
  text: (name: string) => string
  /** An uploaded file that is not empty. */
  file: (name: string) => File | undefined
  /** The form in trouble, each error at the row where its value was typed, empty rows counted. */
  failed: (trouble: Trouble) => FormState
}

/** Why a form is shown again: the code of the refusal and the fields that it names. */
export type Trouble = { code: RefusalCode; errors: FieldError[]; details: RefusalDetails }

/** What a form shows: the texts typed before, and the trouble with them. Empty on the first view. */
export type FormState = { typed?: Typed; trouble?: Trouble }

/** The language in which a text was typed, `title.es` under the name `title`; undefined where none was. */
export function typedLanguage({ typed = {} }: FormState, name: string): string | undefined {
  const field = Object.keys(typed).find((one) => one.startsWith(`${name}.`))
  return field?.slice(name.length + 1)
}

const MAX_FIELDS = 3000
// No name of ours is half as long; one of thousands of steps would be walked as deep.
const MAX_NAME_SIGNS = 200

/**
 * Reads a form. A field's name is the dotted path of its value, then its kind:
 * `title.en`, `adults:int`, `offers.food:flag`, `couldComeIf:list` (several of one name),
 * `allergens:lines` (one a line or comma). Empty fields and empty rows are left out.
 * Numbered steps (`children.0.grade`) make a list. Refuses `invalid-input` where the body is no form.
 */
export async function readForm(c: Context): Promise<SentForm> {
  const entries = (await entriesOf(c)).filter(([name]) => name !== TOKEN_FIELD)
  const typed: Record<string, string[]> = Object.create(null)
  const files = new Map<string, File>()
  const tree: Tree = new Map()
  for (const [field, given] of entries) {
    const all = Array.isArray(given) ? given : [given]
    const [name = '', kind = 'text'] = field.split(':')
    const file = all.find((value) => value instanceof File && value.size > 0)
    if (file instanceof File) files.set(name, file)
    const texts = all.filter((value) => typeof value === 'string')
    if (texts.length === 0) continue
    typed[name] = [...(typed[name] ?? []), ...texts]
    const value = fieldValue(kind, texts)
    if (value !== undefined) plant(tree, name.split('.'), value)
  }
  const placed = (pointer: string) => `/${placesOf(pointer.split('/').slice(1), tree).join('/')}`
  return {
    typed,
    values: Object.fromEntries([...tree].map(([key, node]) => [key, harvest(node)])),
    sent: entries.flatMap(([field, given]) =>
      [given].flat().flatMap((value) => (typeof value === 'string' ? [[field, value] as const] : [])),
    ),
    text: (name) => typed[name]?.[0]?.trim() ?? '',
    file: (name) => files.get(name),
    failed: (trouble) => ({ typed, trouble: withPointers(trouble, placed) }),
  }
}

/** The fields of a form by their whole name; refuses `invalid-input` where the body is no form. */
export async function entriesOf(c: Context): Promise<[string, unknown][]> {
  const body = await c.req.parseBody({ all: true }).catch((fault: unknown) => {
    // What is thrown at a body of parts that ends too early, has no boundary, or names a file in broken escapes.
    if (fault instanceof TypeError || fault instanceof URIError) throw new Refusal('invalid-input')
    throw fault
  })
  const entries = Object.entries(body)
  const isLong = ([name]: [string, unknown]) => name.length > MAX_NAME_SIGNS
  if (entries.length > MAX_FIELDS || entries.some(isLong)) throw new Refusal('too-large')
  return entries
}

/** The first text of a field among a form's entries; empty where there is none. */
export function textOf(entries: readonly [string, unknown][], field: string): string {
  const [first] = [entries.find(([name]) => name === field)?.[1]].flat()
  return typeof first === 'string' ? first : ''
}

/** Trouble whose errors point elsewhere. */
export function withPointers(trouble: Trouble, placed: (pointer: string) => string): Trouble {
  const errors = trouble.errors.map(({ pointer, detail }) => ({ pointer: placed(pointer), detail }))
  return { ...trouble, errors }
}

/** Trouble in the words for a member who records a family's answer; refusals otherwise speak to the family. */
export function ofRecorder(trouble: Trouble): Trouble {
  return { ...trouble, details: { ...trouble.details, why: 'recorded' } }
}

function fieldValue(kind: string, texts: readonly string[]): unknown {
  const filled = texts.map((text) => text.trim()).filter((text) => text !== '')
  const [first] = filled
  if (kind === 'list') return filled
  if (kind === 'lines')
    return filled
      .flatMap((text) => text.split(/[\n,;]/))
      .map((text) => text.trim())
      .filter(Boolean)
  if (kind === 'flag') return first !== undefined
  if (first === undefined) return undefined
  return kind === 'int' && /^[+-]?\d{1,9}$/.test(first) ? Number(first) : first
}

// Maps, so that no name (`__proto__`) can mean more than itself.
type Tree = Map<string, Tree | { value: unknown }>

function plant(tree: Tree, [step = '', ...rest]: string[], value: unknown): void {
  if (rest.length === 0) {
    tree.set(step, { value })
    return
  }
  const found = tree.get(step)
  const branch: Tree = found instanceof Map ? found : new Map()
  tree.set(step, branch)
  plant(branch, rest, value)
}

function harvest(node: Tree | { value: unknown }): unknown {
  if (!(node instanceof Map)) return node.value
  const rows = rowsOf(node)
  if (rows) return rows.map(([, row]) => harvest(row))
  return Object.fromEntries([...node].map(([key, child]) => [key, harvest(child)]))
}

/** The rows of a list in order, each with the number under which it was typed; undefined where it is no list. */
function rowsOf(node: Tree): [string, Tree | { value: unknown }][] | undefined {
  const entries = [...node]
  if (!entries.every(([key]) => /^\d{1,3}$/.test(key))) return undefined
  return entries.sort(([one], [other]) => Number(one) - Number(other))
}

// Where a value of the harvest was typed: rows that were left empty are missing from its lists.
function placesOf([step, ...rest]: string[], node: Tree | { value: unknown } | undefined): string[] {
  if (step === undefined) return []
  if (!(node instanceof Map)) return [step, ...rest]
  const row = rowsOf(node)?.[Number(step)]
  const [place, child] = row ?? [step, node.get(step)]
  return [place, ...placesOf(rest, child)]
}

// These end the visit's page; the form cannot mend them.
const NOT_OF_THE_FORM: readonly RefusalCode[] = ['not-found', 'forbidden', 'sign-in-needed', 'wait-a-while']

/**
 * Does the work of a form. A refusal that the person can mend comes back as trouble, to show the page again; so does one
 * of `kept`.
 */
export async function attempt<T>(
  work: () => Promise<T>,
  kept: readonly RefusalCode[] = [],
): Promise<{ value: T } | { trouble: Trouble }> {
  try {
    return { value: await work() }
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault
    if (NOT_OF_THE_FORM.includes(fault.code) && !kept.includes(fault.code)) throw fault
    return { trouble: { code: fault.code, errors: fault.details.errors ?? [], details: fault.details } }
  }
}

/** The name, and id, of the field that a pointer means: `/children/0/grade` is `children.0.grade`. */
export function fieldOf(pointer: string): string {
  return pointer.replace(/^\//, '').replaceAll('/', '.')
}
