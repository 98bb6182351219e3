import type { Child, PropsWithChildren } from 'hono/jsx'
import type { FieldError } from '../../shared/access/refusal.ts'
import { type FormState, fieldOf } from '../form.ts'
import type { Translator } from '../messages/catalogue.ts'
import { fieldErrorText } from '../messages/refusal-text.ts'

/** What every part of a form is given: the language, and the form's state. */
export type Part = { t: Translator; form: FormState; name: string }

/** What a field with a label is given. */
export type Labelled = Part & {
  label: Child
  /** Where another form of the page has a field of the same name; else its name is its id. */
  id?: string | undefined
  hint?: Child
  required?: boolean
  /** Leaves out that it may stay empty: for rows of counts, where that is plain. */
  plain?: boolean
}

/** What is wrong with a field or something within it. */
export function errorAt(form: FormState, name: string): FieldError | undefined {
  const { errors = [] } = form.trouble ?? {}
  return errors.find(({ pointer }) => fieldOf(pointer) === name || fieldOf(pointer).startsWith(`${name}.`))
}

/** The text typed in a field, else its initial value. */
export function typedText(form: FormState, name: string, initial: string | number | undefined): string {
  return form.typed ? (form.typed[name]?.[0] ?? '') : String(initial ?? '')
}

/** Whether a box or radio button is ticked: as it was sent, else as it is initially. */
export function isTicked(form: FormState, name: string, value: string, initial: boolean): boolean {
  return form.typed ? (form.typed[name]?.includes(value) ?? false) : initial
}

// The labels of a form's fields by name, known once its page is rendered.
const LABELS = new WeakMap<FormState, Map<string, string>>()

/** Keeps the label of a field, for links to its errors; `Label` and `Group` do. */
export function keepLabel(form: FormState, name: string, label: Child): void {
  if (!form.trouble || typeof label !== 'string') return
  const labels = LABELS.get(form) ?? new Map<string, string>()
  LABELS.set(form, labels.set(name, label))
}

// A rendered field with its label, or the nearest group that holds it: an error may name one of its values.
function labelledAt(form: FormState, name: string): { name?: string; label?: string } {
  const label = LABELS.get(form)?.get(name)
  if (label !== undefined) return { name, label }
  const end = name.lastIndexOf('.')
  return end < 0 ? {} : labelledAt(form, name.slice(0, end))
}

/** A link to a field in trouble, by its label. Above the fields it waits until they are rendered, since they bring their labels. */
export async function ErrorLink({ t, form, error }: Omit<Part, 'name'> & { error: FieldError }) {
  await Promise.resolve()
  const field = fieldOf(error.pointer)
  const { name = field, label } = labelledAt(form, field)
  const text = fieldErrorText(t, error)
  return <a href={`#${name}`}>{label ? t('form.errorAt', { label, error: text }) : text}</a>
}

/** A field's label, hint and error. */
export function Label({ name, id = name, label, hint, form, t, required, plain }: Labelled) {
  keepLabel(form, name, label)
  const error = errorAt(form, name)
  return (
    <>
      <label for={id}>
        {label} {!required && !plain && <span class="optional">{t('form.optional')}</span>}
      </label>
      {hint && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="error" id={`${name}-error`}>
          {fieldErrorText(t, error)}
        </p>
      )}
    </>
  )
}

/** What tells a screen reader of a field's hint and error. */
export function describedBy({ form, name, hint }: Pick<Labelled, 'form' | 'name' | 'hint'>) {
  const error = errorAt(form, name)
  const ids = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ')
  return { ...(ids && { 'aria-describedby': ids }), ...(error && { 'aria-invalid': true as const }) }
}

/** What a group of boxes or radio buttons is given. */
export type GroupProps = Part & { legend: Child; hint?: Child; heading?: boolean; class?: string }

/** A group of boxes or radio buttons, with its legend, hint and error. */
export function Group(props: PropsWithChildren<GroupProps>) {
  const { t, form, name, legend, hint, heading, children } = props
  keepLabel(form, name, legend)
  const error = errorAt(form, name)
  return (
    <fieldset id={name} class={props.class} tabindex={-1} {...describedBy({ form, name, hint })}>
      <legend>{heading ? <h2>{legend}</h2> : legend}</legend>
      {hint && (
        <div class="hint" id={`${name}-hint`}>
          {hint}
        </div>
      )}
      {error && (
        <p class="error" id={`${name}-error`}>
          {fieldErrorText(t, error)}
        </p>
      )}
      {children}
    </fieldset>
  )
}
