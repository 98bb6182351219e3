import type { Forecast } from '../../shared/logistics/forecast.operations.ts'
import { wallTimeAt } from '../../shared/time/wall-time.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Card, Notice } from '../components/parts.tsx'
import { languageWithin, listText, weekdayText } from '../messages/format.ts'
import type { Reader } from '../visit.ts'

// Above this, one interpreter alone is too tired.
const LONG_MINUTES = 60

type Props = { reader: Reader; workshop: Workshop; forecast: Forecast | undefined }

/** What it will take if as many families come as last time. */
export function ForecastCard({ reader, workshop, forecast }: Props) {
  const { t, language, school } = reader
  if (!forecast)
    return (
      <Card title={t('plan.asLastTime')}>
        <p class="soft small">{t('plan.noLastTime')}</p>
      </Card>
    )
  const { expected, childcare, interpretation, food, rides, start } = forecast
  const on = weekdayText(wallTimeAt(start, school?.timeZone ?? 'UTC').slice(0, 10), language)
  const rows = [
    [t('plan.need.childcare'), childcare.staff],
    [t('plan.need.interpreters'), interpretation.interpreters],
    [t('plan.need.meals'), food.target],
    [t('plan.need.riders'), rides.riders],
    [t('plan.need.seats'), seatsText(reader, expected.adults, workshop.seats)],
  ] as const
  return (
    <Card title={t('plan.asLastTime')}>
      <p class="soft small">{t('plan.asLastTimeText', { families: expected.families, on })}</p>
      <ul class="lines">
        {rows
          .filter(([, count]) => count !== 0)
          .map(([what, count]) => (
            <li>
              <span>{what}</span>
              <b class="number">{count}</b>
            </li>
          ))}
      </ul>
      <InterpreterNote reader={reader} workshop={workshop} forecast={forecast} />
    </Card>
  )
}

function seatsText({ t }: Reader, adults: number, seats: number | undefined): string | number {
  return seats === undefined ? adults : t('plan.need.seatsOf', { adults, seats })
}

function InterpreterNote({ reader, workshop, forecast }: Props & { forecast: Forecast }) {
  const { t, language } = reader
  const needed = Object.entries(forecast.interpretation.byLanguage).filter(
    ([, { interpreters }]) => interpreters > 0,
  )
  if (needed.length === 0) return null
  const names = listText(
    needed.map(([tag]) => languageWithin(tag, language)),
    language,
  )
  const held = languageWithin(workshop.presentationLanguage, language)
  return (
    <Notice>
      {t('plan.interpreters', { held, names })}{' '}
      {workshop.durationMinutes > LONG_MINUTES && t('plan.interpretersLong')}
    </Notice>
  )
}
