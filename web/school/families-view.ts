import type { Heard } from '../../shared/family/heard.ts'
import type { ListQuery } from '../../shared/family/listing.ts'
import { timeAt } from '../../shared/time/instant.ts'
import { dateText, dueDayText } from '../messages/format.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'

/** The filters that stand as links, each with the part of the query that it sets. */
export const ONLY = {
  all: {},
  no: { heard: 'no' },
  yes: { heard: 'yes' },
  phone: { by: 'phone' },
  paper: { by: 'paper' },
  'never-reached': { heard: 'never-reached' },
} as const satisfies Record<string, Pick<Partial<ListQuery>, 'heard' | 'by'>>

/** Whether one of those filters is on; `all` is where no other is. */
export function isOn(query: ListQuery, only: keyof typeof ONLY): boolean {
  if (only === 'all') return query.heard === undefined && query.by === undefined
  return Object.entries(ONLY[only]).every(([name, value]) => query[name as 'heard' | 'by'] === value)
}

/** The query after a tap on one of those filters: it turns on beside the others, or off again. */
export function toggled(query: ListQuery, only: keyof typeof ONLY): ListQuery {
  const { heard: _heard, by: _by, ...rest } = query
  if (only === 'all') return rest
  if (!isOn(query, only)) return { ...query, ...ONLY[only] }
  const [name] = Object.keys(ONLY[only])
  return { ...query, ...(name === 'by' ? { by: undefined } : { heard: undefined }) }
}

/** The address of the list under a query, from a place (from 0) on. */
export function listAddress(query: ListQuery, from = 0): string {
  const { search, by, heard, language, group, sort } = query
  const said = { search, by, heard, language, group, sort: sort === 'name' ? '' : sort, from: from || '' }
  const given = Object.entries(said).flatMap(([name, value]) => (value ? [[name, String(value)]] : []))
  return schoolRoutes.families() + (given.length > 0 ? `?${new URLSearchParams(given)}` : '')
}

/** When and how a family was last heard from, in words; the year only where it is another one. */
export function heardText({ t, language, school }: Reader, { kind, at }: Heard, now: string): string {
  const timeZone = school?.timeZone ?? 'UTC'
  const local = timeAt(at, timeZone)
  const isThisYear = local.year === timeAt(now, timeZone).year
  const date = isThisYear
    ? dueDayText(local.toISODate() ?? '', language, 'date')
    : dateText(at, { language, timeZone })
  return t(`families.heard.${kind}`, { date })
}
