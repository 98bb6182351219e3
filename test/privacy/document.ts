import type { Item } from '../../shared/table/table.ts'
import {
  EYES,
  type Eye,
  entryOf,
  fieldsIn,
  fieldsOfSchema,
  fits,
  kindOf,
  nameIn,
  OF_ANY,
  type StoredKind,
  TERMS,
  type Term,
} from './inventory.ts'
import { CHAPTERS, KINDS } from './kinds.ts'

const HEAD = `# Data inventory

All data that Convite stores: each kind of item in its one table, each field, its purpose, who sees it and when it is
deleted. \`npm run inventory\` writes this page from \`test/privacy/\`, where it is tested against the schemas and against the
items stored in simulated school years: a stored field that is missing here fails the build, and so does one that is listed
here and never stored.

The family is all its caregivers, by its link. Organizers include programs with a key of the school; helpers and the host,
a family that leads a workshop, see what they need for that alone. The operator of the deployment can read the table. Data
that goes with the family is deleted when it deletes itself, when an organizer removes it, and when a roster marks it as
gone. An empty cell means: like the whole item.

Technical attributes that any item may have:
`

/** The inventory as a page; the type of a field comes from its schema, else from stored values. */
export function documentOf(items: readonly Item[]): string {
  const stored = storedIn(items)
  const any = Object.entries(OF_ANY).map(([name, why]) => `- \`${name}\` ${why}`)
  const chapters = Object.entries(CHAPTERS).flatMap(([title, kinds]) => [
    `## ${title}`,
    ...kinds.map((kind) => sectionOf(kind, stored.get(kind) ?? new Map())),
  ])
  return `${[HEAD.trimEnd(), any.join('\n'), ...chapters].join('\n\n')}\n`
}

type Holds = ReadonlyMap<string, string>

function sectionOf(kind: StoredKind, stored: Holds): string {
  const told = new Map((kind.schemas ?? []).flatMap(([at, schema]) => [...fieldsOfSchema(at, schema)]))
  const rows = Object.keys(kind.fields).map((name) => {
    const { why, sees, goes } = entryOf(kind, name)
    const seen = sees === kind.sees ? '' : eyesIn(sees)
    const gone = goes === kind.goes ? '' : termsIn(goes)
    return `| \`${name}\` | ${why} | ${heldAs(name, told) ?? stored.get(name) ?? ''} | ${seen} | ${gone} |`
  })
  const lines = [
    `### ${kind.what}`,
    `Stored at \`${kind.key}\`. Seen by ${eyesIn(kind.sees)}. Goes ${termsIn(kind.goes)}.`,
    ...(rows.length > 0
      ? [
          ['| field | what for | holds | seen by | goes |', '| --- | --- | --- | --- | --- |', ...rows].join(
            '\n',
          ),
        ]
      : []),
  ]
  return lines.join('\n\n')
}

// A schema names each setting; the inventory has one line for similar ones.
function heldAs(name: string, told: Holds): string | undefined {
  return told.get(name) ?? [...told].find(([field]) => fits(name.split('.'), field.split('.')))?.[1]
}

const eyesIn = (eyes: readonly Eye[]) => eyes.map((eye) => EYES[eye]).join(', ')
const termsIn = (terms: readonly Term[]) => terms.map((term) => TERMS[term]).join('; ')

// For fields without a schema: the types of the values found, in any order.
function storedIn(items: readonly Item[]): Map<StoredKind, Map<string, string>> {
  const found = new Map<StoredKind, Map<string, Set<string>>>()
  for (const item of items) {
    const kind = kindOf(KINDS, item)
    if (!kind) continue
    const fields = found.get(kind) ?? new Map<string, Set<string>>()
    found.set(kind, fields)
    for (const { path, value } of fieldsIn(item)) {
      const name = nameIn(kind, path)
      const held = holds(value)
      if (name !== undefined && held) fields.set(name, (fields.get(name) ?? new Set()).add(held))
    }
  }
  const told = (held: ReadonlySet<string>) => [...held].sort().join(' or ')
  return new Map(
    [...found].map(([kind, fields]) => [
      kind,
      new Map([...fields].map(([name, held]) => [name, told(held)])),
    ]),
  )
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/
const DATE = /^\d{4}-\d\d-\d\d$/

function holds(value: unknown): string {
  if (value instanceof Uint8Array) return 'bytes'
  if (typeof value === 'number') return 'number'
  if (typeof value === 'boolean') return 'yes or no'
  if (typeof value !== 'string' || value === '') return ''
  return INSTANT.test(value) ? 'instant' : DATE.test(value) ? 'date' : 'text'
}
