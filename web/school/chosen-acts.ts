import { MOST_CHOSEN } from '../../shared/delivery/broadcast.ts'
import { readFamily } from '../../shared/family/family.operations.ts'
import type { Family } from '../../shared/family/family.ts'
import type { Visit } from '../visit.ts'

/** What can be done with several families at once. */
export const CHOSEN_ACTS = ['letters', 'links', 'group', 'calls', 'write'] as const
export type ChosenAct = (typeof CHOSEN_ACTS)[number]

/** The families of these ids, in their order; one that is gone is left out. */
export async function familiesAt(c: Visit, school: string, ids: readonly string[]): Promise<Family[]> {
  const some = [...new Set(ids)].slice(0, MOST_CHOSEN)
  const read = some.map((id) => readFamily(c.get('context'), school, id).catch(() => undefined))
  return (await Promise.all(read)).flatMap((family) => family ?? [])
}
