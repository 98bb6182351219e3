import type { Child } from 'hono/jsx'
import type { WarnedTime, Warning } from '../../shared/calendar/time-warning.ts'
import { CONFIRMED, type SentFields } from '../components/confirm-form.tsx'
import { TextArea } from '../components/form.tsx'
import { Notice } from '../components/parts.tsx'
import { dayText, timeRange } from '../messages/format.ts'
import type { Reader } from '../visit.ts'
import { ConfirmPage } from './confirm.tsx'

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

/** Times that a page asks about, with what speaks against them, and the fields that were sent. */
type AgainstTimes = { warned: readonly WarnedTime[]; fields: SentFields }

/** What a page that asks adds about its times: the warnings and, where nobody said why they stand all the same, that. */
export function againstTimes(reader: Reader, { warned, fields }: AgainstTimes) {
  const others = fields.filter(([name, value]) => name !== REASON || value !== '')
  const warnings = timeWarnings(reader, warned)
  if (warned.length === 0 || others.some(([name]) => name === REASON)) return { warnings, fields: others }
  const label = reader.t('times.reason')
  const inForm = (
    <TextArea t={reader.t} form={{}} name={REASON} plain rows={2} maxlength={280} label={label} />
  )
  return { warnings, fields: others, inForm }
}

const REASON = 'reason'

// One warning a time.
function timeWarnings(reader: Reader, times: readonly WarnedTime[]): Child[] {
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

type AskProps = AgainstTimes & { reader: Reader; action: string }

/** Asks about times that something speaks against, where no family hears of them. */
export function AskAboutTimes({ reader, action, ...asked }: AskProps) {
  const { t } = reader
  const { warnings, fields, inForm } = againstTimes(reader, asked)
  return (
    <ConfirmPage
      {...{ reader, action, inForm }}
      title={t('times.ask')}
      kind="main"
      fields={[...fields.filter(([name]) => name !== CONFIRMED), [CONFIRMED, 'yes']]}
      button={t('times.anyway')}
    >
      {warnings.map((warning) => (
        <Notice tone="warning">{warning}</Notice>
      ))}
    </ConfirmPage>
  )
}
