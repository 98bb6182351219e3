import { dayAt } from '../../shared/time/instant.ts'
import { capital, momentText, nearMomentWithin, nearWhenWithin, shortDayWithin } from '../messages/format.ts'
import type { Reader } from '../visit.ts'

type Reading = Pick<Reader, 'language' | 'school' | 'now'>
type Time = { start: string; end: string }

/** When something is at the reader's school, as a line: the weekday within a week, no year within a year, no zone. */
export function nearTime(reader: Reading, time: Time): string {
  return capital(nearTimeWithin(reader, time), reader.language)
}

/** The same within a sentence. */
export function nearTimeWithin(reader: Reading, { start, end }: Time): string {
  return nearWhenWithin(start, end, nearTo(reader, start))
}

/** A moment at the reader's school within a sentence, such as a deadline: "Tuesday, 8:00 PM" within a week. */
export function nearMoment(reader: Reading, instant: string): string {
  return reader.now
    ? nearMomentWithin(instant, nearTo(reader, instant))
    : momentText(instant, nearTo(reader, instant))
}

/** The day of an instant at the reader's school within a sentence, with its year where it is a year away. */
export function nearDay(reader: Reading, instant: string): string {
  return shortDayWithin(instant, nearTo(reader, instant))
}

function nearTo({ language, school, now = '' }: Reading, instant: string) {
  const timeZone = school?.timeZone ?? 'UTC'
  return { language, timeZone, day: dayAt(instant, timeZone), today: now && dayAt(now, timeZone) }
}
