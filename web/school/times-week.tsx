import type { CalendarDay, CalendarWeek, Slot } from '../../shared/calendar/time-week.ts'
import { Icon } from '../components/icon.tsx'
import { clockText, dueDayText } from '../messages/format.ts'
import type { Reader } from '../visit.ts'
import type { TimeRow } from './poll-rows.ts'
import { shortReason, VERDICT_ICONS, weekText } from './times-text.ts'

const VERDICTS = ['good', 'care', 'avoid'] as const

type Props = { reader: Reader; week: CalendarWeek; rows: readonly TimeRow[] }

/** A week from which times are picked: a column a day, a row a part of the day. The other weeks fold. */
export function WeekSection({ reader, week, rows, isOpen }: Props & { isOpen: boolean }) {
  const { t } = reader
  const own = rows.filter(
    ({ slot }) => slot && week.days.some(({ date }) => slot.startLocal.startsWith(date)),
  )
  const picked = own.filter((row) => row.picked).length
  if (isOpen) {
    return (
      <section>
        <div class="heading">
          <h2>{weekText(reader, week)}</h2>
          <ul class="key">
            {VERDICTS.map((verdict) => (
              <li class={verdict}>
                <Icon name={VERDICT_ICONS[verdict]} />
                {t(`times.verdict.${verdict}`)}
              </li>
            ))}
          </ul>
        </div>
        <Week reader={reader} week={week} rows={own} />
      </section>
    )
  }
  return (
    <details open={picked > 0}>
      <summary>
        {weekText(reader, week)} <span class="hint">{t('times.more', { count: own.length, picked })}</span>
      </summary>
      <Week reader={reader} week={week} rows={own} />
    </details>
  )
}

function Week({ reader, week, rows }: Props) {
  return (
    <ol class="slots">
      {week.days.map((day, place) => (
        <Day reader={reader} day={day} rows={rows} isFree={place > 4} />
      ))}
    </ol>
  )
}

function Day({ reader, day, rows, isFree }: Omit<Props, 'week'> & { day: CalendarDay; isFree: boolean }) {
  const weekday = dueDayText(day.date, reader.language, 'shortWeekday')
  const number = dueDayText(day.date, reader.language, 'number')
  const own = rows.filter(({ slot }) => slot?.startLocal.startsWith(day.date))
  return (
    <li class={isFree || day.closed ? 'free' : ''}>
      <h3>
        {weekday} <b>{number}</b>
      </h3>
      {day.closed && <p>{day.closed}</p>}
      {own.map((row) => row.slot && <SlotBox reader={reader} row={row} slot={row.slot} />)}
    </li>
  )
}

function SlotBox({ reader, row, slot }: { reader: Reader; row: TimeRow; slot: Slot }) {
  const { t, language, school } = reader
  const name = `options.${row.place}.startLocal`
  return (
    <label class={`slot ${slot.part} ${slot.verdict}`}>
      <input
        type="checkbox"
        class={`time-${row.place}`}
        id={name}
        name={name}
        value={row.value}
        checked={row.picked}
      />
      <span>
        <b>{clockText(slot.start, { language, timeZone: school?.timeZone ?? 'UTC' })}</b>
        <em>
          <Icon name={VERDICT_ICONS[slot.verdict]} />
          <span class="screen-reader">{t(`times.verdict.${slot.verdict}`)}: </span>
          {shortReason(reader, slot)}
        </em>
      </span>
    </label>
  )
}
