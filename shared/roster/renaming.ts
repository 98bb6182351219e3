import type { Family } from '../family/family.ts'
import type { NewTie } from '../household/tie.ts'
import type { RosterFamily } from './roster.ts'
import { addressesOf } from './same-person.ts'

/**
 * Finds known families that a roster seems to list under a new id, by a caregiver's address that no other family has.
 * `isNew` is whether a family of the roster is new all the same.
 */
export function renamedFamilies(
  existing: readonly Family[],
  mentioned: ReadonlyMap<Family, unknown>,
  unknown: readonly RosterFamily[],
  isDecided: (tie: NewTie) => boolean,
): { renamed: NewTie[]; isNew: (family: RosterFamily) => boolean } {
  const holders = byAddress(existing)
  const offered = byAddress(unknown)
  const renamed = new Map<RosterFamily, NewTie>()
  for (const roster of unknown) {
    const [renamedTo] = roster.sourceIds
    const known = roster.caregivers.flatMap(addressesOf).flatMap((address) => {
      const [family, ...others] = holders.get(address) ?? []
      const isOnly = others.length === 0 && offered.get(address)?.size === 1
      return family && isOnly && !mentioned.has(family) ? [family] : []
    })
    const [family] = known
    if (!family || !renamedTo) continue
    const listed = roster.caregivers.map(({ givenName, familyName }) => ({ givenName, familyName }))
    const tie: NewTie = { kind: 'join', family: family.id, renamedTo, listed }
    if (!isDecided(tie)) renamed.set(roster, tie)
  }
  return { renamed: [...renamed.values()], isNew: (family) => !renamed.has(family) }
}

type WithCaregivers = { caregivers: readonly Parameters<typeof addressesOf>[0][] }

function byAddress<F extends WithCaregivers>(families: readonly F[]): Map<string, Set<F>> {
  const found = new Map<string, Set<F>>()
  for (const family of families)
    for (const address of family.caregivers.flatMap(addressesOf)) {
      const known = found.get(address)
      if (known) known.add(family)
      else found.set(address, new Set([family]))
    }
  return found
}
