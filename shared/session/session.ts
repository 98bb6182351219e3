import * as z from 'zod'
import { refuse } from '../access/refusal.ts'
import { WallTime } from '../time/wall-time.ts'

/** What an organizer decides after a poll: one time, or two. A choice that was not the best asks for a reason. */
export const Decision = z.lazy(() =>
  z.strictObject({
    options: z.array(z.string().min(1).max(60)).min(1).max(2),
    reason: z.string().trim().min(1).max(280).optional(),
  }),
)
export type Decision = z.infer<typeof Decision>

/** Another start for a session as a wall time on its clock. */
export const MoveByClock = z.lazy(() => z.strictObject({ startLocal: WallTime }))

/** Another start for a session: an instant of RFC 3339, or a wall time on its clock. */
export const Move = z.lazy(() =>
  z.union([z.strictObject({ start: z.iso.datetime({ offset: true }) }), MoveByClock]),
)
export type Move = z.infer<typeof Move>

/** A time that was chosen. `sequence` counts its changes, for calendars; instants are RFC 3339 UTC. */
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
}

/** Whether two choices of options are the same, in whatever order they were made. */
export function isSameChoice(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((option) => other.includes(option))
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
  if (new Set(choice).size < choice.length) refuse('duplicate-option')
  return choice.map((id, place) => {
    const option = options.find((one) => one.id === id)
    const pointer = `/options/${place}`
    if (!option) return refuse('unknown-option', { errors: [{ pointer, detail: 'unknown-option' }] })
    if (Date.parse(option.start) <= Date.parse(now)) {
      refuse('time-in-past', { errors: [{ pointer, detail: 'time-in-past' }] })
    }
    return option
  })
}

/** The outcome of a decision: the sessions in the order of the choice, instants in RFC 3339 UTC. */
export type Scheduled = { status: 'scheduled'; sessions: { id: string; start: string; end: string }[] }

/** Sessions as the outcome of their decision. */
export function scheduledAs(sessions: readonly { id: string; start: string; end: string }[]): Scheduled {
  return { status: 'scheduled', sessions: sessions.map(({ id, start, end }) => ({ id, start, end })) }
}
