import { isSent, type Recipient } from '../family/recipient.ts'

/** Whom a message reaches: families, people by their first way, and people by written language, most first. */
export type ReachedAudience = {
  families: number
  ways: { email: number; sms: number; call: number }
  languages: { language: string; people: number }[]
}

/** Counts whom a message reaches; who has no way or wishes for a call or paper counts as a call. */
export function reachedAudience(
  families: readonly { family: string; people: readonly Recipient[] }[],
): ReachedAudience {
  const people = families.flatMap((one) => one.people)
  const by = (channel: 'email' | 'sms') => people.filter(({ ways }) => ways[0]?.channel === channel).length
  const call = people.filter(({ ways: [first] }) => !first || !isSent(first)).length
  const languages = [...new Set(people.map(({ language }) => language))].map((language) => ({
    language,
    people: people.filter((one) => one.language === language).length,
  }))
  languages.sort((one, other) => other.people - one.people || (one.language < other.language ? -1 : 1))
  return {
    families: families.filter((one) => one.people.length > 0).length,
    ways: { email: by('email'), sms: by('sms'), call },
    languages,
  }
}
