import type { SentChannel } from '../access/context.ts'
import { isSent, type Recipient, type Way } from '../family/recipient.ts'
import { answerTo, type Ballot } from '../workshop/ballot.ts'
import type { PollOption } from '../workshop/poll.ts'
import { canCome } from '../workshop/shut-out.ts'

/** Whom a message reaches: families, people by their first way, and people by written language, most first. */
export type ReachedAudience = {
  families: number
  ways: { email: number; sms: number; call: number }
  languages: { language: string; people: number }[]
}

/** Families by the way that reaches each: a message, else a call or a letter by a person. */
export type FamiliesReached = {
  ways: { sms: number; email: number; call: number; paper: number }
  /** The others, whose messages wait until a service for their channel is set up. */
  waiting: Record<SentChannel, number>
  /** By the language in which each is reached, most first. */
  languages: { language: string; families: number }[]
}

type Told = { family: string; people: readonly Recipient[] }

/**
 * Counts each family once, by the first of its people whom a message reaches here, else by the first to whom a person
 * talks or writes, else by the first whose message waits. `carriers` are the channels for which a service is set up.
 */
export function familiesReached(
  families: readonly Told[],
  carriers: readonly SentChannel[] = [],
): FamiliesReached {
  const told = families.flatMap(({ people }) => {
    const all = people.map(({ language, ways }) => ({ language, ...wayHere(ways, carriers) }))
    return all.toSorted((one, other) => one.rank - other.rank).slice(0, 1)
  })
  const by = (channel: Way['channel'], isWaiting = false) =>
    told.filter(({ way, waits }) => way?.channel === channel && waits === isWaiting).length
  const [sms, email, paper] = [by('sms'), by('email'), by('paper')]
  const waiting = { sms: by('sms', true), email: by('email', true) }
  const call = told.length - sms - email - paper - waitingIn({ waiting })
  const languages = [...new Set(told.map(({ language }) => language))].map((language) => ({
    language,
    families: told.filter((one) => one.language === language).length,
  }))
  languages.sort((one, other) => other.families - one.families || (one.language < other.language ? -1 : 1))
  return { ways: { sms, email, paper, call }, waiting, languages }
}

/** How many families hear of news only once a service is set up. */
export function waitingIn({ waiting }: Pick<FamiliesReached, 'waiting'>): number {
  return waiting.sms + waiting.email
}

// As delivery tries them: a channel without a service is passed over for the next way that somebody can take. Without any
// service no message is tried, and all of them wait.
function wayHere(ways: readonly Way[], carriers: readonly SentChannel[]) {
  const isServed = (way: Way) => !isSent(way) || carriers.includes(way.channel)
  const [first] = ways
  const way = (carriers.length > 0 && ways.find(isServed)) || first
  const waits = way !== undefined && !isServed(way)
  const rank = waits ? 2 : way && isSent(way) ? 0 : 1
  return { way, waits, rank }
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

/** The families that voted yes or if needed for the time that was chosen; a reply replaces their vote. */
export function familiesThatMayCome(
  ballots: readonly Ballot[],
  option: PollOption | undefined,
): ReadonlySet<string> {
  const coming = ballots.filter((ballot) => option && canCome(answerTo(ballot, option)))
  return new Set(coming.map(({ family }) => family))
}
