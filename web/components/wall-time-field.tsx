import { exactWallTimeAt, instantsOf } from '../../shared/time/wall-time.ts'
import type { FormState, Trouble } from '../form.ts'
import { whenText } from '../messages/format.ts'
import type { Reader } from '../visit.ts'
import { errorAt, typedText } from './field-label.tsx'
import { Choice, Field } from './form.tsx'

type Props = {
  reader: Reader
  form: FormState
  name: string
  label: string
  required?: boolean
  /** An instant. */
  value?: string | undefined
}

/** A time on the school's clock; where the clock skips it, or shows it twice, the two that may be meant. */
export function WallTimeField({ reader, form, name, label, required = false, value }: Props) {
  const { t, school } = reader
  const zone = school?.timeZone ?? 'UTC'
  const choices = errorAt(form, name) ? choicesOf(form.trouble, zone) : []
  if (choices.length > 0) {
    const options = choices.map((choice) => ({ value: choice, label: choiceText(reader, choice, zone) }))
    return <Choice t={t} form={form} name={name} legend={label} options={options} />
  }
  const initial = value && exactWallTimeAt(value, zone)
  // A browser's field for times cannot hold an offset.
  const isExact = /T.*([+-]\d\d:\d\d|Z)$/.test(typedText(form, name, initial))
  return (
    <Field
      t={t}
      form={form}
      name={name}
      {...(!required && { plain: true })}
      required={required}
      type={isExact ? 'text' : 'datetime-local'}
      label={label}
      value={initial}
    />
  )
}

// The refusals of `resolveWallTime`: wall times around a gap, or the instants of an overlap.
function choicesOf(trouble: Trouble | undefined, zone: string): string[] {
  if (trouble?.code === 'nonexistent-local-time') return trouble.details.nearest as string[]
  if (trouble?.code !== 'ambiguous-local-time') return []
  return (trouble.details.choices as string[]).map((instant) => exactWallTimeAt(instant, zone))
}

function choiceText({ language }: Reader, wallTime: string, zone: string): string {
  const instants = instantsOf(wallTime.slice(0, 16), zone)
  const meant = instants.find((instant) => exactWallTimeAt(instant, zone) === wallTime) ?? ''
  return whenText(meant, meant, { language, timeZone: zone })
}
