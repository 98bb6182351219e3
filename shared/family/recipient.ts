import type { Family } from './family.ts'

/** A way to somebody: an address, or a person who calls or hands over paper. */
export type Way = { channel: 'email' | 'sms' | 'phone' | 'paper'; to: string }

/** A caregiver who is to hear something: in which language, by which way, and by which after it. */
export type Recipient = { caregiver: string; name: string; language: string; ways: Way[] }

/** Whether a way is one that a machine goes. */
export function isSent(way: Way): way is Way & { channel: 'email' | 'sms' } {
  return way.channel === 'email' || way.channel === 'sms'
}

/**
 * A family's caregivers with their ways in their own order. Who has none is left to the others; where nobody has one,
 * a person is to find the first. With languages named, only who reads one of them.
 */
export function recipientsOf(family: Family, languages: readonly string[] = []): Recipient[] {
  const everybody = family.caregivers.map((caregiver) => ({
    caregiver: caregiver.id,
    name: [caregiver.givenName, caregiver.familyName].filter(Boolean).join(' '),
    language: caregiver.writtenLanguage ?? family.writtenLanguage,
    ways: caregiver.channels.map(({ kind, address = '' }) => ({ channel: kind, to: address })),
  }))
  const all = everybody.filter(({ language }) => languages.length === 0 || languages.includes(language))
  const reachable = all.filter(({ ways }) => ways.length > 0)
  return reachable.length > 0 ? reachable : all.slice(0, 1)
}
