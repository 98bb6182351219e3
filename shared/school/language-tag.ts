import * as z from 'zod'
import { isRegisteredLanguage } from './registered-language.ts'

const MOST_CHARACTERS = 35

/** A BCP 47 tag of a registered language, of at most 35 characters (RFC 5646, 4.4.1), such as `es`, `zh-Hant` or `es-MX`. */
export const languageTag = () =>
  z
    .string()
    .max(MOST_CHARACTERS, 'language')
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'language')
    .refine(isRegisteredLanguage, 'language')

/** A tag of a registered language in its canonical case with at most a script and a region, as a school lists its languages. */
export const canonicalLanguageTag = () =>
  z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/, 'language')
    .refine(isRegisteredLanguage, 'language')
