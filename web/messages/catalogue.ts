import { IntlMessageFormat } from 'intl-messageformat'
import { baseOf, languageOfText, scriptOf } from '../../shared/school/language-choice.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { memoized } from '../memo.ts'
import { en } from './en.ts'
import type { errors } from './en-errors.ts'
import type { enLater } from './en-later.ts'
import { enMail } from './en-mail.ts'
import type { enManual } from './en-manual.ts'
import { ownLanguageName } from './format.ts'
import { LANGUAGE_FILES, languageFile } from './languages.ts'
import type { en as schoolEn } from './school/en.ts'

export { closestTag, languageOfText, localText } from '../../shared/school/language-choice.ts'

/** The key of a text; English is the source of all. */
export type MessageKey =
  | keyof typeof en
  | keyof typeof errors
  | keyof typeof enLater
  | keyof typeof enMail
  | keyof typeof enManual
  | keyof typeof schoolEn

/** The fields that a text inserts by name. Dates and names are formatted before, see `format.ts`. */
export type Fields = Readonly<Record<string, string | number>>

/** The text of that key in one language, with its fields put in. */
export type Translator = (key: MessageKey, fields?: Fields) => string

type Catalogue = Record<string, string>

// English is the source; the team's part of it is loaded with the team's pages.
const english: Catalogue = { ...en, ...enMail }
const catalogues = new Map<string, Catalogue>([['en', english]])

/** Adds English texts that only some pages use. */
export function learn(texts: Catalogue): void {
  Object.assign(english, texts)
}

/** A language in which the pages exist. */
export type PageLanguage = 'en' | keyof typeof LANGUAGE_FILES

/** The languages of the pages, in the order of the chooser. */
export const PAGE_LANGUAGES = ['en', ...Object.keys(LANGUAGE_FILES)] as PageLanguage[]

/** Loads the texts of languages, once; callers load a language before they use it. All where none is named. */
export async function loadLanguages(languages: readonly PageLanguage[] = PAGE_LANGUAGES): Promise<void> {
  const missing = languages.filter((language) => !catalogues.has(language))
  await Promise.all(
    missing.map(async (language) => {
      if (language !== 'en') catalogues.set(language, (await languageFile(language)).texts)
    }),
  )
}

/** The language of the pages that a reader of that language gets (`zh` for `zh-Hans`), or undefined where there is none. */
export function pageLanguageOf(language: string): PageLanguage | undefined {
  const base = baseOf(language)
  return isPageLanguage(base) ? base : undefined
}

/** How many of a language's texts there are, and how many a native speaker has reviewed; undefined for the source. */
export async function reviewOf(
  language: PageLanguage,
): Promise<{ total: number; reviewed: number } | undefined> {
  if (language === 'en') return undefined
  const { texts, reviewed } = await languageFile(language)
  const known = new Set(reviewed)
  const keys = Object.keys(texts)
  return { total: keys.length, reviewed: keys.filter((key) => known.has(key)).length }
}

/** All texts of a language that was loaded. */
export function textsOf(language: PageLanguage): Catalogue {
  const texts = catalogues.get(language)
  if (!texts) throw new Error(`the texts of ${language} were not loaded`)
  return texts
}

/** Whether the pages exist in that language. */
function isPageLanguage(language: string): language is PageLanguage {
  return language === 'en' || Object.hasOwn(LANGUAGE_FILES, language)
}

/** Whether there is a text of that key. */
export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(english, key)
}

const translators = new Map<PageLanguage, Translator>()

/** The translator of a language; each text is compiled once, when it is first asked for. */
export function translator(language: PageLanguage): Translator {
  const known = translators.get(language)
  if (known) return known
  const texts = textsOf(language)
  const compiled = new Map<MessageKey, IntlMessageFormat>()
  const plain = memoized((key: MessageKey) => said(key))
  const translate: Translator = (key, fields) => (fields ? said(key, fields) : plain(key))
  const said: Translator = (key, fields) => {
    let message = compiled.get(key)
    if (!message) {
      message = new IntlMessageFormat(textOf(texts, key), language, undefined, { ignoreTag: true })
      compiled.set(key, message)
    }
    // "p.m." at the end of a sentence brings its full stop with it.
    return String(message.format(fields)).replaceAll('.m..', '.m.')
  }
  translators.set(language, translate)
  return translate
}

function textOf(texts: Catalogue, key: MessageKey): string {
  const text = texts[key]
  if (text === undefined) throw new Error(`the texts with ${key} were not loaded`)
  return text
}

/** The best of the page languages for the wishes in order, each a BCP 47 tag; English where none fits. */
export function bestLanguage(wishes: readonly (string | undefined)[]): PageLanguage {
  for (const wish of wishes) {
    const language = pageLanguageOf(wish ?? '')
    if (language) return language
  }
  return 'en'
}

/** The languages of an Accept-Language header, the most wished first. */
export function acceptedLanguages(header: string | undefined): string[] {
  const wishes = (header ?? '').split(',').map((part) => {
    const [tag = '', ...parameters] = part.trim().split(';')
    const quality = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean)
    return { tag, quality: quality === undefined ? 1 : Number(quality) }
  })
  return wishes
    .filter(({ tag, quality }) => tag && quality > 0)
    .sort((one, other) => other.quality - one.quality)
    .map(({ tag }) => tag)
}

/** The direction in which a language is written; left to right where it is unknown. */
export const direction = memoized((language: string): 'ltr' | 'rtl' =>
  RIGHT_TO_LEFT.has(scriptOf(language)) ? 'rtl' : 'ltr',
)

const RIGHT_TO_LEFT = new Set(['Arab', 'Hebr', 'Thaa', 'Syrc', 'Nkoo', 'Adlm'])

/** Whether a workshop is read in words that a machine translated and nobody has read over yet. */
export function isMachineMade(
  { title, translations }: Pick<Workshop, 'title' | 'translations'>,
  language: string,
): boolean {
  return translations?.[languageOfText(title, language)]?.state === 'machine'
}

/** The page languages by the names that their own speakers use. */
export function ownLanguageNames(): { tag: PageLanguage; name: string }[] {
  return PAGE_LANGUAGES.map((tag) => ({ tag, name: ownLanguageName(tag) }))
}
