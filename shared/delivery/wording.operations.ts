import { mustOrganize, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { refuse } from '../access/refusal.ts'
import { putWording, removeWording, wordingsOf } from '../message/wording.store.ts'
import { mustKeepFields, type WordedKind, type Wording } from '../message/wording.ts'
import { getSchool } from '../school/school.store.ts'
import { instantOf } from '../time/instant.ts'

/** The school's own wordings of notices. */
export async function listWordings({ table, actor }: Context, school: string): Promise<Wording[]> {
  mustOrganize(actor)
  return wordingsOf(table, scopeOf(actor, school))
}

/**
 * Saves the wording of a kind of notice in one of the school's languages; refuses a sentence without all its fields.
 */
export async function saveWording(
  { table, actor, now }: Context,
  school: string,
  { kind, language, text }: { kind: WordedKind; language: string; text: string },
): Promise<Wording> {
  mustOrganize(actor)
  const scope = scopeOf(actor, school)
  const known = (await getSchool(table, scope)) ?? refuse('not-found')
  if (!known.languages.includes(language)) refuse('not-found')
  mustKeepFields(kind, text)
  const by = actor.kind === 'member' ? actor.name : ''
  const wording = { kind, language, text, by, at: instantOf(now()) }
  await table.commit(putWording(scope, wording))
  return wording
}

/** Deletes the school's own wording, so that the catalogue's applies. */
export async function resetWording(
  { table, actor }: Context,
  school: string,
  { kind, language }: { kind: WordedKind; language: string },
): Promise<void> {
  mustOrganize(actor)
  await table.commit(removeWording(scopeOf(actor, school), kind, language))
}
