import { dueDayText } from '../messages/format.ts'

/** A day (`2027-03-09`) as a leaf of a calendar: what is beside it says it in words. */
export function DayTile({ day, language }: { day: string; language: string }) {
  return (
    <span class="day" aria-hidden="true">
      {dueDayText(day, language, 'shortWeekday')}
      <b>{dueDayText(day, language, 'number')}</b>
      {dueDayText(day, language, 'shortMonth')}
    </span>
  )
}
