import { DateTime } from 'luxon'
import * as z from 'zod'
import { refuse } from '../access/refusal.ts'
import { writtenText } from '../access/visible.ts'
import { instantOf, timeAt } from '../time/instant.ts'
import { resolveWallTime, WallTime, wallTimeAt } from '../time/wall-time.ts'
import { mustBeAlive, type Workshop } from '../workshop/workshop.ts'

const MOST_WEEKS = 12
const MOST_REASON = 280

/** An organizer's decision after a poll: one time or two, with the reason where they are not the recommended ones. */
export const Decision = z.lazy(() =>
  z.strictObject({
    options: z.array(z.string().min(1).max(60)).min(1).max(2),
    reason: writtenText(MOST_REASON).min(1).optional(),
    /** The number of weekly sessions, each at the same local time; one by default. */
    weeks: z.int().min(1).max(MOST_WEEKS).optional(),
  }),
)
export type Decision = z.infer<typeof Decision>

// Why this time, although something speaks against it.
const overriding = () => ({ reason: writtenText(MOST_REASON).min(1).optional() })

/** A new start for a session as a local time in its zone. */
export const MoveByClock = z.lazy(() => z.strictObject({ startLocal: WallTime, ...overriding() }))

// RFC 3339 knows years of four digits; a session may end in the year after its start.
const endsInFourDigits = (start: string) => start < '9999'

/** A new start for a session: an RFC 3339 instant, or a local time in its zone. */
export const SessionMove = z.lazy(() =>
  z.union([
    z.strictObject({
      start: z.iso.datetime({ offset: true }).refine(endsInFourDigits),
      ...overriding(),
    }),
    MoveByClock,
  ]),
)
export type SessionMove = z.infer<typeof SessionMove>

/**
 * The start that families know, and the `movedAt` and `moveReason` of that time. `since` is when it was first moved away from there, `leaves`
 * when the news of the last move leaves.
 */
export type MovedFrom = {
  start: string
  movedAt?: string
  moveReason?: string
  since: string
  leaves: string
}

/** A scheduled time of a workshop. `sequence` counts its changes, for calendars; instants are RFC 3339 UTC. */
export type Session = {
  id: string
  workshop: string
  option: string
  start: string
  end: string
  timeZone: string
  status: 'scheduled' | 'cancelled'
  sequence: number
  revision: number
  /** When it was last moved (RFC 3339 UTC); earlier replies must be confirmed. */
  movedAt?: string
  /** Why an organizer moved it there although something speaks against that time; for the team alone. */
  moveReason?: string
  /** Where it was before families are told of its new time, to undo that. */
  movedFrom?: MovedFrom
  /** When `sequence` was raised last (RFC 3339 UTC): the DTSTAMP of its calendar entry. */
  changedAt?: string
}

/** The session of a chosen option, or of one of the weeks after it. */
export function newSession(
  id: string,
  workshop: string,
  { id: option, start, end, timeZone }: Pick<Session, 'id' | 'start' | 'end' | 'timeZone'>,
): Session {
  const time = { start, end, timeZone }
  return { id, workshop, option, ...time, status: 'scheduled', sequence: 0, revision: 1 }
}

/** The reference to a session that its workshop stores. */
export function referenceOf({ id, start, end, option, status }: Session) {
  return { id, start, end, option, ...(status === 'cancelled' && { cancelled: true as const }) }
}

/** Where a session was before it is moved at `now`: of several moves before the first is told, before the first. */
export function movedFrom(
  { start, movedAt, moveReason, movedFrom: before }: Session,
  { now, leaves }: { now: string; leaves: string },
): MovedFrom {
  if (before && now < before.leaves) return { ...before, leaves }
  return { start, ...(movedAt && { movedAt }), ...(moveReason && { moveReason }), since: now, leaves }
}

/** A session at the start that it had before it was moved, as long as it is now. */
export function movedBack(
  { movedFrom: _from, movedAt: _, moveReason: _reason, ...session }: Session,
  { start, movedAt, moveReason }: MovedFrom,
): Session {
  const length = Date.parse(session.end) - Date.parse(session.start)
  const end = instantOf(timeAt(start).plus(length))
  return { ...session, start, end, ...(movedAt && { movedAt }), ...(moveReason && { moveReason }) }
}

/** Whether a reply was given before the session was moved. */
export function isOutdated(
  { movedAt }: Pick<Session, 'movedAt'>,
  { repliedAt }: { repliedAt: string },
): boolean {
  return movedAt !== undefined && repliedAt < movedAt
}

/** Whether two choices of options are the same, in any order. */
export function isSameChoice(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((option) => other.includes(option))
}

/** Whether a choice is what the poll recommends: its best time, or its best pair. */
export function isRecommended(
  { options }: Pick<Decision, 'options'>,
  { ranking, bestPair }: { ranking: readonly { option: string }[]; bestPair: { options: string[] } | null },
): boolean {
  const best = options.length === 1 ? ranking.slice(0, 1).map(({ option }) => option) : bestPair?.options
  return best !== undefined && isSameChoice(best, options)
}

/**
 * The chosen options among those of the poll, in the order of the choice.
 * Refuses `duplicate-option`, `unknown-option` and, for one that has begun, `time-in-past`.
 */
export function chosenOptions<O extends { id: string; start: string }>(
  options: readonly O[],
  choice: readonly string[],
  now: string,
): O[] {
  return choice.map((id, place) => {
    const option = options.find((one) => one.id === id)
    const pointer = `/options/${place}`
    if (choice.indexOf(id) < place)
      return refuse('duplicate-option', { errors: [{ pointer, detail: 'duplicate-option' }] })
    if (!option) return refuse('unknown-option', { errors: [{ pointer, detail: 'unknown-option' }] })
    if (Date.parse(option.start) <= Date.parse(now)) {
      refuse('time-in-past', { errors: [{ pointer, detail: 'time-in-past' }] })
    }
    return option
  })
}

/**
 * A time and the same local time in the weeks after it, across daylight saving changes. Refuses a local time that does
 * not exist or exists twice.
 */
export function weekly<T extends { start: string; end: string; timeZone: string }>(
  time: T,
  weeks: number,
): T[] {
  const minutes = (Date.parse(time.end) - Date.parse(time.start)) / 60_000
  return Array.from({ length: weeks }, (_, week) => {
    if (week === 0) return time
    const wall = DateTime.fromISO(wallTimeAt(time.start, time.timeZone), { zone: 'utc' }).plus({
      weeks: week,
    })
    const start = resolveWallTime(wall.toFormat("yyyy-MM-dd'T'HH:mm"), time.timeZone, '/weeks')
    const end = instantOf(timeAt(start).plus({ minutes }))
    return { ...time, start, end }
  })
}

/** The outcome of a decision: the sessions in the order of the choice, instants in RFC 3339 UTC. */
export type Scheduled = { status: 'scheduled'; sessions: { id: string; start: string; end: string }[] }

/** Sessions as the outcome of their decision. */
export function scheduledAs(sessions: readonly { id: string; start: string; end: string }[]): Scheduled {
  return { status: 'scheduled', sessions: sessions.map(({ id, start, end }) => ({ id, start, end })) }
}

/** The sessions that a decision makes of a workshop's poll. Refused where it has none, or is over. */
export function sessionsOf(
  workshop: Workshop,
  { options, weeks = 1 }: Decision,
  { now, newId }: { now: string; newId: () => string },
): Session[] {
  mustBeAlive(workshop)
  if (!workshop.poll) refuse('poll-not-open')
  const times = chosenOptions(workshop.poll.options, options, now).flatMap((option) => weekly(option, weeks))
  return times.map((time) => newSession(newId(), workshop.id, time))
}
