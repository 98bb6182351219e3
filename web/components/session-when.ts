import { dayAt } from '../../shared/time/instant.ts'
import { nearWhenText, zoneName } from '../messages/format.ts'
import type { Reader } from '../visit.ts'

type Span = { start: string; end: string }

const zoneOf = ({ school }: Reader) => school?.timeZone ?? 'UTC'

/** When something is for a reader of today: the weekday within a week, no year within one, and no zone. */
export function nearWhen(reader: Reader, { start, end }: Span): string {
  const timeZone = zoneOf(reader)
  const { language, today } = reader
  return nearWhenText(start, end, { language, timeZone, today, day: dayAt(start, timeZone) })
}

/** The same where the page names its zone nowhere else: at the first of several times. */
export function nearWhenInZone(reader: Reader, span: Span, place = 0): string {
  const zone = zoneName(span.start, { language: reader.language, timeZone: zoneOf(reader) })
  return nearWhen(reader, span) + (place === 0 ? ` (${zone})` : '')
}
