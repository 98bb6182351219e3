import * as z from 'zod'
import { deepEqual } from '../access/deep-equality.ts'
import { refuse } from '../access/refusal.ts'
import type { Instant } from '../time/instant.ts'
import { isInTime, optionsVersionOf, type Poll, type PollOption } from './poll.ts'

/** An answer to an option; `POINTS` has its points. */
export const Answer = z.lazy(() => z.enum(['yes', 'ifNeeded', 'no']))
export type Answer = z.infer<typeof Answer>

/** The points of each answer. */
export const POINTS: Record<Answer, number> = { yes: 2, ifNeeded: 1, no: 0 }

/** The support that would make it possible to come. */
export const COULD_COME_IF = ['childcare', 'interpreter', 'ride', 'food', 'online'] as const

/** The ways in which a vote reaches us. */
export const VIA = ['link', 'phone', 'paper', 'inPerson'] as const

/** A family's vote as it is sent; `version` is that of the ballot it replaces, `pollVersion` that of the page. */
export const BallotInput = z.lazy(() =>
  z.strictObject({
    answers: z.record(z.string().max(60), Answer),
    noneWork: z.boolean().optional(),
    couldComeIf: z.array(z.enum(COULD_COME_IF)).max(5).optional(),
    version: z.int().min(0).optional(),
    pollVersion: z.int().min(0).optional(),
    caregiver: z.string().max(40).optional(),
    via: z.enum(VIA).optional(),
    recordedBy: z.string().trim().min(1).max(120).optional(),
  }),
)
export type BallotInput = z.infer<typeof BallotInput>

/** An answer with the revision of its option: it does not count after the option moved. */
export type GivenAnswer = { answer: Answer; optionRevision: number }

/**
 * A family's ballot. `answers` is the family's own: the best of its caregivers', or the least where all must come;
 * `byCaregiver` is what each said ('family' where no caregiver was named).
 */
export type Ballot = {
  family: string
  version: number
  answers: Record<string, GivenAnswer>
  byCaregiver: Record<string, Record<string, GivenAnswer>>
  noneWork: boolean
  couldComeIf: (typeof COULD_COME_IF)[number][]
  via: (typeof VIA)[number]
  recordedBy?: string
  receivedAt: Instant
}

/** The part of a ballot that counts in the results. */
export type CountedBallot = Pick<Ballot, 'family' | 'answers' | 'couldComeIf' | 'receivedAt'>

/** A family's answer for one option: the best of its caregivers', or the least where all must come. */
export function familyAnswer(answers: readonly Answer[], together: boolean): Answer {
  const points = answers.map((answer) => POINTS[answer])
  const worth = together ? Math.min(...points) : Math.max(...points)
  return worth === POINTS.yes ? 'yes' : worth === POINTS.ifNeeded ? 'ifNeeded' : 'no'
}

/** The circumstances of a vote: the family, the instant at which it reached us, and the current ballot. */
export type Casting = {
  family: string
  together: boolean
  receivedAt: Instant
  recordedBy?: string | undefined
  current?: Ballot | undefined
}

/**
 * The ballot that a vote makes of the current one. Refuses a vote that came at the deadline or later, one for an
 * unknown time, one from a page before the times changed, and one that would replace another version than it saw.
 */
export function acceptBallot(poll: Poll, input: BallotInput, casting: Casting): Ballot {
  if (!isInTime(poll, casting.receivedAt)) refuse('poll-closed', { closesAt: poll.closesAt })
  const given = givenAnswers(poll, input)
  const { current } = casting
  const ballot = ballotOf(input, given, casting)
  if (input.version !== undefined && input.version !== (current?.version ?? 0)) {
    // A retry of the same vote, whose response was lost, succeeds.
    if (current && isSameVote(current, ballot)) return current
    refuse('ballot-changed', { ballot: current ? shownBallot(current) : null })
  }
  return current && isSameVote(current, ballot) ? current : ballot
}

function givenAnswers(poll: Poll, input: BallotInput): Record<string, GivenAnswer> {
  const entries = Object.entries(input.answers).map(([id, answer]) => {
    const option = poll.options.find((one) => one.id === id)
    if (!option)
      return refuse(poll.removed.includes(id) ? 'options-changed' : 'unknown-option', unknownAt(id))
    return [id, { answer, optionRevision: option.revision }] as const
  })
  const seen = input.pollVersion ?? poll.version
  if (seen < optionsVersionOf(poll) || seen > poll.version) refuse('options-changed')
  return Object.fromEntries(entries)
}

function unknownAt(option: string) {
  // RFC 6901, 3: an id made up by a client may contain characters that a pointer escapes.
  const token = option.replaceAll('~', '~0').replaceAll('/', '~1')
  return { errors: [{ pointer: `/answers/${token}`, detail: 'unknown-option' }] }
}

function ballotOf(input: BallotInput, given: Record<string, GivenAnswer>, casting: Casting): Ballot {
  const { current, family, together, receivedAt, recordedBy } = casting
  // An answer for the whole family replaces those of single caregivers.
  const byCaregiver = input.caregiver
    ? { ...current?.byCaregiver, [input.caregiver]: given }
    : { family: given }
  return {
    family,
    version: (current?.version ?? 0) + 1,
    answers: familyAnswers(Object.values(byCaregiver), together),
    byCaregiver,
    noneWork: input.noneWork ?? false,
    couldComeIf: [...new Set(input.couldComeIf ?? [])].sort(),
    via: input.via ?? 'link',
    ...(recordedBy && { recordedBy }),
    receivedAt,
  }
}

// Of answers to several revisions of an option, only those to the newest count.
function familyAnswers(
  all: readonly Record<string, GivenAnswer>[],
  together: boolean,
): Record<string, GivenAnswer> {
  const options = [...new Set(all.flatMap((answers) => Object.keys(answers)))]
  return Object.fromEntries(
    options.map((option) => {
      const given = all.flatMap((answers) => answers[option] ?? [])
      const optionRevision = Math.max(...given.map((one) => one.optionRevision))
      const counting = given.filter((one) => one.optionRevision === optionRevision)
      return [
        option,
        {
          answer: familyAnswer(
            counting.map(({ answer }) => answer),
            together,
          ),
          optionRevision,
        },
      ]
    }),
  )
}

type Uniting = { kept: Ballot | undefined; joined: Ballot; together: boolean; movers: readonly string[] }

/**
 * The ballot of two merged families: for each option the best of both answers, or the least where all must come. Where
 * only one of the ballots is in time, it alone stays. `movers` are the joining family's caregivers.
 */
export function mergeBallots(
  poll: Pick<Poll, 'closesAt'>,
  { kept, joined, together, movers }: Uniting,
): Ballot {
  if (!kept) return { ...joined, version: 1 }
  const version = kept.version + 1
  const [keptCounts, joinedCounts] = [kept, joined].map((one) => isInTime(poll, one.receivedAt))
  if (keptCounts !== joinedCounts) return { ...(keptCounts ? kept : joined), family: kept.family, version }
  // Keeps what each said for its whole family side by side.
  const { family: forAll, ...said } = joined.byCaregiver
  // A caregiver who was once split off may have answered in both families: the answer in their own one counts.
  const own = Object.fromEntries(Object.entries(said).filter(([caregiver]) => movers.includes(caregiver)))
  const byCaregiver = {
    ...said,
    ...kept.byCaregiver,
    ...own,
    ...(forAll && { [joined.family]: forAll }),
  }
  return {
    ...kept,
    version,
    answers: familyAnswers(Object.values(byCaregiver), together),
    byCaregiver,
    noneWork: kept.noneWork && joined.noneWork,
    couldComeIf: [...new Set([...kept.couldComeIf, ...joined.couldComeIf])].sort(),
    receivedAt: [kept.receivedAt, joined.receivedAt].sort().at(-1) ?? kept.receivedAt,
  }
}

function isSameVote(one: Ballot, other: Ballot): boolean {
  const content = (ballot: Ballot) => ({ ...ballot, version: 0, receivedAt: '' })
  return deepEqual(content(one), content(other))
}

/** A ballot's answer to an option; undefined where it has none, or where the option moved since. */
export function answerTo(
  ballot: Pick<Ballot, 'answers'>,
  option: Pick<PollOption, 'id' | 'revision'>,
): Answer | undefined {
  const given = ballot.answers[option.id]
  return given?.optionRevision === option.revision ? given.answer : undefined
}

/** A ballot as pages and the API show it: one answer per option. */
export function shownBallot({ byCaregiver: _, answers, ...ballot }: Ballot) {
  return {
    ...ballot,
    answers: Object.fromEntries(Object.entries(answers).map(([id, { answer }]) => [id, answer])),
  }
}
