import type { Family } from '../family/family.ts'
import { type RemovedFamily, rosterIdsOf } from '../household/removed-family.ts'
import type { Roster, RosterFamily } from './roster.ts'
import { haveSameName, shareAddress } from './same-person.ts'

/**
 * The removed families that a roster brings back: it lists one of their people, by id or by name and address, whom no
 * other family has meanwhile.
 */
export function returningFamilies(
  removed: readonly RemovedFamily[],
  existing: readonly Family[],
  roster: Roster,
): RemovedFamily[] {
  if (removed.length === 0) return []
  const interrupted = new Set(removed.map(({ family }) => family.id))
  const taken = new Set(existing.filter(({ id }) => !interrupted.has(id)).flatMap(rosterIdsOf))
  const listed = new Set(roster.families.flatMap(idsOf))
  const unknown = roster.families.filter((family) => !idsOf(family).some((id) => taken.has(id)))
  const returning: RemovedFamily[] = []
  for (const one of removed) {
    const ids = rosterIdsOf(one.family)
    if (ids.some((id) => taken.has(id))) continue
    const isListed = ids.some((id) => listed.has(id))
    if (!isListed && !unknown.some((family) => haveSamePerson(family, one.family))) continue
    returning.push(one)
    for (const id of ids) taken.add(id)
  }
  return returning
}

function idsOf({ sourceIds, caregivers }: RosterFamily): string[] {
  return [...sourceIds, ...caregivers.map(({ sourceId }) => sourceId)]
}

function haveSamePerson(roster: RosterFamily, family: Family): boolean {
  return roster.caregivers.some((one) =>
    family.caregivers.some((other) => haveSameName(one, other) && shareAddress(one, other)),
  )
}
