import type { Settings } from '../../shared/school/school.ts'
import { JOINING_PERCENT } from '../../shared/workshop/poll.ts'
import { EARLY_PERCENT } from '../../shared/workshop/verdict.ts'
import { CheckList, Field, Flag, type Option } from '../components/form.tsx'
import type { FormState } from '../form.ts'
import type { Translator } from '../messages/catalogue.ts'

type Part = { t: Translator; form: FormState }
type Props = { part: Part; settings: Settings }
type PlanningProps = Props & { kinds: readonly Option[] }

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

/** The planning numbers of a school; the rarely changed ones are folded. */
export function PlanningFields({ part, settings, kinds }: PlanningProps) {
  const { t } = part
  const number = { ...part, type: 'number', short: true, required: true } as const
  const { food, vehicleSeats } = settings
  return (
    <>
      <h2>{t('settings.planning')}</h2>
      <VoteFields part={part} settings={settings} kinds={kinds} />
      <Flag
        form={part.form}
        name="settings.laterProposalsPublish"
        label={t('settings.laterProposals')}
        checked={settings.laterProposalsPublish ?? true}
      />
      <Field
        {...number}
        name="settings.food.showPercent"
        label={t('settings.show')}
        value={food.showPercent}
      />
      <Field
        {...number}
        name="settings.food.cushionPercent"
        label={t('settings.cushion')}
        value={food.cushionPercent}
      />
      <Field {...number} name="settings.vehicleSeats" label={t('settings.seats')} value={vehicleSeats} />
      <EngagementFields part={part} settings={settings} />
      <Fold part={part} name="settings.childcare" title={t('settings.childcare')}>
        <ChildcareFields part={part} settings={settings} />
      </Fold>
      <Fold part={part} name="settings.timeline" title={t('settings.timeline')}>
        <p class="hint">{t('settings.timelineHint')}</p>
        {DUE.map((what) => (
          <Field
            {...number}
            min={-60}
            name={`settings.timeline.${what}`}
            label={t(`settings.due.${what}`)}
            value={settings.timeline[what]}
          />
        ))}
      </Fold>
    </>
  )
}

/** The rule by which a time is recommended. */
function VoteFields({ part, settings, kinds }: PlanningProps) {
  const { t } = part
  const number = { ...part, type: 'number', short: true, required: true } as const
  const { shortlistPercent, fairnessKinds } = settings
  return (
    <>
      <Field
        {...number}
        name="settings.shortlistPercent"
        label={t('settings.shortlist')}
        value={shortlistPercent}
      />
      <Field
        {...number}
        name="settings.joiningPercent"
        label={t('settings.joining')}
        value={settings.joiningPercent ?? JOINING_PERCENT}
      />
      <Field
        {...number}
        name="settings.earlyPercent"
        label={t('settings.early')}
        value={settings.earlyPercent ?? EARLY_PERCENT}
      />
      <CheckList
        {...part}
        name="settings.fairnessKinds"
        legend={t('settings.kinds')}
        hint={t('settings.kindsHint')}
        inline
        options={kinds}
        values={fairnessKinds === 'all' ? [] : fairnessKinds}
      />
    </>
  )
}

function EngagementFields({ part, settings }: Props) {
  const { t } = part
  const number = { ...part, type: 'number', short: true, required: true } as const
  return (
    <>
      <h3>{t('settings.engagement')}</h3>
      <Field
        {...part}
        name="settings.firstDay"
        short
        required
        label={t('settings.firstDay')}
        hint={t('settings.firstDayHint')}
        value={settings.firstDay ?? '09-01'}
      />
      <Field
        {...number}
        name="settings.positivePerConcern"
        label={t('settings.positivePerConcern')}
        value={settings.positivePerConcern ?? 3}
      />
      <Field
        {...number}
        name="settings.parityPercent"
        label={t('settings.parityPercent')}
        value={settings.parityPercent ?? 80}
      />
      <Field
        {...number}
        name="settings.socialPercent"
        label={t('settings.socialPercent')}
        value={settings.socialPercent ?? 50}
      />
    </>
  )
}

type FoldProps = { part: Part; name: string; title: string; children?: unknown }

// Unfolded where a field in it has an error.
function Fold({ part, name, title, children }: FoldProps) {
  const { errors = [] } = part.form.trouble ?? {}
  const isWrong = errors.some(({ pointer }) => pointer.startsWith(`/${name.replaceAll('.', '/')}`))
  return (
    <details open={isWrong}>
      <summary>{title}</summary>
      {children}
    </details>
  )
}

function ChildcareFields({ part, settings }: Props) {
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
