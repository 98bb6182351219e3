import * as z from 'zod'
import { deepEqual } from '../access/deep-equality.ts'
import { refuse } from '../access/refusal.ts'
import { writtenText } from '../access/visible.ts'
import { holdsUncollected } from '../family/uncollected.ts'
import type { Instant } from '../time/instant.ts'
import { instantOfMoment, Moment } from '../time/wall-time.ts'
import { Answer, type GivenAnswer } from './answer.ts'
import { saysSomething } from './counted-ballot.ts'
import { familyAnswers, type Said, type Together, WHOLE_FAMILY } from './family-answer.ts'
import { isCounted, isInTime, optionsVersionOf, type Poll, type PollOption } from './poll.ts'
import { Wish, wishesWith } from './wish.ts'

/** The ways in which a vote reaches us. */
export const VIA = ['link', 'text', 'phone', 'paper', 'inPerson'] as const

const LONGEST_LINE = 280

/** A family's vote as it is sent; `version` is that of the ballot it replaces, `pollVersion` that of the page. */
export const BallotInput = z.lazy(() =>
  z.strictObject({
    answers: z.record(z.string().max(60), Answer),
    noneWork: z.boolean().optional(),
    couldComeIf: z.array(Wish).max(10).optional(),
    suggestedStart: Moment.optional(),
    line: writtenText(LONGEST_LINE)
      .refine((text) => !holdsUncollected(text), 'uncollected')
      .optional(),
    version: z.int().min(0).optional(),
    pollVersion: z.int().min(0).optional(),
    caregiver: z.string().max(40).optional(),
    via: z.enum(VIA).optional(),
    recordedBy: writtenText(120).min(1).optional(),
  }),
)
export type BallotInput = z.infer<typeof BallotInput>

/**
 * A family's ballot. `answers` is the family's own: the best of its caregivers', or the least where all must come;
 * `byCaregiver` is what each said ('family' where no caregiver was named). `suggestedStart` is another time that would
 * suit the family, `line` what it writes to the organizer.
 */
export type Ballot = {
  family: string
  version: number
  answers: Record<string, GivenAnswer>
  byCaregiver: Said
  noneWork: boolean
  couldComeIf: Wish[]
  suggestedStart?: Instant
  line?: string
  via: (typeof VIA)[number]
  recordedBy?: string
  receivedAt: Instant
}

/** Whether a ballot suggests another time or holds a line to the organizer. */
export function hasWords({ suggestedStart, line }: Pick<Ballot, 'suggestedStart' | 'line'>): boolean {
  return suggestedStart !== undefined || line !== undefined
}

/** The circumstances of a vote: the family, the instant at which it reached us, and the current ballot. */
export type Casting = Together & {
  family: string
  receivedAt: Instant
  recordedBy?: string | undefined
  current?: Ballot | undefined
}

/**
 * The ballot that a vote makes of the current one. Refuses a vote that came when the vote ended or later, one for an
 * unknown time, one from a page before the times changed, one that suggests a time that is past, does not exist or exists
 * twice, one that says nothing or says both that none works and that one does, and one that would replace another version
 * than it saw.
 */
export function acceptBallot(poll: Poll, input: BallotInput, casting: Casting): Ballot {
  if (!isInTime(poll, casting.receivedAt)) refuse('poll-closed', { closesAt: poll.closesAt })
  const given = givenAnswers(poll, input)
  const { current } = casting
  const ballot = ballotOf({ ...input, ...suggestionIn(poll, input) }, given, casting)
  mustSuggestLater(ballot, casting)
  if (!saysSomething({ ...ballot, hasWords: hasWords(ballot) })) {
    refuse('ballot-empty', { errors: [{ pointer: '/answers', detail: 'ballot-empty' }] })
  }
  if (input.version !== undefined && input.version !== (current?.version ?? 0)) {
    // A retry of the same vote, whose response was lost, succeeds.
    if (current && isSameVote(current, ballot)) return current
    refuse('ballot-changed', { ballot: current ? shownBallot(current) : null })
  }
  return current && isSameVote(current, ballot) ? current : ballot
}

// A time that was suggested before and has passed since does not keep the family from changing its answers.
function mustSuggestLater({ suggestedStart }: Ballot, { current, receivedAt }: Casting): void {
  if (!suggestedStart || suggestedStart > receivedAt || suggestedStart === current?.suggestedStart) return
  refuse('time-in-past', { errors: [{ pointer: '/suggestedStart', detail: 'time-in-past' }] })
}

// Every option has the zone of the school.
function suggestionIn({ options }: Poll, { suggestedStart: text }: BallotInput) {
  const zone = options[0]?.timeZone ?? 'utc'
  return text === undefined ? {} : { suggestedStart: instantOfMoment(text, zone, '/suggestedStart') }
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
  return input.noneWork ? noToAll(poll, input) : Object.fromEntries(entries)
}

// "None of these work" is a no to the times that are offered now: one that is added or moved later has no answer.
function noToAll({ options }: Poll, { answers }: BallotInput): Record<string, GivenAnswer> {
  if (Object.values(answers).some((answer) => answer !== 'no')) {
    refuse('none-with-yes', { errors: [{ pointer: '/noneWork', detail: 'none-with-yes' }] })
  }
  return Object.fromEntries(
    options.map(({ id, revision }) => [id, { answer: 'no' as const, optionRevision: revision }]),
  )
}

function unknownAt(option: string) {
  // RFC 6901, 3: an id made up by a client may contain characters that a pointer escapes.
  const token = option.replaceAll('~', '~0').replaceAll('/', '~1')
  return { errors: [{ pointer: `/answers/${token}`, detail: 'unknown-option' }] }
}

function ballotOf(input: BallotInput, given: Record<string, GivenAnswer>, casting: Casting): Ballot {
  const { current, family, receivedAt, recordedBy } = casting
  const byCaregiver = saidAfter(current?.byCaregiver, input.caregiver, given)
  const answers = familyAnswers(byCaregiver, casting)
  const { noneWork = false, couldComeIf = [], suggestedStart, line } = input
  return {
    family,
    version: (current?.version ?? 0) + 1,
    answers,
    byCaregiver,
    // Another caregiver may be able to come.
    noneWork: noneWork && Object.values(answers).every(({ answer }) => answer === 'no'),
    couldComeIf: wishesWith(couldComeIf, current?.couldComeIf),
    ...(suggestedStart && { suggestedStart }),
    ...(line && { line }),
    via: input.via ?? 'link',
    ...(recordedBy && { recordedBy }),
    receivedAt,
  }
}

// An answer for the whole family replaces those of single caregivers.
function saidAfter(before: Said = {}, caregiver: string | undefined, given: Said[string]): Said {
  if (!caregiver) return { [WHOLE_FAMILY]: given }
  const { [caregiver]: _, ...others } = before
  return Object.keys(given).length > 0 ? { ...others, [caregiver]: given } : others
}

/** A ballot with the answers of the caregivers that its family has now. */
export function answeredBy(ballot: Ballot, family: Together): Ballot {
  return { ...ballot, answers: familyAnswers(ballot.byCaregiver, family) }
}

/**
 * The ballot of two merged families: the newer one, as the kept family's next version. Where only one of them counts, that
 * one.
 */
export function mergeBallots(poll: Pick<Poll, 'closesAt'>, kept: Ballot | undefined, joined: Ballot): Ballot {
  if (!kept) return { ...joined, version: 1 }
  const [keptCounts, joinedCounts] = [kept, joined].map((one) => isCounted(poll, one.receivedAt))
  const isJoinedNewer = keptCounts === joinedCounts ? joined.receivedAt > kept.receivedAt : joinedCounts
  return { ...(isJoinedNewer ? joined : kept), family: kept.family, version: kept.version + 1 }
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
