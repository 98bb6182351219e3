import type { Ballot } from '../../shared/workshop/ballot.ts'
import { COULD_COME_IF, kindOfWish } from '../../shared/workshop/wish.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Chips } from '../components/chips.tsx'
import { Button, ErrorSummary, Flag, Form, Hidden } from '../components/form.tsx'
import { Notice } from '../components/parts.tsx'
import { Segments } from '../components/segments.tsx'
import { ANSWER_ICONS } from '../family/vote-option.tsx'
import type { FormState } from '../form.ts'
import { timeRange, weekdayDateText } from '../messages/format.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'
import { familyLabel } from './family.tsx'
import type { Sheet } from './paper-sheet.ts'
import { FamilyVote } from './recorded-vote.tsx'

const ANSWERS = ['yes', 'ifNeeded', 'no'] as const

type Props = { reader: Reader; workshop: Workshop; sheet: Sheet; form: FormState }

/** A family's ballot to tap in from its sheet: the times with their numbers, none of them, and what would help. */
export function SheetForm({ reader, workshop, sheet, form }: Props) {
  const { t } = reader
  const { family, ballot, hasNewTimes } = sheet
  const { poll } = workshop
  return (
    <>
      <h2>{familyLabel(family)}</h2>
      <ErrorSummary t={t} form={form} />
      {hasNewTimes && <Notice tone="warning">{t('camera.newTimes')}</Notice>}
      {ballot && (
        <>
          <Notice tone="warning">{t('camera.hasVoted')}</Notice>
          <FamilyVote reader={reader} options={poll?.options ?? []} family={family} ballot={ballot} />
        </>
      )}
      <Form action={schoolRoutes.recordCamera(workshop.id)} class="counted">
        <Hidden name="family" value={family.id} />
        <Hidden name="version" kind="int" value={ballot?.version ?? 0} />
        <Hidden name="pollVersion" kind="int" value={poll?.version ?? 0} />
        {(poll?.options ?? []).map((option, place) => (
          <SheetTime {...{ reader, form, option, place }} />
        ))}
        <Flag form={form} name="noneWork" label={t('vote.none')} />
        <Ticked {...{ t, form, ballot }} />
        <div class="actions">
          <Button>{t('camera.keep')}</Button>
          <a id="camera-leave" class="button quiet" href={schoolRoutes.recordCamera(workshop.id)}>
            {t('camera.leave')}
          </a>
        </div>
      </Form>
    </>
  )
}

type TickedProps = { t: Reader['t']; form: FormState; ballot: Ballot | undefined }

/** What would help the family to come, as it ticked it at the bottom of its sheet. */
export function Ticked({ t, form, ballot }: TickedProps) {
  return (
    <Chips
      {...{ t, form }}
      name="couldComeIf"
      legend={t('camera.ticked')}
      options={COULD_COME_IF.map((value) => ({ value, label: t(`vote.could.${value}`) }))}
      values={ballot?.couldComeIf.map(kindOfWish) ?? []}
    />
  )
}

type TimeProps = {
  reader: Reader
  form: FormState
  option: { id: string; start: string; end: string }
  place: number
  /** What the family answered so far. */
  value?: string | undefined
}

/** A time of the vote with its number, and the three answers to it. */
export function SheetTime({ reader: { t, language, school }, form, option, place, value }: TimeProps) {
  const where = { language, timeZone: school?.timeZone ?? 'UTC' }
  return (
    <fieldset class="paper-time" id={`answers.${option.id}`} tabindex={-1}>
      <legend>
        <b class="number">{place + 1}</b>
        <span>
          <b>{weekdayDateText(option.start, where)}</b>{' '}
          <span class="soft">{timeRange(option.start, option.end, where)}</span>
        </span>
      </legend>
      <Segments
        form={form}
        name={`answers.${option.id}`}
        value={value}
        options={ANSWERS.map((value) => ({ value, label: t(`vote.${value}`), icon: ANSWER_ICONS[value] }))}
      />
    </fieldset>
  )
}
