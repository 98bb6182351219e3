import type { Settings } from '../../shared/school/school.ts'
import { Field } from '../components/form.tsx'
import type { FormState } from '../form.ts'
import type { Translator } from '../messages/catalogue.ts'

type Part = { t: Translator; form: FormState }
type Props = { part: Part; settings: Settings }

const MORE_ROWS = 1
const DUE = [
  'roomBooked',
  'invitations',
  'helpersAsked',
  'handouts',
  'reminder',
  'foodOrdered',
  'recheck',
  'onTheDay',
  'thanks',
] as const

/** When things are due: days before a session. */
export function TimelineFields({ part, settings }: Props) {
  const { t } = part
  return (
    <>
      <p class="hint">{t('settings.timelineHint')}</p>
      {DUE.map((what) => (
        <Field
          {...part}
          type="number"
          short
          required
          min={-60}
          name={`settings.timeline.${what}`}
          label={t(`settings.due.${what}`)}
          value={settings.timeline[what]}
        />
      ))}
    </>
  )
}

/** How many children one adult cares for, by age, and the rooms. */
export function ChildcareFields({ part, settings }: Props) {
  const { t } = part
  const { ratios, rooms } = settings.childcare
  const row = (list: string, place: number) => `settings.childcare.${list}.${place}`
  return (
    <>
      <p class="hint">{t('settings.childcareHint')}</p>
      {rowsOf(ratios).map((ratio, place) => (
        <fieldset id={row('ratios', place)} tabindex={-1}>
          <legend>{t('settings.ratio', { number: place + 1 })}</legend>
          <Months part={part} at={row('ratios', place)} band={ratio} />
          <Field
            {...part}
            type="number"
            short
            plain
            name={`${row('ratios', place)}.perAdult`}
            label={t('settings.perAdult')}
            value={ratio?.perAdult}
          />
        </fieldset>
      ))}
      {rowsOf(rooms).map((room, place) => (
        <fieldset id={row('rooms', place)} tabindex={-1}>
          <legend>{t('settings.room', { number: place + 1 })}</legend>
          <Field
            {...part}
            short
            plain
            name={`${row('rooms', place)}.name`}
            label={t('settings.roomName')}
            maxlength={40}
            value={room?.name}
          />
          <Months part={part} at={row('rooms', place)} band={room} />
        </fieldset>
      ))}
    </>
  )
}

function rowsOf<Row>(rows: readonly Row[]): (Row | undefined)[] {
  return [...rows, ...Array.from({ length: MORE_ROWS }, () => undefined)]
}

type Band = { fromMonths: number; toMonths: number }

function Months({ part, at, band }: { part: Part; at: string; band: Band | undefined }) {
  const number = { ...part, type: 'number', short: true, plain: true } as const
  return (
    <>
      <Field
        {...number}
        name={`${at}.fromMonths`}
        label={part.t('settings.fromMonths')}
        value={band?.fromMonths}
      />
      <Field {...number} name={`${at}.toMonths`} label={part.t('settings.toMonths')} value={band?.toMonths} />
    </>
  )
}
