import type { Child } from 'hono/jsx'
import type { WarnedTime, Warning } from '../../shared/calendar/time-warning.ts'
import { dayText, timeRange } from '../messages/format.ts'
import type { Reader } from '../visit.ts'

/** A reason against a time in the reader's language. */
export function warningText({ t }: Reader, warning: Warning): string {
  switch (warning.code) {
    case 'closure':
    case 'holiday':
      return t(`times.${warning.code}`, { name: warning.name })
    case 'observance': {
      const name = t(`observance.${warning.observance}`)
      return t(warning.eve ? 'times.eve' : 'times.observance', { name })
    }
    case 'shift':
      return t('times.shift', { shift: warning.shift, count: warning.families })
    default:
      return t(`times.${warning.code}`)
  }
}

/** What speaks against times, one warning a time, for the page that asks before families hear of them. */
export function timeWarnings(reader: Reader, times: readonly WarnedTime[]): Child[] {
  const place = { language: reader.language, timeZone: reader.school?.timeZone ?? 'UTC' }
  return times.map(({ start, end, warnings }) => (
    <>
      {reader.t('times.warned', { when: `${dayText(start, place)}, ${timeRange(start, end, place)}` })}
      <ul class="reasons">
        {warnings.map((warning) => (
          <li>{warningText(reader, warning)}</li>
        ))}
      </ul>
    </>
  ))
}
