import * as z from 'zod'
import type { TranslateText } from '../access/context.ts'
import { hashOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { writtenText } from '../access/visible.ts'
import type { TranslationMark, Workshop } from './workshop.ts'

const MOST = { title: 120, description: 2000 }

/** A workshop's words in one language, written by a person. */
export const TranslationInput = z.lazy(() =>
  z.strictObject({
    title: writtenText(MOST.title).min(1),
    description: writtenText(MOST.description).min(1).optional(),
  }),
)
export type TranslationInput = z.infer<typeof TranslationInput>

type Worded = Pick<Workshop, 'title' | 'description' | 'translations'>

/**
 * The original language of a workshop: the preferred one if it is an original, else the first that is no translation.
 */
export function originalLanguage({ title, translations = {} }: Worded, wished: string): string {
  const written = Object.keys(title).filter((language) => !translations[language])
  return written.includes(wished) ? wished : (written[0] ?? Object.keys(title)[0] ?? wished)
}

/** A fingerprint of the original words, to detect later changes. */
export function fingerprint({ title, description }: Worded, original: string): string {
  return hashOf(JSON.stringify([title[original], description?.[original] ?? ''])).slice(0, 12)
}

/** The workshop with its words in a language, and their origin. */
export function withTranslation(
  workshop: Workshop,
  language: string,
  { title, description, mark }: TranslationInput & { mark: TranslationMark },
): Workshop {
  const { [language]: _, ...others } = workshop.description ?? {}
  const descriptions = { ...others, ...(description && { [language]: description }) }
  const { description: _before, ...rest } = workshop
  return {
    ...rest,
    title: { ...workshop.title, [language]: title },
    ...(Object.keys(descriptions).length > 0 && { description: descriptions }),
    translations: { ...workshop.translations, [language]: mark },
    revision: workshop.revision + 1,
  }
}

const FIELD = /\{[^{}]*\}/g
const KEPT = /<span translate="no">(.*?)<\/span>/gs

/**
 * Machine-translates a text and leaves its fields in braces untouched, marked as HTML that is not to be translated.
 * Refuses a result that is empty or lacks one of the fields.
 */
export async function translateText(
  translate: TranslateText,
  text: string,
  languages: { from: string; to: string },
): Promise<string> {
  const given = escaped(text).replace(FIELD, (field) => `<span translate="no">${field}</span>`)
  const answer = unescaped((await translate(given, languages)).replace(KEPT, '$1')).trim()
  const fields = (of: string) => (of.match(FIELD) ?? []).toSorted().join()
  return answer && fields(answer) === fields(text) ? answer : refuse('translation-failed')
}

/** Machine-translates words into the languages that lack them; `machine` lists these languages. */
export async function translateWords(
  translate: TranslateText,
  words: Readonly<Record<string, string>>,
  { original, languages }: { original: string; languages: readonly string[] },
): Promise<{ words: Record<string, string>; machine: string[] }> {
  const source = words[original] ?? ''
  const machine = languages.filter((language) => words[language] === undefined)
  const made = await Promise.all(
    machine.map(async (to) => [to, await translateText(translate, source, { from: original, to })] as const),
  )
  return { words: { ...words, ...Object.fromEntries(made) }, machine }
}

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' } as const

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ENTITIES[sign as keyof typeof ENTITIES]) // one of the four
}

function unescaped(html: string): string {
  const signs = Object.entries(ENTITIES).toReversed()
  return signs.reduce((text, [sign, entity]) => text.replaceAll(entity, sign), html.replaceAll('&#39;', "'"))
}

/** A translation, truncated to the length of its field. */
export function truncated(text: string, field: keyof typeof MOST): string {
  return text.length <= MOST[field] ? text : `${text.slice(0, MOST[field] - 1)}…`
}
