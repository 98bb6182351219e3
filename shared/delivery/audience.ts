import { isSent, type Recipient, type Way } from '../family/recipient.ts'

/** Whom a message reaches: families, people by their first way, and people by written language, most first. */
export type ReachedAudience = {
  families: number
  ways: { email: number; sms: number; call: number }
  languages: { language: string; people: number }[]
}

/** Families by the way that reaches each, where a message does, else by whether a person calls or a letter goes. */
export type FamiliesReached = {
  ways: { sms: number; email: number; call: number; paper: number }
  /** By the language in which each is reached, most first. */
  languages: { language: string; families: number }[]
}

type Told = { family: string; people: readonly Recipient[] }

/** Counts each family once, by the first of its people whom a message reaches, else by the first. */
export function familiesReached(families: readonly Told[]): FamiliesReached {
  const first = families.flatMap(({ people }) => {
    const told = people.find(({ ways: [way] }) => way && isSent(way)) ?? people[0]
    return told ? [{ language: told.language, channel: told.ways[0]?.channel }] : []
  })
  const by = (channel: Way['channel']) => first.filter((one) => one.channel === channel).length
  const [sms, email, paper] = [by('sms'), by('email'), by('paper')]
  const languages = [...new Set(first.map(({ language }) => language))].map((language) => ({
    language,
    families: first.filter((one) => one.language === language).length,
  }))
  languages.sort((one, other) => other.families - one.families || (one.language < other.language ? -1 : 1))
  return { ways: { sms, email, paper, call: first.length - sms - email - paper }, languages }
}

/** Counts whom a message reaches; who has no way or wishes for a call or paper counts as a call. */
export function reachedAudience(families: readonly Told[]): ReachedAudience {
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
