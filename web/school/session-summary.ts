import type { ComingChild } from '../../shared/family/coming-child.ts'
import { isStaff, monthsOf } from '../../shared/session/reply.ts'
import type { Answered } from '../../shared/session/session.operations.ts'

/** A reply with the name of its family, or of the member of the team. */
export type Named = Answered & { name: string }

/** The ages under which children are counted, each from so many months on. */
export const AGES = [
  { name: 'under3', from: 0 },
  { name: 'from3', from: 36 },
  { name: 'from6', from: 72 },
  { name: 'from13', from: 156 },
] as const

type AgeName = (typeof AGES)[number]['name']

/** Who comes, waits and cannot come, with the numbers of those who come. */
export type Summary = {
  coming: Named[]
  waiting: Named[]
  away: Named[]
  /** Families that come; without the staff. */
  families: number
  adults: number
  children: number
  /** Ages without a child are left out. */
  ages: { name: AgeName; count: number }[]
}

/** Sums up the replies of a session; the lists are in the order of names, the waiting list in its own. */
export function summaryOf(replies: readonly Named[], language: string): Summary {
  const order = new Intl.Collator(language)
  const named = replies.toSorted((one, other) => order.compare(one.name, other.name))
  const coming = named.filter(({ attending, waiting }) => attending && !waiting)
  const children = coming.flatMap((reply) => reply.children)
  return {
    coming,
    waiting: named
      .filter(({ attending, waiting }) => attending && waiting)
      .sort((one, other) => (one.position ?? 0) - (other.position ?? 0)),
    away: named.filter(({ attending }) => !attending),
    families: coming.filter((reply) => !isStaff(reply)).length,
    adults: coming.reduce((sum, { adults }) => sum + adults, 0),
    children: children.length,
    ages: agesOf(children),
  }
}

function agesOf(children: readonly ComingChild[]): Summary['ages'] {
  const names = children.map((child) => ageOf(monthsOf(child)))
  return AGES.map(({ name }) => ({ name, count: names.filter((one) => one === name).length })).filter(
    ({ count }) => count > 0,
  )
}

const ageOf = (months: number): AgeName => AGES.findLast(({ from }) => months >= from)?.name ?? 'under3'
