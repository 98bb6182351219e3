import { DateTime } from 'luxon'

/** An instant as stored and sent: RFC 3339 in UTC with milliseconds, so that strings sort chronologically. */
export type Instant = string

/** The instant of a time. */
export function instantOf(time: DateTime): Instant {
  return time.toUTC().toISO({ suppressMilliseconds: false }) ?? ''
}

/** The time at an instant, in UTC or in the given zone. */
export function timeAt(instant: Instant, zone = 'utc'): DateTime {
  return DateTime.fromISO(instant, { zone })
}

/** The day (YYYY-MM-DD) of an instant in a zone. */
export function dayAt(instant: Instant, zone: string): string {
  return timeAt(instant, zone).toISODate() ?? ''
}
