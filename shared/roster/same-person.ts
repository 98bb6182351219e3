import type { Caregiver, Channel } from '../family/family.ts'
import type { RosterCaregiver } from './roster.ts'

type Named = Pick<Caregiver, 'givenName' | 'familyName'>
type Reached = Pick<Caregiver, 'channels'>

// The Turkish İ in lower case, in any language but Turkish.
const DOTTED = 'i\u0307'

/** A text as it is compared: without differences of Unicode form, case and spaces. */
export function folded(text: string): string {
  const small = text.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFC')
  return small.replaceAll(DOTTED, 'i').replace(/\s+/g, ' ').trim()
}

/** Whether two people have the same name, however it is written. */
export function haveSameName(one: Named, other: Named): boolean {
  return folded(`${one.givenName} ${one.familyName}`) === folded(`${other.givenName} ${other.familyName}`)
}

/** Whether two people can be reached at the same address. */
export function shareAddress(one: Reached, other: Reached): boolean {
  const known = new Set(addressesOf(other))
  return addressesOf(one).some((address) => known.has(address))
}

/** A person's addresses as they are compared. */
export function addressesOf({ channels }: Reached): string[] {
  return channels.flatMap(({ address }) => (address ? [folded(address)] : []))
}

/** The channels with those of others whose address is not there yet. */
export function withChannels(channels: readonly Channel[], others: readonly Channel[]): Channel[] {
  const nameOf = ({ kind, address = '' }: Channel) => `${kind} ${folded(address)}`
  const known = new Set(channels.map(nameOf))
  return [...channels, ...others.filter((one) => !known.has(nameOf(one)))]
}

/** The caregivers with each person once, who may be listed again under another id. */
export function withoutRepeated(caregivers: readonly RosterCaregiver[]): RosterCaregiver[] {
  const people: RosterCaregiver[] = []
  for (const one of caregivers) {
    const place = people.findIndex((other) => haveSameName(one, other) && shareAddress(one, other))
    const known = people[place]
    if (known) people[place] = { ...known, channels: withChannels(known.channels, one.channels) }
    else people.push(one)
  }
  return people
}

const SAME: readonly ((one: Named & Reached, other: Named & Reached) => boolean)[] = [
  (one, other) => haveSameName(one, other) && shareAddress(one, other),
  haveSameName,
  // Two people may share a telephone; one of them whose name was corrected keeps a part of it.
  (one, other) => shareAddress(one, other) && havePartOfName(one, other),
]

function havePartOfName(one: Named, other: Named): boolean {
  const parts = new Set(partsOf(other))
  return partsOf(one).some((part) => parts.has(part))
}

const partsOf = ({ givenName, familyName }: Named) => folded(`${givenName} ${familyName}`).split(' ')

/**
 * Gives caregivers whom a file only counts (`simple:F1:2`) the ids of the known people with their name or address, and others
 * a number that nobody has.
 */
export function recognized(
  caregivers: readonly RosterCaregiver[],
  known: readonly Caregiver[],
  familyId: string,
): RosterCaregiver[] {
  const found = new Map<RosterCaregiver, string>()
  const free = new Set(known)
  for (const isSame of SAME)
    for (const one of caregivers) {
      const match = found.has(one) ? undefined : [...free].find((person) => isSame(one, person))
      if (!match?.sourceId) continue
      found.set(one, match.sourceId)
      free.delete(match)
    }
  const taken = new Set(known.map(({ sourceId }) => sourceId))
  const nextNumber = () => {
    let number = 1
    while (taken.has(`${familyId}:${number}`)) number += 1
    taken.add(`${familyId}:${number}`)
    return `${familyId}:${number}`
  }
  return caregivers.map((one) => ({ ...one, sourceId: found.get(one) ?? nextNumber() }))
}
