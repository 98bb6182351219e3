import { CodeQuery } from '../../shared/family/code-sheet.ts'
import type { Look } from '../style/team-style.ts'

/**
 * What codes are printed on, with the number of labels on a sheet. A page has ten sheets at most: a printer takes them in one
 * go, a browser lays them out in a moment, and the answer stays far below what a function may send.
 */
export const MEDIA = {
  cut: { look: 'codes', sheet: 24 },
  '5160': { look: 'avery5160', sheet: 30 },
  l7160: { look: 'l7160', sheet: 21 },
} as const satisfies Record<string, { look: Look; sheet: number }>
export type Medium = keyof typeof MEDIA

const MOST_SHEETS = 10

/** The codes that a screen shows before the others are asked for. */
export const SHOWN_AT_FIRST = 12

/** The most families of a page of codes. */
export const pageSize = (on: Medium) => MEDIA[on].sheet * MOST_SHEETS

const FIELDS = ['whom', 'language', 'group', 'order'] as const

/** What is asked of the codes: what they are printed on, for whom, in what order. */
export type CodesAsked = { on: Medium; query: CodeQuery }

/** What an address or a form asks for; what is no choice of ours is as if it were not there. */
export function codesAsked(given: (name: string) => string | undefined): CodesAsked {
  const named = FIELDS.map((name) => [name, given(name)] as const).filter(([, value]) => value)
  const { data } = CodeQuery.safeParse(Object.fromEntries(named))
  const on = given('on') ?? ''
  return { on: isMedium(on) ? on : 'cut', query: data ?? CodeQuery.parse({}) }
}

const isMedium = (text: string): text is Medium => Object.hasOwn(MEDIA, text)

/** The same as fields of an address or a form, without what is not said. */
export function codesFields({ on, query }: CodesAsked): [string, string][] {
  return [['on', on], ...FIELDS.flatMap((name): [string, string][] => named(name, query[name]))]
}

const named = (name: string, value: string | undefined): [string, string][] => (value ? [[name, value]] : [])

/** An address that asks for the same, from a place (from 0) on. */
export function codesAddress(path: string, asked: CodesAsked, from = 0): string {
  const fields = [...codesFields(asked), ...named('from', from > 0 ? String(from) : undefined)]
  return `${path}?${new URLSearchParams(fields)}`
}

/** Families in the parts in which they stand: under each class, bus or language those of it. */
export function byUnder<Place extends { under?: string }>(places: readonly Place[]): Place[][] {
  const parts: Place[][] = []
  for (const place of places) {
    const last = parts.at(-1)
    if (last && last[0]?.under === place.under) last.push(place)
    else parts.push([place])
  }
  return parts
}

/** Things in parts of a size, in their order. */
export function inSheets<Thing>(things: readonly Thing[], size: number): Thing[][] {
  return Array.from({ length: Math.ceil(things.length / size) }, (_, place) =>
    things.slice(place * size, (place + 1) * size),
  )
}
