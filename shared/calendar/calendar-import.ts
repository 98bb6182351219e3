import * as z from 'zod'
import { broughtBefore, type Closure, NewClosure, type SchoolCalendar, withClosure } from './closure.ts'
import type { CalendarWindow, ForeignCalendar, UnreadEntry } from './foreign-calendar.ts'

const MOST_DAYS = 400

/** A day that another calendar brings, and what it was before, where it is known. */
export type ComingDay = NewClosure & { was?: Closure }

/** What would change if another calendar was brought in, and what of it could not be read. */
export type CalendarPreview = {
  source: string
  comes: ComingDay[]
  goes: Closure[]
  unread: UnreadEntry[]
  timed: number
}

/** The days that an organizer takes, those that are left out after all, and the ids of the closures that go. */
export const CalendarImport = z.lazy(() =>
  z.strictObject({
    days: z.array(NewClosure).max(MOST_DAYS).default([]),
    left: z.array(NewClosure).max(MOST_DAYS).default([]),
    gone: z.array(z.string().max(60)).max(MOST_DAYS).default([]),
  }),
)
export type CalendarImport = z.infer<typeof CalendarImport>

/**
 * What a calendar from elsewhere would change. Of what it brought before, the days of the window that it does not have
 * any more go, and those that it cancels; not so where it is no whole calendar, or could not be read at that place.
 */
export function previewOf(
  { closures }: SchoolCalendar,
  foreign: ForeignCalendar,
  { from, to }: CalendarWindow,
): CalendarPreview {
  const { source, unread, timed, cancelled, unknown, isWhole } = foreign
  const comes = foreign.days.map((day) => {
    const was = broughtBefore(closures, day)
    return { ...day, ...(source && { source }), ...(was && { was }) }
  })
  const staying = new Set(comes.flatMap(({ was }) => was?.id ?? []))
  const isMissing = (one: Closure) =>
    isWhole && one.source === source && source !== '' && one.to >= from && one.from <= to
  const isCancelled = ({ uid, from }: Closure) =>
    cancelled.some((one) => one.uid === uid && (one.from === undefined || one.from === from))
  const goes = closures.filter((one) => {
    if (one.uid === undefined || staying.has(one.id)) return false
    return isCancelled(one) || (isMissing(one) && !unknown.includes(one.uid))
  })
  return { source, comes, goes, unread, timed }
}

/** The calendar with the days that were taken and without those that went, as one change. */
export function withImport(
  calendar: SchoolCalendar,
  { days, left, gone }: CalendarImport,
  newId: () => string,
): SchoolCalendar {
  const ids = new Set([...gone, ...left.map((day) => broughtBefore(calendar.closures, day)?.id)])
  const closures = calendar.closures.filter(({ id }) => !ids.has(id))
  const all = days.reduce((so, day) => withClosure(so, day, newId()), { ...calendar, closures })
  return { ...all, revision: calendar.revision + 1 }
}
