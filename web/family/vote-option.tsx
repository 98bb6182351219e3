import type { Answer } from '../../shared/workshop/answer.ts'
import { Choice, Hidden } from '../components/form.tsx'
import { Notice } from '../components/parts.tsx'
import type { FormState } from '../form.ts'
import { dayText, timeRange, zoneName } from '../messages/format.ts'
import type { Reader } from '../visit.ts'
import type { OptionView } from './vote-view.ts'

/** An answer's shape beside its word: full, half, empty. */
export const ANSWER_SIGNS: Readonly<Record<Answer, string>> = { yes: '●', ifNeeded: '◐', no: '○' }

const ANSWERS = ['yes', 'ifNeeded', 'no'] as const

/** One time of the vote: its weekday, date and hours, and the three answers. */
export function OptionChoice({
  reader,
  form,
  option,
  timeZone,
}: {
  reader: Reader
  form: FormState
  option: OptionView
  timeZone: string
}) {
  const { t } = reader
  const wasTyped = form.typed?.[`revisions.${option.id}`]?.[0]
  // What was typed for the time before it moved is not an answer to the new one.
  const movedMeanwhile = wasTyped !== undefined && wasTyped !== String(option.revision)
  const shown = movedMeanwhile ? { ...form, typed: {} } : form
  return (
    <div>
      <Hidden name={`revisions.${option.id}`} value={option.revision} />
      <Choice
        t={t}
        form={shown}
        name={`answers.${option.id}`}
        legend={<OptionTime reader={reader} option={option} timeZone={timeZone} />}
        heading
        hint={optionHints(reader, option, movedMeanwhile || option.wasMoved)}
        inline
        value={option.answer}
        options={ANSWERS.map((value) => ({ value, label: t(`vote.${value}`), sign: ANSWER_SIGNS[value] }))}
      />
    </div>
  )
}

/** "Tuesday, March 9, 2027", and beneath it the hours with their zone. */
function OptionTime({
  reader: { language },
  option,
  timeZone,
}: {
  reader: Reader
  option: OptionView
  timeZone: string
}) {
  const place = { language, timeZone }
  return (
    <>
      {dayText(option.start, place)}
      <br />
      <span class="soft">
        {timeRange(option.start, option.end, place)}, {zoneName(option.start, place)}
      </span>
    </>
  )
}

/** What there is to know about a time before answering; nothing where there is nothing. */
function optionHints({ t }: Reader, option: OptionView, moved: boolean) {
  if (!moved && option.unavailable.length === 0 && !option.counts) return undefined
  return (
    <>
      {moved && <Notice tone="warning">{t('vote.moved')}</Notice>}
      {option.unavailable.map((need) => (
        <p>{t(`vote.unavailable.${need}`)}</p>
      ))}
      {option.counts && <p>{t('vote.counts', option.counts)}</p>}
    </>
  )
}
