import * as z from 'zod'
import { isRegisteredLanguage } from './registered-language.ts'

const MOST_CHARACTERS = 35
const TAG = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/
const SCHOOL_TAG = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/
// RFC 5646, 2.2.2: the languages that have an extended form. `zh-yue` is that of `yue`, which is the canonical one.
const EXTENDED = /^(ar|kok|lv|ms|sgn|sw|uz|zh)-(?=[a-z]{3}(-|$))/i

/**
 * A BCP 47 tag of a registered language, of at most 35 characters (RFC 5646, 4.4.1), such as `es`, `zh-Hant` or `es-MX`, in
 * its canonical case and without the extended form (`zh-yue` is `yue`). What `stands` already is not asked about its
 * registration.
 */
export const languageTag = (stands: (tag: string) => boolean = () => false) =>
  z
    .string()
    .max(MOST_CHARACTERS, 'language')
    .overwrite((tag) => (stands(tag) ? tag : canonicalTag(tag)))
    .regex(TAG, 'language')
    .refine((tag) => stands(tag) || isRegisteredLanguage(tag), 'language')

/** The same as a name in a record, where it is kept as written and the extended form is refused: two names never become one. */
export const languageKey = () =>
  z
    .string()
    .max(MOST_CHARACTERS, 'language')
    .regex(TAG, 'language')
    .refine((tag) => isRegisteredLanguage(tag) && !EXTENDED.test(tag), 'language')

/** A tag of a registered language with at most a script and a region, as a school lists its languages, in its canonical case. */
export const schoolLanguage = () =>
  z.string().overwrite(canonicalTag).regex(SCHOOL_TAG, 'language').refine(isRegisteredLanguage, 'language')

/** The same where it has to be in its canonical case already. */
export const canonicalLanguageTag = () =>
  z.string().regex(SCHOOL_TAG, 'language').refine(isRegisteredLanguage, 'language')

// Codes that were replaced, such as `iw`, stay: schools list their languages with them.
function canonicalTag(text: string): string {
  try {
    const short = text.replace(EXTENDED, '')
    const [canonical = short] = Intl.getCanonicalLocales(short)
    return canonical.toLowerCase() === short.toLowerCase() ? canonical : short
  } catch {
    return text
  }
}
