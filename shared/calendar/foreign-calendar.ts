import { refuse } from '../access/refusal.ts'
import type { NewClosure } from './closure.ts'
import { eventsIn } from './event-lines.ts'
import { entryOf, type ForeignEntry } from './foreign-entry.ts'
import { addDays, type UnreadReason } from './whole-days.ts'

const MOST_SIGNS = 512 * 1024
const MOST_EVENTS = 2000
const MOST_FOUND = 400
const MOST_LOOKS = 500_000
const NAME_SIGNS = 80
const UID_SIGNS = 255

/** The dates between which days are looked for, and the zone of the school, for times in UTC. */
export type CalendarWindow = { from: string; to: string; timeZone: string }

/** An entry, or a part of one, that could not be read: its line in the file, its name where there is one, and why. */
export type UnreadEntry = { line: number; name: string; reason: UnreadReason }

/** What a calendar from elsewhere says. */
export type ForeignCalendar = {
  /** How it calls itself, else the program that made it. */
  source: string
  days: (NewClosure & { uid: string })[]
  unread: UnreadEntry[]
  /** How many entries have hours of a day, and are no closures. */
  timed: number
  /** The ids of events that are cancelled, with the day where it is one of several. */
  cancelled: { uid: string; from?: string }[]
  /** Ids of what could not be read: nothing is known of it, neither that it stays nor that it went. */
  unknown: string[]
  /** Whether what is not in it is over: it is neither cut short nor a message about single events. */
  isWhole: boolean
}

/**
 * Reads the whole days of an iCalendar file (RFC 5545) that touch the window: what may be closures, each day of a series
 * on its own. What cannot be read is named with its line and left out; nothing is guessed. Days are days, whatever the
 * zone of the reader. Refuses `calendar-unreadable` where there is no calendar, and `calendar-too-large`.
 */
export function readCalendar(text: string, window: CalendarWindow): ForeignCalendar {
  if (text.length > MOST_SIGNS) refuse('calendar-too-large')
  const { events, source, isWhole } = eventsIn(text)
  if (events.length > MOST_EVENTS) refuse('calendar-too-large')
  let looks = MOST_LOOKS
  const spend = (days: number) => {
    looks -= days
    return looks >= 0
  }
  const entries = events.map((event) => entryOf(event, window, spend))
  const living = [...seriesOf(entries).values()].flatMap(livingOf)
  const found = living.flatMap(({ entry, starts }) => daysOf(entry, starts, window))
  if (found.length > MOST_FOUND) refuse('calendar-too-large')
  const troubled = entries.filter(({ trouble }) => trouble)
  return {
    source: cut(source, UID_SIGNS),
    days: withOwnIds(found).sort(
      (one, other) => one.from.localeCompare(other.from) || one.name.localeCompare(other.name),
    ),
    unread: troubled.flatMap(({ name, trouble }) =>
      trouble ? [{ ...trouble, name: cut(name, NAME_SIGNS) }] : [],
    ),
    timed: living.filter(({ entry: { span, trouble }, starts }) => !span && !trouble && starts.length > 0)
      .length,
    cancelled: entries.filter(({ isCancelled }) => isCancelled).map(cancellationOf),
    unknown: troubled.map(idOf),
    isWhole: isWhole && events.every(({ method }) => method === '' || method === 'PUBLISH'),
  }
}

function seriesOf(entries: readonly ForeignEntry[]): Map<string, ForeignEntry[]> {
  const series = new Map<string, ForeignEntry[]>()
  for (const [place, entry] of entries.entries()) {
    // Without an id, each is by itself.
    const key = entry.uid || `\n${place}`
    series.set(key, [...(series.get(key) ?? []), entry])
  }
  return series
}

type Living = { entry: ForeignEntry; starts: string[] }

/** The valid entries of one UID: the newest version of each, without cancelled days and days that an override replaces. */
function livingOf(entries: ForeignEntry[]): Living[] {
  const masters = entries.filter(({ instance }) => instance === undefined)
  const newest = Math.max(...masters.map(({ sequence }) => sequence))
  const current = masters.filter(({ sequence }) => sequence === newest)
  const ends = current.filter(({ isCancelled }) => isCancelled)
  const kept = current.filter(
    (one) => !one.isCancelled && !ends.some(({ first }) => first === undefined || first === one.first),
  )
  if (masters.length > 0 && kept.length === 0) return []
  const own = new Map<string, ForeignEntry>()
  for (const entry of entries.filter(({ instance }) => instance !== undefined).sort(isNewer)) {
    own.set(entry.instance ?? '', entry)
  }
  const isOwn = (day: string) =>
    own.has(day) || [...own.values()].some(({ instance = '', andAfter }) => andAfter && day >= instance)
  return [
    ...kept.map((entry) => ({ entry, starts: entry.starts.filter((day) => !isOwn(day)) })),
    ...[...own.values()]
      .filter(({ isCancelled }) => !isCancelled)
      .map((entry) => ({ entry, starts: entry.starts })),
  ]
}

// Of two that say the same day, the one with the higher sequence holds, or that which cancels.
const isNewer = (one: ForeignEntry, other: ForeignEntry) =>
  one.sequence - other.sequence || Number(one.isCancelled) - Number(other.isCancelled)

function daysOf(entry: ForeignEntry, starts: readonly string[], { from, to }: CalendarWindow) {
  const { span, trouble } = entry
  if (!span || trouble) return []
  return starts
    .map((start) => ({ from: start, to: addDays(start, span.days - 1) }))
    .filter((day) => day.to >= from && day.from <= to)
    .map((day) => ({ name: cut(entry.name, NAME_SIGNS), ...day, uid: idOf(entry) }))
}

// Some programs give every event one id: two on one day are told apart by their names.
function withOwnIds(days: readonly (NewClosure & { uid: string })[]): (NewClosure & { uid: string })[] {
  const known = new Map<string, NewClosure & { uid: string }>()
  for (const day of days) {
    const key = `${day.uid}\n${day.from}`
    const uid = known.has(key) ? cut(`${day.name} ${day.uid}`, UID_SIGNS) : day.uid
    known.set(known.has(key) && known.get(key)?.name !== day.name ? `${uid}\n${day.from}` : key, {
      ...day,
      uid,
    })
  }
  return [...known.values()]
}

/** How a day is known when the calendar is brought in again: by its event's id, else by its name. */
const idOf = ({ uid, name }: ForeignEntry) => cut(uid || name, UID_SIGNS)

function cancellationOf(entry: ForeignEntry): { uid: string; from?: string } {
  const from = entry.instance ?? (entry.isSeries ? undefined : entry.first)
  return { uid: idOf(entry), ...(from !== undefined && { from }) }
}

// A sign of two halves is not cut in the middle: the database takes no half.
function cut(text: string, signs: number): string {
  return text.slice(0, signs).replace(/\p{Surrogate}$/u, '')
}
