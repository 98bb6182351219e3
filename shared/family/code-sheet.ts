import * as z from 'zod'
import type { Searched } from './directory.ts'

/** For whom codes are printed: every family, those that no message can reach, or those that nobody heard from. */
export const CODES_FOR = ['all', 'unwritten', 'unheard'] as const

// Ballots are for families that wish for paper first, whatever else reaches them.
const SHEETS_FOR = [...CODES_FOR, 'byPaper'] as const

/**
 * Which families get a code, and in what order: by name, by language, or by a kind of group such as `class` or `bus`. Without
 * an order they stand by class where there are classes, since it is a teacher who hands them out; see `orderOf`.
 */
export const CodeQuery = z.lazy(() =>
  z.strictObject({
    whom: z.enum(SHEETS_FOR).default('all'),
    language: z.string().max(40).optional(),
    group: z.string().max(130).optional(),
    order: z.string().max(40).optional(),
  }),
)
export type CodeQuery = z.infer<typeof CodeQuery>

/** A family of a sheet, under the class, bus or language by which it is sorted; `under` is absent where it has none. */
export type CodePlace = { id: string; under?: string }

/** What there is to choose from: the numbers of families by whom, language and group, and the kinds of groups. */
export type CodeChoices = {
  whom: Record<(typeof SHEETS_FOR)[number], number>
  languages: string[]
  groups: string[]
  kinds: string[]
}

/** A query with its order. */
type Ordered = CodeQuery & { order: string }

/** The order that a query asks for, else by class where the school has classes, else by name. */
export function orderOf({ order }: CodeQuery, { kinds }: Pick<CodeChoices, 'kinds'>): string {
  return order ?? (kinds.includes('class') ? 'class' : 'name')
}

/** The families that a query asks for, in its order; each stands once. */
export function codePlaces(all: readonly Searched[], query: Ordered): CodePlace[] {
  const asked = all.filter((family) => isAsked(family, query))
  const placed = asked.map((family) => ({ family, under: underOf(family, query) }))
  return placed
    .toSorted(
      (one, other) =>
        compareUnder(one.under, other.under) ||
        compare(one.family.name, other.family.name) ||
        (one.family.id < other.family.id ? -1 : 1),
    )
    .map(({ family: { id }, under }) => ({ id, ...(under !== undefined && { under }) }))
}

/** What a school's families can be chosen by. */
export function codeChoices(all: readonly Searched[]): CodeChoices {
  const count = (whom: CodeQuery['whom']) => all.filter((family) => isFor(family, whom)).length
  const groups = distinct(all.flatMap((family) => family.groups))
  return {
    whom: {
      all: all.length,
      unwritten: count('unwritten'),
      unheard: count('unheard'),
      byPaper: count('byPaper'),
    },
    languages: distinct(all.map(({ language }) => language)),
    groups,
    kinds: [...new Set(groups.map(kindOf))],
  }
}

function isAsked(family: Searched, { whom, language, group }: CodeQuery): boolean {
  const isIn = group === undefined || family.groups.includes(group)
  return isIn && (language === undefined || family.language === language) && isFor(family, whom)
}

function isFor({ isUnwritten, isByPaper, heard }: Searched, whom: CodeQuery['whom']): boolean {
  return { all: true, unwritten: isUnwritten, unheard: heard === undefined, byPaper: isByPaper }[whom]
}

// A family of two classes gets one label: with the class that was asked for, else with the first.
function underOf({ language, groups }: Searched, { order, group }: Ordered): string | undefined {
  if (order === 'name') return undefined
  if (order === 'language') return language
  if (group !== undefined && kindOf(group) === order) return group
  return groups.filter((one) => kindOf(one) === order).toSorted(compare)[0]
}

// Room 9 comes before room 10.
const { compare } = new Intl.Collator('en', { numeric: true })

function compareUnder(one: string | undefined, other: string | undefined): number {
  if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined)
  return compare(one, other)
}

const kindOf = (group: string) => group.split(':', 1)[0] ?? ''
const distinct = (values: readonly string[]) => [...new Set(values)].toSorted(compare)
