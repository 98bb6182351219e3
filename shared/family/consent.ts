import type { Instant } from '../time/instant.ts'
import { contactName } from './contact.ts'
import type { Family } from './family.ts'

/** From whom we have an address, and since when: what allows us to write to it. */
export type Consent = { source: 'roster' | 'family' | 'team' | 'program'; at: Instant }

/** A family with whence each of its addresses came: those that are new came as `given`, those that went are forgotten. */
export function withConsents(family: Family, before: Family | undefined, given: Consent): Family {
  const known = new Set(before ? addressesOf(before) : [])
  const consents = addressesOf(family).flatMap((name) => {
    const consent = known.has(name) ? before?.consents?.[name] : given
    return consent ? [[name, consent] as const] : []
  })
  const { consents: _, ...rest } = family
  return consents.length > 0 ? { ...rest, consents: Object.fromEntries(consents) } : rest
}

/** The names (`contactName`) of a family's addresses. */
export function addressesOf({ caregivers }: Pick<Family, 'caregivers'>): string[] {
  return caregivers.flatMap(({ channels }) =>
    channels.flatMap(({ kind, address }) =>
      kind === 'paper' || !address ? [] : [contactName({ channel: kind, to: address })],
    ),
  )
}
