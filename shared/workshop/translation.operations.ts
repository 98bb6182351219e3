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
  withinRoom,
  withTranslation,
} from './translation.ts'
import { editWorkshop, readWorkshop } from './workshop.operations.ts'
import { mustBeAlive, type TranslationMark, type Workshop } from './workshop.ts'

/** A workshop's words in one of the school's languages, read over by whoever saves them: their name and the date stay. */
export async function saveTranslation(
  context: Context,
  id: string,
  language: string,
  input: TranslationInput,
): Promise<Workshop> {
  const { original } = await translating(context, id, language)
  const { actor } = context
  const by = actor.kind === 'member' ? actor.name : ''
  return written(context, id, { language, original, state: 'reviewed', by, words: input })
}

/** The same by a machine, marked so until a person has read it over. What a person has read over stays. */
export async function translateByMachine(
  context: Context,
  translate: TranslateText | undefined,
  id: string,
  language: string,
): Promise<Workshop> {
  const { workshop, original } = await translating(context, id, language)
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
    title: withinRoom(heading, 'title'),
    ...(text && { description: withinRoom(text, 'description') }),
  }
  return written(context, id, { language, original, state: 'machine', by: '', words })
}

// Into any of the school's languages but the one that it was written in.
async function translating(
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

type Written = Pick<TranslationMark, 'state' | 'by'> & {
  language: string
  original: string
  words: TranslationInput
}

function written(
  context: Context,
  id: string,
  { language, original, state, by, words }: Written,
): Promise<Workshop> {
  const at = instantOf(context.now())
  return editWorkshop(context, id, (workshop) =>
    withTranslation(workshop, language, {
      ...words,
      mark: { state, by, at, of: fingerprint(workshop, original) },
    }),
  )
}
