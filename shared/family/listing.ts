import * as z from 'zod'
import { digitsOf, type Listed, type Searched } from './directory.ts'
import { folded } from './search.ts'

/** The orders of the list. */
export const LIST_ORDERS = ['name', 'heard', 'language'] as const

/** What is asked of the list. All that is given must hold. */
export const ListQuery = z.lazy(() =>
  z.strictObject({
    search: z.string().max(100).default(''),
    by: z.enum(['phone', 'paper']).optional(),
    heard: z.enum(['yes', 'no', 'never-reached']).optional(),
    language: z.string().max(40).optional(),
    group: z.string().max(130).optional(),
    sort: z.enum(LIST_ORDERS).default('name'),
  }),
)
export type ListQuery = z.infer<typeof ListQuery>

/** The numbers beside the filters, within what was searched for and the language and group that were chosen. */
export type ListCounts = Record<'all' | 'yes' | 'no' | 'never-reached' | 'phone' | 'paper', number>

/** A page of the list: its families, how many there are in all, and what the filters offer. */
export type Listing = {
  families: Listed[]
  /** How many the query found, and the place of the first shown (from 0). */
  found: number
  from: number
  counts: ListCounts
  /** How many families the school has. */
  school: number
  /** The languages and groups of the school with their number of families, the most frequent first. */
  languages: [string, number][]
  groups: [string, number][]
}

const FEWEST_DIGITS = 3
const NUMBER = /^[\p{Nd}\s()+./-]+$/u

/** Whether a family holds every word of a search in its names, addresses or numbers; `isSought` of a text is reusable. */
export function isSought(search: string): (family: Pick<Searched, 'text' | 'numbers'>) => boolean {
  const digits = digitsOf(search)
  if (NUMBER.test(search) && digits.length >= FEWEST_DIGITS) {
    // Numbers are stored with their country; people write a zero in its place.
    const national = digits.replace(/^0+/, '')
    return ({ numbers }) => numbers.some((one) => one.includes(digits) || one.includes(national))
  }
  const words = folded(search).split(/\s+/).filter(Boolean)
  const asNumbers = words.map((word) => (NUMBER.test(word) ? digitsOf(word) : ''))
  return ({ text, numbers }) =>
    words.every(
      (word, place) =>
        text.includes(word) ||
        ((asNumbers[place]?.length ?? 0) >= FEWEST_DIGITS &&
          numbers.some((one) => one.includes(asNumbers[place] ?? ''))),
    )
}

/** The families that hold every word of a search, by name. */
export function soughtAmong(families: readonly Searched[], search: string): Searched[] {
  return inListOrder(families.filter(isSought(search)), 'name')
}

/** A page of at most `size` families from a place (from 0) on; a place beyond the last shows the first page. */
export function listingOf(
  all: readonly Searched[],
  query: ListQuery,
  { from, size }: { from: number; size: number },
): Listing {
  const seeks = isSought(query.search)
  const within = all.filter(
    (family) =>
      (query.language === undefined || family.language === query.language) &&
      (query.group === undefined || family.groups.includes(query.group)) &&
      seeks(family),
  )
  const found = within.filter((family) => hasBy(family, query.by) && hasHeard(family, query.heard))
  const first = from < found.length ? from : 0
  return {
    families: inListOrder(found, query.sort).slice(first, first + size),
    found: found.length,
    from: first,
    counts: countsOf(within),
    school: all.length,
    languages: tallied(all.map(({ language }) => language)),
    groups: tallied(all.flatMap(({ groups }) => groups)),
  }
}

function hasBy({ by }: Listed, asked: ListQuery['by']): boolean {
  return asked === undefined || by === asked
}

/** Never reached: nobody heard from the family, and no message can reach it. */
function hasHeard({ heard, isUnwritten }: Listed, asked: ListQuery['heard']): boolean {
  if (asked === undefined) return true
  if (asked === 'yes') return heard !== undefined
  return heard === undefined && (asked === 'no' || isUnwritten)
}

function countsOf(families: readonly Listed[]): ListCounts {
  const count = (holds: (family: Listed) => boolean) => families.filter(holds).length
  return {
    all: families.length,
    yes: count((one) => hasHeard(one, 'yes')),
    no: count((one) => hasHeard(one, 'no')),
    'never-reached': count((one) => hasHeard(one, 'never-reached')),
    phone: count((one) => hasBy(one, 'phone')),
    paper: count((one) => hasBy(one, 'paper')),
  }
}

// One collator for all: `localeCompare` makes one each time.
const { compare } = new Intl.Collator('en')

/** In the order of names, or of languages and then names, or those heard from last first and nobody yet at the end. */
function inListOrder(families: readonly Searched[], order: ListQuery['sort']): Searched[] {
  const byName = (one: Listed, other: Listed) =>
    compare(one.name, other.name) || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0)
  if (order === 'language')
    return families.toSorted((one, other) => compare(one.language, other.language) || byName(one, other))
  if (order === 'heard')
    return families.toSorted(
      (one, other) => compare(other.heard?.at ?? '', one.heard?.at ?? '') || byName(one, other),
    )
  return families.toSorted(byName)
}

function tallied(values: readonly string[]): [string, number][] {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort(([one, some], [other, more]) => more - some || (one < other ? -1 : 1))
}
