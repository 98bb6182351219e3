import type { FieldError, RefusalCode, RefusalDetails } from '../../shared/access/refusal.ts'
import { type Fields, isMessageKey, learn, type Translator } from './catalogue.ts'
import { errors } from './en-errors.ts'

// Messages carry none of these, so that their sender does not load them.
learn(errors)

/** The text of a refusal: what happened, that nothing is lost, and what to do next. */
export function refusalText(t: Translator, code: RefusalCode, details: RefusalDetails = {}): string {
  const key = `error.${code}.${String(details.why)}`
  return t(isMessageKey(key) ? key : `error.${code}`, plainFields(details))
}

/** The text of a field error; codes without a text of their own have a general one. */
export function fieldErrorText(t: Translator, { detail }: FieldError): string {
  const key = `field.${detail}`
  return isMessageKey(key) ? t(key) : t('field.invalid')
}

function plainFields(details: RefusalDetails): Fields {
  const plain = Object.entries(details).filter(
    (entry): entry is [string, string | number] =>
      typeof entry[1] === 'string' || typeof entry[1] === 'number',
  )
  return Object.fromEntries(plain)
}
