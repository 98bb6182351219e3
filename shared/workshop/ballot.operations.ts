import { mustActFor, organizes, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { schoolOf } from '../access/identifier.ts'
import { Refusal, refuse } from '../access/refusal.ts'
import { getFamily } from '../family/family.store.ts'
import { tryCommit } from '../table/attempt.ts'
import type { Consistency } from '../table/table.ts'
import { instantOf } from '../time/instant.ts'
import { getBallot, putBallot } from './ballot.store.ts'
import { acceptBallot, type Ballot, type BallotInput } from './ballot.ts'
import { pollOf } from './poll.operations.ts'
import { getWorkshop } from './workshop.store.ts'
import type { Workshop } from './workshop.ts'

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
  const receivedAt = instantOf(context.now())
  try {
    return await castAt(context, workshopId, family, input, { receivedAt, reading: 'recent' })
  } catch (fault) {
    // The refusal may rest on a stale read: decides again on a strongly consistent one.
    if (!(fault instanceof Refusal)) throw fault
    return castAt(context, workshopId, family, input, { receivedAt, reading: 'latest' })
  }
}

type Arrival = { receivedAt: string; reading: Consistency }

async function castAt(
  context: Context,
  workshopId: string,
  family: string,
  input: BallotInput,
  { receivedAt, reading }: Arrival,
): Promise<Ballot> {
  const { table, actor } = context
  mustActFor(actor, family)
  const scope = scopeOf(actor, schoolOf(workshopId))
  const [workshop, voter, current] = await Promise.all([
    getWorkshop(table, scope, workshopId, reading),
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
    together: voter.bothMustAttend,
    receivedAt,
    current,
    recordedBy: recorder(context, input),
  }
  const ballot = acceptBallot(pollOf(workshop), withVia(context, input), casting)
  if (ballot === current) return current
  if (await tryCommit(table, putBallot(scope, workshopId, ballot))) return ballot
  // Another vote of the same family was written in between: the rule decides again on top of it, for the same instant.
  return castAt(context, workshopId, family, input, { receivedAt, reading: 'latest' })
}

function mustTakeVotes({ status, poll }: Workshop): void {
  if (!poll || status === 'draft') refuse('poll-not-open')
  if (status !== 'voting') refuse('poll-closed', { closesAt: poll.closesAt })
}

function recorder({ actor }: Context, { recordedBy }: BallotInput): string | undefined {
  if (actor.kind === 'family') return undefined
  return recordedBy ?? (actor.kind === 'member' ? actor.name : undefined)
}

// A family's own vote always comes by its link; a vote recorded by a member never does.
function withVia({ actor }: Context, input: BallotInput): BallotInput {
  if (actor.kind === 'family') return { ...input, via: 'link' }
  return actor.kind === 'member' ? { ...input, via: input.via ?? 'phone' } : input
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
  return getBallot(table, scope, workshopId, family, reading)
}
