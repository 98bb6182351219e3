import { untilCommitted } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { getFamily } from '../family/family.store.ts'
import { instantOf } from '../time/instant.ts'
import { type Led, readLed } from './host.operations.ts'
import { type HostWords, isNameTold, rewordWorkshop, takesWords } from './reword.ts'
import { fingerprint, originalLanguage } from './translation.ts'
import { editWorkshop } from './workshop.operations.ts'
import { saveWorkshop } from './workshop.store.ts'
import type { Workshop } from './workshop.ts'

/** The words of a workshop that its host may change, and the language in which they were written. */
export type WordsOfHost = {
  title: string | undefined
  description: string | undefined
  of: string
  language: string
  workshop: Workshop
  isOpen: boolean
  isNamed: boolean
}

/** Reads the words of a workshop for its host; anybody else gets `not-found`. */
export async function readHostWords(context: Context, id: string): Promise<WordsOfHost> {
  const led = await readLed(context, id)
  const { workshop } = led
  const language = await languageOf(context, led)
  return {
    ...{ language, workshop, of: fingerprint(workshop, language) },
    title: workshop.title[language],
    description: workshop.description?.[language],
    isOpen: takesWords(workshop, instantOf(context.now())),
    isNamed: isNameTold(workshop),
  }
}

// A translation is no words of the host, whatever their language.
async function languageOf(
  { table }: Pick<Context, 'table'>,
  { scope, workshop, host }: Led,
): Promise<string> {
  const family = await getFamily(table, scope, host)
  return originalLanguage(workshop, family?.writtenLanguage ?? '')
}

/** Changes the words of a workshop as its host, and leaves a mark for the team. See `rewordWorkshop`. */
export async function rewordAsHost(context: Context, id: string, words: HostWords): Promise<void> {
  await untilCommitted(async () => {
    const led = await readLed(context, id)
    const language = await languageOf(context, led)
    const reworded = rewordWorkshop(led.workshop, { language, at: instantOf(context.now()) }, words)
    if (reworded !== led.workshop) await context.table.commit(saveWorkshop(led.scope, reworded))
  })
}

/** Takes off the mark of a host's change that the team has seen, the one of that instant. Idempotent. */
export function markRewordingSeen(context: Context, id: string, at: string): Promise<Workshop> {
  return editWorkshop(context, id, (workshop) => {
    const { rewordedAt, ...rest } = workshop
    return rewordedAt === at ? { ...rest, revision: workshop.revision + 1 } : workshop
  })
}
