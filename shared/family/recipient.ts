import { tagInScript } from '../school/language-choice.ts'
import { sameAddress } from './contact.ts'
import type { Family } from './family.ts'

/** A way to reach a person: by address, or by a call or paper from a member of the team. */
export type Way = { channel: 'email' | 'sms' | 'phone' | 'paper'; to: string }

/** A caregiver to notify, with the language and the ways to try in order. */
export type Recipient = { caregiver: string; name: string; language: string; ways: Way[] }

/** Whether messages on this way are sent automatically. */
export function isSent(way: Way): way is Way & { channel: 'email' | 'sms' } {
  return way.channel === 'email' || way.channel === 'sms'
}

/**
 * A family's caregivers with their ways in order of preference. An address that several write, however they write it, is
 * the way of whoever prefers it most, so that it gets one message. Caregivers without a way are left out if another has
 * one; if none has, the first is returned for the team to contact. With `languages`, only caregivers who read one of them.
 */
export function recipientsOf(family: Family, languages: readonly string[] = []): Recipient[] {
  const everybody = family.caregivers.map((caregiver) => ({
    caregiver: caregiver.id,
    name: [caregiver.givenName, caregiver.familyName].filter(Boolean).join(' '),
    language: caregiver.writtenLanguage ?? family.writtenLanguage,
    ways: caregiver.channels.map(({ kind, address = '' }) => ({ channel: kind, to: address })),
  }))
  const all = everybody.filter(
    ({ language }) => languages.length === 0 || tagInScript(languages, language) !== undefined,
  )
  const reachable = withOwnWays(all).filter(({ ways }) => ways.length > 0)
  return reachable.length > 0 ? reachable : all.slice(0, 1)
}

// A text and a call to one number may be two ways of one person, and not of two.
function withOwnWays(recipients: readonly Recipient[]): Recipient[] {
  const claims = recipients.flatMap(({ caregiver, ways }) =>
    ways.map(({ to }, place) => ({ caregiver, place, name: sameAddress(to) })),
  )
  const owners = new Map<string, string>()
  for (const { name, caregiver } of claims.toSorted((one, other) => one.place - other.place))
    if (!owners.has(name)) owners.set(name, caregiver)
  return recipients.map((recipient) => ({
    ...recipient,
    ways: recipient.ways.filter(({ to }) => to === '' || owners.get(sameAddress(to)) === recipient.caregiver),
  }))
}
