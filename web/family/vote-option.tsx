import type { Answer } from '../../shared/workshop/answer.ts'
import { describedBy, errorAt } from '../components/field-label.tsx'
import { Hidden } from '../components/form.tsx'
import { Notice } from '../components/parts.tsx'
import { Segments } from '../components/segments.tsx'
import type { FormState } from '../form.ts'
import { timeRange, weekdayDateText } from '../messages/format.ts'
import { fieldErrorText } from '../messages/refusal-text.ts'
import type { Reader } from '../visit.ts'
import type { OptionView } from './vote-view.ts'

/** An answer's shape beside its word: full, half, empty. */
export const ANSWER_SIGNS: Readonly<Record<Answer, string>> = { yes: '●', ifNeeded: '◐', no: '○' }

/** The icons of the same shapes. */
export const ANSWER_ICONS = { yes: 'full', ifNeeded: 'half', no: 'empty' } as const

const ANSWERS = ['yes', 'ifNeeded', 'no'] as const

type Props = { reader: Reader; form: FormState; option: OptionView; timeZone: string }

/** One time of the vote: its weekday, date and hours, and the three answers in a row. */
export function OptionChoice({ reader, form, option, timeZone }: Props) {
  const { t } = reader
  const wasTyped = form.typed?.[`revisions.${option.id}`]?.[0]
  // What was typed for the time before it moved is not an answer to the new one.
  const movedMeanwhile = wasTyped !== undefined && wasTyped !== String(option.revision)
  const shown = movedMeanwhile ? { ...form, typed: {} } : form
  const name = `answers.${option.id}`
  const error = errorAt(form, name)
  return (
    <fieldset
      class="time"
      id={name}
      tabindex={-1}
      {...describedBy({ form, name, hint: option.counts && 'counts' })}
    >
      <OptionTime reader={reader} option={option} timeZone={timeZone} />
      {error && (
        <p class="error" id={`${name}-error`}>
          {fieldErrorText(t, error)}
        </p>
      )}
      {(movedMeanwhile || option.wasMoved) && <Notice tone="warning">{t('vote.moved')}</Notice>}
      {option.unavailable.map((need) => (
        <p class="hint">{t(`vote.unavailable.${need}`)}</p>
      ))}
      <Hidden name={`revisions.${option.id}`} value={option.revision} />
      <Segments
        form={shown}
        name={name}
        value={option.answer}
        options={ANSWERS.map((value) => ({ value, label: t(`vote.${value}`), icon: ANSWER_ICONS[value] }))}
      />
    </fieldset>
  )
}

/** The day names the group, with its hours; the hours are shown beside the counts. */
function OptionTime({ reader: { t, language }, option, timeZone }: Omit<Props, 'form'>) {
  const place = { language, timeZone }
  const hours = timeRange(option.start, option.end, place)
  return (
    <>
      <legend>
        <h2>
          {weekdayDateText(option.start, place)} <span class="screen-reader">{hours}</span>
        </h2>
      </legend>
      <p class="hours">
        <b aria-hidden="true">{hours}</b>
        {option.counts && (
          <span class="soft" id={`answers.${option.id}-hint`}>
            {t('vote.counts', option.counts)}
          </span>
        )}
      </p>
    </>
  )
}
