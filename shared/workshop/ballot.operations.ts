import { mustActFor, mustOrganize, organizes, scopeOf } from '../access/actor.ts'
import { untilCommitted } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { schoolOf } from '../access/identifier.ts'
import { Refusal, refuse } from '../access/refusal.ts'
import { getFamily } from '../family/family.store.ts'
import type { Family } from '../family/family.ts'
import { answeringCaregiver } from '../family/standing-link.ts'
import { tryCommit } from '../table/attempt.ts'
import type { Consistency } from '../table/table.ts'
import { instantOf } from '../time/instant.ts'
import { answersOf, getBallot, putBallot, removeBallot } from './ballot.store.ts'
import { acceptBallot, answeredBy, type Ballot, type BallotInput, hasWords } from './ballot.ts'
import { type Together, WHOLE_FAMILY } from './family-answer.ts'
import { pollOf } from './poll.operations.ts'
import { isCounted, isInTime } from './poll.ts'
import { getWorkshop } from './workshop.store.ts'
import { isForFamilies, type Workshop } from './workshop.ts'

/**
 * Casts a family's vote: its own, or recorded for it by the team. The instant at which it reached us decides whether it
 * is in time. Of two concurrent edits of the same version, one succeeds and one is refused with the current ballot.
 */
export async function castBallot(
  context: Context,
  workshopId: string,
  family: string,
  input: BallotInput,
): Promise<Ballot> {
  const arrival = { input, receivedAt: instantOf(context.now()) }
  try {
    return await castAt(context, workshopId, family, { ...arrival, reading: 'recent' })
  } catch (fault) {
    // The refusal may rest on a stale family or ballot: decides again on the latest.
    if (!(fault instanceof Refusal)) throw fault
    return castAt(context, workshopId, family, { ...arrival, reading: 'latest' })
  }
}

type Arrival = { input: BallotInput; receivedAt: string; reading: Consistency }

// The poll is read strongly consistent and after `receivedAt`: one that is open was open at that instant. Of the family
// and its ballot a stale read is enough: the condition of the write notices another ballot.
async function castAt(
  context: Context,
  workshopId: string,
  family: string,
  { input, receivedAt, reading }: Arrival,
): Promise<Ballot> {
  const { table, actor } = context
  mustActFor(actor, family)
  const scope = scopeOf(actor, schoolOf(workshopId))
  const [workshop, voter, current] = await Promise.all([
    getWorkshop(table, scope, workshopId, 'latest'),
    getFamily(table, scope, family, reading),
    getBallot(table, scope, workshopId, family, reading),
  ])
  if (!workshop || !voter) return refuse('not-found')
  mustTakeVotes(workshop)
  if (input.caregiver && !voter.caregivers.some(({ id }) => id === input.caregiver)) {
    refuse('invalid-input', { errors: [{ pointer: '/caregiver', detail: 'not-found' }] })
  }
  const casting = {
    family,
    ...togetherOf(voter),
    receivedAt,
    current,
    recordedBy: recorder(context, input, voter),
  }
  const ballot = acceptBallot(pollOf(workshop), withVia(context, input), casting)
  if (ballot === current) return current
  if (await tryCommit(table, putBallot(scope, workshopId, ballot))) return ballot
  // Another vote of the same family was written in between: the rule decides again on top of it, for the same instant.
  return castAt(context, workshopId, family, { input, receivedAt, reading: 'latest' })
}

/** A family as its answers are computed from those of its caregivers. */
function togetherOf({ bothMustAttend, caregivers }: Family): Together {
  return { bothMustAttend, caregivers: caregivers.map(({ id }) => id) }
}

function mustTakeVotes(workshop: Workshop): void {
  const { status, poll } = workshop
  if (!isForFamilies(workshop)) refuse('not-for-families')
  if (!poll || status === 'draft') refuse('poll-not-open')
  // A vote that was received before the decision counts, though it reads the poll after it.
  const isDecided = poll.decidedAt !== undefined && status !== 'cancelled'
  if (status !== 'voting' && !isDecided) refuse('poll-closed', { closesAt: poll.closesAt })
}

// A caregiver who came in by an own link is named, so that the family and the school know who answered.
function recorder({ actor }: Context, { recordedBy }: BallotInput, voter: Family): string | undefined {
  if (actor.kind === 'family') return answeringCaregiver(actor, voter)
  return recordedBy ?? (actor.kind === 'member' ? actor.name : undefined)
}

// A family's own vote always comes by its link or a text; a vote recorded by a member never does.
function withVia({ actor }: Context, input: BallotInput): BallotInput {
  if (actor.kind === 'family') return { ...input, via: actor.by ?? 'link' }
  return actor.kind === 'member' ? { ...input, via: input.via ?? 'phone' } : input
}

/**
 * Takes a family's ballot back while the vote is open; does nothing where it has none. With a version only that one is taken
 * back: refuses where the ballot changed since.
 */
export async function takeBackBallot(
  context: Context,
  workshopId: string,
  family: string,
  version?: number,
): Promise<void> {
  const { table, actor } = context
  mustActFor(actor, family)
  const scope = scopeOf(actor, schoolOf(workshopId))
  const receivedAt = instantOf(context.now())
  await untilCommitted(async () => {
    const [workshop, voter, ballot] = await Promise.all([
      getWorkshop(table, scope, workshopId),
      getFamily(table, scope, family),
      getBallot(table, scope, workshopId, family),
    ])
    if (!workshop || !voter) return refuse('not-found')
    mustTakeVotes(workshop)
    const poll = pollOf(workshop)
    if (!isInTime(poll, receivedAt)) refuse('poll-closed', { closesAt: poll.closesAt })
    if (ballot && version !== undefined && ballot.version !== version) refuse('ballot-changed')
    if (ballot) await table.commit(removeBallot(scope, workshopId, ballot))
  })
}

/** A family's ballot, its own or for the team; undefined where it has not voted. */
export async function readBallot(
  { table, actor }: Context,
  workshopId: string,
  family: string,
  reading?: Consistency,
): Promise<Ballot | undefined> {
  const scope = scopeOf(actor, schoolOf(workshopId))
  if (!organizes(actor)) mustActFor(actor, family)
  const ballot = await getBallot(table, scope, workshopId, family, reading)
  if (!ballot || isForAll(ballot)) return ballot
  const voter = await getFamily(table, scope, family, reading)
  return voter ? answeredBy(ballot, togetherOf(voter)) : ballot
}

/** The ids of the families whose votes a poll has, and how many the team recorded since an instant, for organizers. */
export async function listVoters(
  { table, actor }: Context,
  workshopId: string,
  since: string,
): Promise<{ voted: Set<string>; recorded: number }> {
  mustOrganize(actor)
  const { ballots } = await answersOf(table, scopeOf(actor, schoolOf(workshopId)), workshopId)
  const recorded = ballots.filter(({ isRecorded, receivedAt }) => isRecorded && receivedAt >= since).length
  return { voted: new Set(ballots.map(({ family }) => family)), recorded }
}

function isForAll({ byCaregiver }: Ballot): boolean {
  return Object.keys(byCaregiver).every((who) => who === WHOLE_FAMILY)
}

/** What a family, by its name, wrote beside its answers: another time that would suit it, a line to the organizer. */
export type BallotWords = Pick<Ballot, 'family' | 'suggestedStart' | 'line'> & { name: string }

/** The suggested times and lines of a poll's counted ballots, for organizers. */
export async function listWords({ table, actor }: Context, workshopId: string): Promise<BallotWords[]> {
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolOf(workshopId))
  const [found, { ballots }] = await Promise.all([
    getWorkshop(table, scope, workshopId),
    answersOf(table, scope, workshopId),
  ])
  const workshop = found ?? refuse('not-found')
  const written = ballots.filter((one) => one.hasWords && isCounted(pollOf(workshop), one.receivedAt))
  const words = await Promise.all(
    written.map(async ({ family: id }) => {
      const read = [getFamily(table, scope, id), getBallot(table, scope, workshopId, id)] as const
      const [family, ballot] = await Promise.all(read)
      return family && ballot && hasWords(ballot) ? [{ ...ballot, name: family.name }] : []
    }),
  )
  return words.flat()
}
