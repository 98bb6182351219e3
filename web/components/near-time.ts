import { dayAt } from '../../shared/time/instant.ts'
import { capital, nearMomentWithin, nearWhenWithin, shortDayWithin, zoneName } from '../messages/format.ts'
import type { Reader } from '../visit.ts'

type Reading = Pick<Reader, 'language' | 'school' | 'today'>
type Time = { start: string; end: string }

/** When something is at the reader's school, as a line: the weekday within a week, no year within a year, no zone. */
export function nearTime(reader: Reading, time: Time): string {
  return capital(nearTimeWithin(reader, time), reader.language)
}

/** The same where the page names its zone nowhere else: at the first of several times. */
export function nearTimeInZone(reader: Reading, time: Time, place = 0): string {
  const { language, timeZone } = nearTo(reader, time.start)
  return nearTime(reader, time) + (place === 0 ? ` (${zoneName(time.start, { language, timeZone })})` : '')
}

/** When something is, within a sentence. */
export function nearTimeWithin(reader: Reading, { start, end }: Time): string {
  return nearWhenWithin(start, end, nearTo(reader, start))
}

/** A moment at the reader's school within a sentence, such as a deadline: "Tuesday, 8:00 PM" within a week. */
export function nearMoment(reader: Reading, instant: string): string {
  return nearMomentWithin(instant, nearTo(reader, instant))
}

/** The day of an instant at the reader's school within a sentence, with its year where it is a year away. */
export function nearDay(reader: Reading, instant: string): string {
  return shortDayWithin(instant, nearTo(reader, instant))
}

function nearTo({ language, school, today }: Reading, instant: string) {
  const timeZone = school?.timeZone ?? 'UTC'
  return { language, timeZone, day: dayAt(instant, timeZone), today }
}
