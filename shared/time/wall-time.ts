import { DateTime, FixedOffsetZone } from 'luxon'
import * as z from 'zod'
import { type FieldError, refuse } from '../access/refusal.ts'
import { type Instant, instantOf, timeAt } from './instant.ts'

/** A wall time `YYYY-MM-DDTHH:mm`, with an offset where the time is ambiguous. */
export const WallTime = z.lazy(() =>
  z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:00)?(Z|[+-]\d{2}:\d{2})?$/, 'wall-time')
    .refine((text) => DateTime.fromISO(text, { setZone: true }).isValid, 'wall-time')
    // In another zone, or a workshop's length later, it would lie in the year 10000, which RFC 3339 cannot write.
    .refine((text) => text < '9999', 'wall-time'),
)

/** An instant (RFC 3339), or a wall time with an offset or in a zone that is known. */
export const Moment = z.lazy(() => z.union([z.iso.datetime({ offset: true }), WallTime]))

const WALL_FORMAT = "yyyy-MM-dd'T'HH:mm"
const OFFSET = /(Z|[+-]\d{2}:\d{2})$/

/**
 * The instant of a wall time in a zone. Refuses a nonexistent wall time with the nearest valid ones on both sides, and an
 * ambiguous one with both instants; an offset at its end selects one of them.
 */
export function resolveWallTime(text: string, zone: string, pointer = '/startLocal'): Instant {
  const bare = text.replace(OFFSET, '')
  const instants = instantsOf(bare, zone)
  const offset = OFFSET.exec(text)?.[1]
  const error = (detail: string): FieldError[] => [{ pointer, detail }]
  const [first, second] = instants
  if (!first)
    return refuse('nonexistent-local-time', {
      nearest: nearest(bare, zone),
      errors: error('nonexistent-local-time'),
    })
  if (offset) {
    const meant = instants.find(
      (instant) => Date.parse(instant) === Date.parse(`${bare.slice(0, 16)}:00${offset}`),
    )
    return meant ?? refuse('invalid-input', { errors: error('offset-of-another-zone') })
  }
  return second
    ? refuse('ambiguous-local-time', { choices: instants, errors: error('ambiguous-local-time') })
    : first
}

/** The instant of a moment: as it is written where it has an offset, else of a wall time in the zone, see `resolveWallTime`. */
export function instantOfMoment(text: string, zone: string, pointer: string): Instant {
  return OFFSET.test(text) ? instantOf(timeAt(text)) : resolveWallTime(text, zone, pointer)
}

/** The instants of a wall time in a zone, earliest first: none in a gap, two in an overlap. */
export function instantsOf(wallTime: string, zone: string): Instant[] {
  const asUtc = DateTime.fromISO(wallTime, { zone: 'utc' })
  // The offsets a day before and after are those on both sides of a nearby clock change. In an overlap the earlier
  // offset is the greater one and gives the earlier instant.
  const offsets = [-1, 1].map((days) => asUtc.plus({ days }).setZone(zone).offset)
  const candidates = [...new Set(offsets)].map((minutes) =>
    asUtc.setZone(FixedOffsetZone.instance(minutes), { keepLocalTime: true }),
  )
  return candidates
    .filter((time) => time.setZone(zone).toFormat(WALL_FORMAT) === asUtc.toFormat(WALL_FORMAT))
    .map(instantOf)
}

/** The last wall time before a gap and the first after it, to the minute. */
function nearest(wallTime: string, zone: string): [string, string] {
  const asUtc = DateTime.fromISO(wallTime, { zone: 'utc' })
  const walk = (minutes: number) => {
    let time = asUtc
    while (instantsOf(time.toFormat(WALL_FORMAT), zone).length === 0) time = time.plus({ minutes })
    return time.toFormat(WALL_FORMAT)
  }
  return [walk(-1), walk(1)]
}

/** The wall time of an instant in a zone. */
export function wallTimeAt(instant: Instant, zone: string): string {
  return DateTime.fromISO(instant, { zone }).toFormat(WALL_FORMAT)
}

/** The wall time of an instant, with its offset where the time is ambiguous, so that it can be parsed back. */
export function exactWallTimeAt(instant: Instant, zone: string): string {
  const wall = wallTimeAt(instant, zone)
  if (instantsOf(wall, zone).length < 2) return wall
  return wall + DateTime.fromISO(instant, { zone }).toFormat('ZZ')
}
