import { type Child, type PropsWithChildren, useContext } from 'hono/jsx'
import type { FormState } from '../form.ts'
import { needsToken, TOKEN_FIELD } from '../form-token.ts'
import type { Translator } from '../messages/catalogue.ts'
import { refusalText } from '../messages/refusal-text.ts'
import {
  describedBy,
  ErrorLink,
  Group,
  type GroupProps,
  isTicked,
  Label,
  type Labelled,
  type Part,
  typedText,
} from './field-label.tsx'
import { FormToken, useFormId } from './form-context.ts'

/** Field names carry the kind of their value, see `readForm`. */
export type ValueKind = 'text' | 'int' | 'lines'

/** The summary above a form with errors: what happened, that nothing is lost, links to the fields. */
export function ErrorSummary({ t, form }: { t: Translator; form: FormState }) {
  const { trouble } = form
  if (!trouble) return null
  return (
    <div class="summary" role="alert" id="errors" tabindex={-1} autofocus>
      <h2>{t('form.trouble')}</h2>
      <p>{refusalText(t, trouble.code, trouble.details)}</p>
      {trouble.errors.length > 0 && (
        <ul>
          {trouble.errors.map((error) => (
            <li>
              <ErrorLink t={t} form={form} error={error} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

const fieldName = (name: string, kind: ValueKind) => (kind === 'text' ? name : `${name}:${kind}`)

type InputProps = Labelled & {
  type?: 'text' | 'email' | 'tel' | 'number' | 'date' | 'time' | 'datetime-local' | 'search' | 'file'
  kind?: ValueKind
  value?: string | number | undefined
  /** Narrow for numbers and times. */
  short?: boolean
  autocomplete?: string
  inputmode?: 'text' | 'numeric' | 'email' | 'tel'
  min?: number | string
  max?: number | string
  maxlength?: number
  accept?: string
  lang?: string
  list?: string
}

/** One line to type in, with its label, hint and error. */
export function Field(props: InputProps) {
  const { t, form, name, label, hint, value, short, type = 'text', plain, ...rest } = props
  const { kind = type === 'number' ? 'int' : 'text', required, ...attributes } = rest
  return (
    <div class="field">
      <Label {...{ t, form, name, label, hint, required: required ?? false, plain: plain ?? false }} />
      <input
        id={name}
        name={fieldName(name, kind)}
        type={type}
        class={short ? 'short' : ''}
        {...(type !== 'file' && { value: typedText(form, name, value) })}
        {...(type === 'number' && { inputmode: 'numeric', step: 1, min: 0 })}
        {...attributes}
        required={required ?? false}
        {...describedBy({ form, name, hint })}
      />
    </div>
  )
}

/** Several lines to type in. */
export function TextArea(
  props: Labelled & {
    value?: string | undefined
    rows?: number
    kind?: ValueKind
    maxlength?: number
    lang?: string
  },
) {
  const { form, name, hint, value, required, kind = 'text', rows = 3, maxlength, lang } = props
  return (
    <div class="field">
      <Label {...props} />
      <textarea
        id={name}
        name={fieldName(name, kind)}
        rows={rows}
        maxlength={maxlength}
        lang={lang}
        required={required ?? false}
        {...describedBy({ form, name, hint })}
      >
        {typedText(form, name, value)}
      </textarea>
    </div>
  )
}

/** What may be chosen: its value, and what it says. */
export type Option = { value: string; label: string; lang?: string }

/** One of many, in a list that opens. */
export function Select(
  props: Labelled & { options: readonly Option[]; value?: string | undefined; empty?: string },
) {
  const { form, name, id = name, hint, options, value, empty, required } = props
  const chosen = typedText(form, name, value)
  return (
    <div class="field">
      <Label {...props} />
      <select id={id} name={name} required={required ?? false} {...describedBy({ form, name, hint })}>
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map((option) => (
          <option value={option.value} selected={option.value === chosen} lang={option.lang}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  )
}

/** One of a few, all in sight: a group of radio buttons. `sign` is a shape beside the word, never colour alone. */
export function Choice(
  props: GroupProps & {
    options: readonly (Option & { sign?: Child })[]
    value?: string | undefined
    /** Side by side where there is room. */
    inline?: boolean
    required?: boolean
  },
) {
  const { options, value, inline, required, ...group } = props
  return (
    <Group {...group}>
      <div class={inline ? 'choices inline' : 'choices'}>
        {options.map((option) => (
          <label class="choice">
            <input
              type="radio"
              name={group.name}
              value={option.value}
              checked={isTicked(group.form, group.name, option.value, option.value === value)}
              required={required ?? false}
            />
            {option.sign && <span aria-hidden="true">{option.sign}</span>}
            <span lang={option.lang}>{option.label}</span>
          </label>
        ))}
      </div>
    </Group>
  )
}

/** Any of a few: a group of boxes. */
export function CheckList(
  props: GroupProps & { options: readonly Option[]; values?: readonly string[]; inline?: boolean },
) {
  const { options, values = [], inline, ...group } = props
  return (
    <Group {...group}>
      <div class={inline ? 'choices inline' : 'choices'}>
        {options.map((option) => (
          <label class="choice">
            <input
              type="checkbox"
              name={`${group.name}:list`}
              value={option.value}
              checked={isTicked(group.form, group.name, option.value, values.includes(option.value))}
            />
            <span lang={option.lang}>{option.label}</span>
          </label>
        ))}
      </div>
    </Group>
  )
}

/** One box, ticked or not. It comes in as true, or not at all. */
export function Flag({
  form,
  name,
  label,
  checked = false,
}: Omit<Part, 't'> & { label: Child; checked?: boolean }) {
  return (
    <label class="choice" for={name}>
      <input
        type="checkbox"
        id={name}
        name={`${name}:flag`}
        value="yes"
        checked={isTicked(form, name, 'yes', checked)}
      />
      <span>{label}</span>
    </label>
  )
}

/** The button of a form; `kind` quiet for what is not the first thing to do. */
export function Button({
  children,
  kind = 'main',
  name,
  value,
}: PropsWithChildren<{ kind?: 'main' | 'quiet' | 'danger'; name?: string; value?: string }>) {
  return (
    <button type="submit" class={kind} {...(name && { name })} {...(value && { value })}>
      {children}
    </button>
  )
}

/** A form that posts to its own page, or to another. Fields are checked by the server, in the reader's language. */
export function Form({
  action,
  children,
  upload,
  keep,
  id,
  class: name,
}: PropsWithChildren<{
  action: string
  upload?: boolean
  id?: string
  class?: string
  /** What a script may keep on the device until there is a connection, by this name or by what is typed as `name`. */
  keep?: string
}>) {
  const token = useContext(FormToken)
  return (
    <form
      method="post"
      action={action}
      novalidate
      id={useFormId(action, id)}
      class={name}
      {...(upload && { enctype: 'multipart/form-data' })}
      {...(keep !== undefined && { 'data-keep': keep })}
    >
      {token && needsToken(action) && <Hidden name={TOKEN_FIELD} value={token} />}
      {children}
    </form>
  )
}

type HiddenProps = { name: string; value: string | number; kind?: ValueKind }

/** A value that goes along unseen. */
export function Hidden({ name, value, kind = 'text' }: HiddenProps) {
  return <input type="hidden" name={fieldName(name, kind)} value={String(value)} />
}
