import type { Instant } from '../time/instant.ts'
import { contactName } from './contact.ts'
import type { Family } from './family.ts'

/** The source of an address and since when: the basis for sending to it. */
export type Consent = { source: 'roster' | 'family' | 'team' | 'program'; at: Instant }

/** The family with the source of each address: new addresses get `given`, removed ones are dropped. */
export function withConsents(family: Family, before: Family | undefined, given: Consent): Family {
  const known = new Set(before ? addressesOf(before) : [])
  const consents = addressesOf(family).flatMap((name) => {
    const consent = known.has(name) ? before?.consents?.[name] : given
    return consent ? [[name, consent] as const] : []
  })
  const { consents: _, ...rest } = family
  return consents.length > 0 ? { ...rest, consents: Object.fromEntries(consents) } : rest
}

/** The contact names (`contactName`) of a family's addresses. */
export function addressesOf({ caregivers }: Pick<Family, 'caregivers'>): string[] {
  return caregivers.flatMap(({ channels }) =>
    channels.flatMap(({ kind, address }) =>
      kind === 'paper' || !address ? [] : [contactName({ channel: kind, to: address })],
    ),
  )
}
