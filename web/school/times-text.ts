import type { Merit } from '../../shared/calendar/time-suggestion.ts'
import type { Warning } from '../../shared/calendar/time-warning.ts'
import type { CalendarWeek, Slot } from '../../shared/calendar/time-week.ts'
import type { IconName } from '../components/icon.tsx'
import { dayRange, shortMomentText } from '../messages/format.ts'
import type { Reader } from '../visit.ts'
import { warningText } from './time-warnings.tsx'

/** The shapes of the calendar's verdicts, as on a ballot: full, half, empty. */
export const VERDICT_ICONS = { good: 'full', care: 'half', avoid: 'empty' } as const satisfies Record<
  Slot['verdict'],
  IconName
>

/** Two words for a time in the calendar: the weightiest reason against it, else the first for it. */
export function shortReason({ t }: Reader, { warnings, merits }: Slot): string {
  const [warning] = warnings
  if (warning) {
    return warning.code === 'shift'
      ? t('times.word.shift', { shift: warning.shift })
      : t(`times.word.${warning.code}`)
  }
  const [merit] = merits
  return t(merit ? `times.word.${merit.code}` : 'times.word.free')
}

/** The same in a sentence: what speaks against a time, else what speaks for it. */
export function fullReason(
  reader: Reader,
  warnings: readonly Warning[],
  merits: readonly Merit[] = [],
): string {
  if (warnings.length > 0) return warnings.map((warning) => warningText(reader, warning)).join(' · ')
  const [merit] = merits
  return merit ? meritText(reader, merit) : reader.t('times.word.free')
}

function meritText({ t }: Reader, merit: Merit): string {
  return merit.code === 'liked' ? t('times.liked', { percent: merit.percent }) : t(`times.${merit.code}`)
}

/** "January 11 – 17". */
export function weekText({ language }: Reader, { days }: CalendarWeek): string {
  return dayRange(days[0]?.date ?? '', days.at(-1)?.date ?? '', language)
}

/** "Tue, Jan 12, 9:00 AM". */
export function timeText({ language, school }: Reader, start: string): string {
  return shortMomentText(start, { language, timeZone: school?.timeZone ?? 'UTC' })
}
