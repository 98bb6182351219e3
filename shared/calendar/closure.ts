import * as z from 'zod'
import { writtenText } from '../access/visible.ts'

const MOST_CLOSURES = 400

/** Days on which the school is closed, from the first to the last as local dates. */
export const NewClosure = z.lazy(() =>
  z
    .strictObject({
      name: writtenText(80).min(1),
      from: z.iso.date(),
      to: z.iso.date().optional(),
      /** Its UID in another calendar, by which the next import finds it. */
      uid: z.string().max(255).optional(),
      /** The calendar that it was imported from: the next import of that one replaces it. */
      source: z.string().max(255).optional(),
    })
    .refine(({ from, to }) => to === undefined || from <= to, { message: 'end-before-start', path: ['to'] }),
)
export type NewClosure = z.infer<typeof NewClosure>

/** A closure in the school's calendar. */
export type Closure = { id: string; name: string; from: string; to: string; uid?: string; source?: string }

/** All closures of a school; `revision` counts their changes. */
export type SchoolCalendar = { closures: Closure[]; revision: number }

/**
 * The calendar with one more, or with what was brought in before changed; the soonest first. The oldest go when there are
 * too many.
 */
export function withClosure(
  { closures, revision }: SchoolCalendar,
  closure: NewClosure,
  id: string,
): SchoolCalendar {
  const { name, from, to = from, uid, source } = closure
  const known = broughtBefore(closures, closure)
  const others = closures.filter((one) => one !== known && one.id !== id)
  const brought = { ...(uid && { uid }), ...(source && { source }) }
  const all = [...others, { id: known?.id ?? id, name, from, to, ...brought }]
  const sorted = all.sort((one, other) => (one.from < other.from ? -1 : one.from > other.from ? 1 : 0))
  return { closures: sorted.slice(-MOST_CLOSURES), revision: revision + 1 }
}

/** The closure that is the same day of another calendar: of the same id, and on the same date. */
export function broughtBefore(closures: readonly Closure[], { uid, from }: NewClosure): Closure | undefined {
  return uid === undefined ? undefined : closures.find((one) => one.uid === uid && one.from === from)
}

/** The calendar without one. */
export function withoutClosure({ closures, revision }: SchoolCalendar, id: string): SchoolCalendar {
  return { closures: closures.filter((one) => one.id !== id), revision: revision + 1 }
}
