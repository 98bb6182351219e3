import * as z from 'zod'
import { refuse } from '../access/refusal.ts'
import { writtenText } from '../access/visible.ts'
import { fingerprint } from './translation.ts'
import { changeWorkshop, hasBegun, type Workshop } from './workshop.ts'

/** A host's own words for a workshop; `of`, where given, is the fingerprint of those they replace. */
export const HostWords = z.lazy(() =>
  z.strictObject({
    title: writtenText(120).min(1).optional(),
    description: writtenText(2000).min(1).optional(),
    of: z.string().max(20).optional(),
  }),
)
export type HostWords = z.infer<typeof HostWords>

/** Whether a host may still change the words of a workshop: until it begins, is held or is cancelled. */
export function takesWords(workshop: Workshop, now: string): boolean {
  return workshop.status !== 'held' && workshop.status !== 'cancelled' && !hasBegun(workshop, now)
}

/** Whether families come to a workshop by its name, so that its host does not change it. */
export function isNameTold({ status }: Pick<Workshop, 'status'>): boolean {
  return status === 'scheduled'
}

/**
 * The workshop in its host's words of one language, marked for the team to see. Refuses what is over
 * (`already-decided`), and words that replace others than the host read (`workshop-changed`). Its translations stay, as
 * older than their original.
 */
export function rewordWorkshop(
  workshop: Workshop,
  { language, at }: { language: string; at: string },
  { description, of, ...words }: HostWords,
): Workshop {
  if (!takesWords(workshop, at)) refuse('already-decided')
  const title = isNameTold(workshop) ? workshop.title[language] : words.title
  if (words.title && isNameTold(workshop) && words.title !== title) refuse('workshop-changed')
  if (!title) return refuse('invalid-input', { errors: [{ pointer: '/title', detail: 'required' }] })
  const { [language]: _, ...others } = workshop.description ?? {}
  const descriptions = { ...others, ...(description && { [language]: description }) }
  const reworded = changeWorkshop(workshop, {
    title: { ...workshop.title, [language]: title },
    description: Object.keys(descriptions).length > 0 ? descriptions : null,
  })
  const before = fingerprint(workshop, language)
  if (fingerprint(reworded, language) === before) return workshop
  if (of !== undefined && of !== before) refuse('workshop-changed')
  return { ...reworded, rewordedAt: at }
}
