import { mustOrganize } from '../access/actor.ts'
import type { Context, TranslateText } from '../access/context.ts'
import { schoolOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { readSchool } from '../school/school.operations.ts'
import { instantOf } from '../time/instant.ts'
import {
  fingerprint,
  originalLanguage,
  type TranslationInput,
  translateText,
  truncated,
  withTranslation,
} from './translation.ts'
import { editWorkshop, readWorkshop } from './workshop.operations.ts'
import { mustBeAlive, type TranslationMark, type Workshop } from './workshop.ts'

/** Saves a workshop's translation into one of the school's languages as reviewed by the actor. */
export async function saveTranslation(
  context: Context,
  id: string,
  language: string,
  input: TranslationInput,
): Promise<Workshop> {
  const { original } = await loadOriginal(context, id, language)
  const { actor } = context
  const by = actor.kind === 'member' ? actor.name : ''
  return saveWords(context, id, { language, original, state: 'reviewed', by, words: input })
}

/**
 * Machine-translates a workshop and marks it so until a person reviews it. Refuses to replace a reviewed translation.
 */
export async function translateByMachine(
  context: Context,
  translate: TranslateText | undefined,
  id: string,
  language: string,
): Promise<Workshop> {
  const { workshop, original } = await loadOriginal(context, id, language)
  if (!translate) return refuse('no-translator')
  if (workshop.translations?.[language]?.state === 'reviewed') return refuse('already-decided')
  const languages = { from: original, to: language }
  const { title, description } = workshop
  const said = description?.[original]
  const [heading, text] = await Promise.all([
    translateText(translate, title[original] ?? '', languages),
    said ? translateText(translate, said, languages) : undefined,
  ])
  const words = {
    title: truncated(heading, 'title'),
    ...(text && { description: truncated(text, 'description') }),
  }
  return saveWords(context, id, { language, original, state: 'machine', by: '', words })
}

// Refuses languages that the school does not have, and the original one.
async function loadOriginal(
  context: Context,
  id: string,
  language: string,
): Promise<{ workshop: Workshop; original: string }> {
  mustOrganize(context.actor)
  const [workshop, school] = await Promise.all([readWorkshop(context, id), readSchool(context, schoolOf(id))])
  const original = originalLanguage(workshop, school.defaultLanguage)
  mustBeAlive(workshop)
  if (!school.languages.includes(language) || language === original) return refuse('not-found')
  return { workshop, original }
}

type TranslatedText = Pick<TranslationMark, 'state' | 'by'> & {
  language: string
  original: string
  words: TranslationInput
}

function saveWords(
  context: Context,
  id: string,
  { language, original, state, by, words }: TranslatedText,
): Promise<Workshop> {
  const at = instantOf(context.now())
  return editWorkshop(context, id, (workshop) =>
    withTranslation(workshop, language, {
      ...words,
      mark: { state, by, at, of: fingerprint(workshop, original) },
    }),
  )
}
