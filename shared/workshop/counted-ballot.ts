import type { Instant } from '../time/instant.ts'
import type { GivenAnswer } from './answer.ts'
import { familyAnswers, type Said, type Together } from './family-answer.ts'
import { isCounted, type Poll } from './poll.ts'
import type { WishKind } from './wish.ts'

/** The part of a ballot that counts in the results. */
export type CountedBallot = {
  family: string
  receivedAt: Instant
  answers: Record<string, GivenAnswer>
  couldComeIf: WishKind[]
  noneWork: boolean
  /** Whether it suggests another time or holds a line to the organizer. */
  hasWords: boolean
  /** Whether the family answered last by text. */
  isByText: boolean
  /** The team recorded it. */
  isRecorded?: true
  /** What each caregiver said, where not all was said for the whole family. */
  byCaregiver?: Said
}

type Content = Pick<CountedBallot, 'answers' | 'noneWork' | 'hasWords'> & {
  couldComeIf: readonly unknown[]
}

/** Whether a ballot says anything: an answer, "none of these work", a wish, another time or a line. */
export function saysSomething({ answers, noneWork, couldComeIf, hasWords }: Content): boolean {
  return Object.keys(answers).length > 0 || noneWork || couldComeIf.length > 0 || hasWords
}

/** A family as its ballot is counted. */
export type CountedFamily = Together & { id: string }

/**
 * The ballots that count: in time, of these families, and saying something. Each family's answers are computed from those
 * of the caregivers that it has now.
 */
export function ballotsThatCount(
  poll: Pick<Poll, 'closesAt'>,
  ballots: readonly CountedBallot[],
  families: readonly CountedFamily[],
): CountedBallot[] {
  const known = new Map(families.map((family) => [family.id, family]))
  return ballots.flatMap((ballot) => {
    const family = known.get(ballot.family)
    if (!family || !isCounted(poll, ballot.receivedAt)) return []
    const { byCaregiver } = ballot
    // Families in an older copy come without their caregivers: what was computed when they voted counts.
    const isComputed = byCaregiver && family.caregivers
    const counted = isComputed ? { ...ballot, answers: familyAnswers(byCaregiver, family) } : ballot
    return saysSomething(counted) ? [counted] : []
  })
}
