import { mustActFor, mustOrganize, type SchoolScope, scopeOf } from '../access/actor.ts'
import { createOnce, untilCommitted } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { idsFor, schoolOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { getFamily } from '../family/family.store.ts'
import type { Family } from '../family/family.ts'
import { answeringCaregiver } from '../family/standing-link.ts'
import { type Instant, instantOf } from '../time/instant.ts'
import { readLed } from '../workshop/host.operations.ts'
import { isForFamilies } from '../workshop/workshop.ts'
import { withGiven } from './giving.ts'
import { getItemState, getItemStates, removeItemWrite, saveItem } from './item.store.ts'
import type { ItemState } from './item.ts'
import { sessionIn, workshopOf } from './session.operations.ts'
import type { Session } from './session.ts'
import {
  changedSignUp,
  type GivenInput,
  inListOrder,
  type NewSignUp,
  newSignUp,
  placesTaken,
  type SignUp,
  type SignUpChange,
  type Taking,
  type TakingInput,
  takingOf,
  timesOf,
  withTaking,
} from './sign-up.ts'
import { editLine } from './taking.operations.ts'

/** A line of a sign-up list without names: how many are wanted and taken, and when (RFC 3339 UTC). */
export type SignUpLine = Pick<SignUp, 'title' | 'wanted' | 'portions'> & {
  id: string
  taken: number
  from?: Instant
  to?: Instant
}

/** A line with what families took of it. */
export type TakenLine = SignUpLine & Pick<SignUp, 'takings'>

/** A line as a family sees it: with what it took itself, and nothing of who else did. */
export type FamilyLine = SignUpLine & { own?: Taking }

/** Adds a line to the sign-up list of a session. */
export async function addSignUp(context: Context, sessionId: string, input: NewSignUp): Promise<SignUpLine> {
  const [line] = await addSignUps(context, sessionId, [input])
  return line ?? refuse('conflict')
}

/** Adds lines to the sign-up list of a session, all of them or none. */
export async function addSignUps(
  context: Context,
  sessionId: string,
  inputs: readonly NewSignUp[],
): Promise<SignUpLine[]> {
  mustOrganize(context.actor)
  return createLines(context, scopeOf(context.actor, schoolOf(sessionId)), sessionId, inputs)
}

/** Adds a line to the list of a session for the family that leads its workshop; anybody else gets `not-found`. */
export async function addHostSignUp(
  context: Context,
  workshopId: string,
  sessionId: string,
  input: NewSignUp,
): Promise<void> {
  const { scope, workshop } = await readLed(context, workshopId)
  if (!workshop.sessions?.some(({ id }) => id === sessionId)) refuse('not-found')
  await createLines(context, scope, sessionId, [input])
}

async function createLines(
  context: Context,
  scope: SchoolScope,
  sessionId: string,
  inputs: readonly NewSignUp[],
): Promise<SignUpLine[]> {
  const { table } = context
  const [session, states] = await Promise.all([
    sessionToCome(context, scope, sessionId),
    getItemStates(table, scope, sessionId),
  ])
  const before = states.filter(({ signUp }) => signUp).length
  const nextId = idsFor(context)
  const made = inputs.map((input, at): ItemState => {
    const signUp = newSignUp(input, session, before + at)
    return { id: nextId(), kind: 'signUp', revision: 1, signUp }
  })
  const added = await createOnce(table, {
    made,
    writes: made.map((state) => saveItem(scope, sessionId, state)),
    find: async () => {
      const found = await Promise.all(made.map(({ id }) => getItemState(table, scope, sessionId, id)))
      return found.flatMap((state) => state ?? [])
    },
  })
  return added.map((state) => lineOf(state, session))
}

/** The sign-up list of a session, in the order of its lines' times. */
export async function listSignUps(context: Context, sessionId: string): Promise<SignUpLine[]> {
  return (await listTakenLines(context, sessionId)).map(({ takings: _, ...line }) => line)
}

/** The same with who took what. */
export async function listTakenLines({ table, actor }: Context, sessionId: string): Promise<TakenLine[]> {
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolOf(sessionId))
  const [session, states] = await Promise.all([
    sessionIn(table, scope, sessionId),
    getItemStates(table, scope, sessionId),
  ])
  return linesOf(states, session)
}

/** The sign-up list of a session as a family sees it. */
export async function readFamilyLines(
  { table, actor }: Context,
  sessionId: string,
  family: string,
): Promise<FamilyLine[]> {
  mustActFor(actor, family)
  const scope = scopeOf(actor, schoolOf(sessionId))
  const [session, states] = await Promise.all([
    sessionIn(table, scope, sessionId),
    getItemStates(table, scope, sessionId),
  ])
  return linesOf(states, session).map(({ takings, ...line }) => {
    const own = takingOf({ takings }, family)
    return { ...line, ...(own && { own }) }
  })
}

/** The lines of a sign-up list among the items of a session, in the order of their times and then of the list. */
function linesOf(states: readonly ItemState[], session: Pick<Session, 'start'>): TakenLine[] {
  return states
    .flatMap((state) => (state.signUp ? [{ state, signUp: state.signUp }] : []))
    .sort((one, other) => inListOrder(one.signUp, other.signUp))
    .map(({ state, signUp }) => ({ ...lineOf(state, session), takings: signUp.takings }))
}

function lineOf(state: ItemState, session: Pick<Session, 'start'>): SignUpLine {
  const { signUp = refuse('not-found') } = state
  const { title, wanted, portions } = signUp
  return {
    id: state.id,
    title,
    wanted,
    taken: placesTaken(signUp),
    ...(portions && { portions }),
    ...timesOf(signUp, session),
  }
}

/** Changes a line. Refuses `signup-taken` where fewer would be wanted than are taken. */
export async function changeSignUp(
  context: Context,
  sessionId: string,
  id: string,
  change: SignUpChange,
): Promise<SignUpLine> {
  const { table, actor } = context
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolOf(sessionId))
  const session = await sessionToCome(context, scope, sessionId)
  const edit = (line: SignUp) => changedSignUp(line, change, session)
  return lineOf(await editLine(table, scope, { session: sessionId, line: id }, edit), session)
}

/** Removes a line of which nothing is taken; refuses `signup-taken` for others. */
export async function removeSignUp({ table, actor }: Context, sessionId: string, id: string): Promise<void> {
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolOf(sessionId))
  await untilCommitted(async () => {
    const state = await getItemState(table, scope, sessionId, id)
    if (!state?.signUp) return refuse('not-found')
    const taken = placesTaken(state.signUp)
    if (taken > 0) refuse('signup-taken', { taken })
    return table.commit(removeItemWrite(scope, sessionId, state))
  })
}

/** What a family has of a line after it took or gave back places, and how the line is then. */
export type Taken = { places: number; taken: number; wanted: number }

/**
 * Takes so many places of a line for a family, in place of those it had; none gives them back, which is possible while the
 * session is not over. Places are never oversold: the line is one item, written on the condition that nobody changed it.
 */
export async function takePlaces(
  context: Context,
  sessionId: string,
  { line, family: familyId }: { line: string; family: string },
  input: TakingInput,
): Promise<Taken> {
  const { table, actor, now } = context
  mustActFor(actor, familyId)
  const scope = scopeOf(actor, schoolOf(sessionId))
  const [family] = await Promise.all([
    getFamily(table, scope, familyId),
    input.places > 0
      ? sessionToCome(context, scope, sessionId)
      : mustNotBeOver(context, await sessionIn(table, scope, sessionId)),
  ])
  const { places, note, allergens = [] } = input
  const recordedBy = recorderOf(context, family ?? refuse('not-found'))
  const taking = {
    ...{ family: familyId, places, takenAt: instantOf(now()) },
    ...(note && { note }),
    ...(allergens.length > 0 && { allergens }),
    ...(recordedBy && { recordedBy }),
  }
  const { signUp } = await editLine(table, scope, { session: sessionId, line }, (one) =>
    withTaking(one, taking),
  )
  return { places, taken: placesTaken(signUp), wanted: signUp.wanted }
}

/** Notes at the door that a family brought or did what it took of a line, or takes that back. Idempotent. */
export async function noteGiven(
  { table, actor, now }: Context,
  sessionId: string,
  { line, family }: { line: string; family: string },
  { given }: GivenInput,
): Promise<void> {
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolOf(sessionId))
  const at = given ? instantOf(now()) : undefined
  await editLine(table, scope, { session: sessionId, line }, (one) => withGiven(one, family, at))
}

// A caregiver who came in by an own link is named, as on a vote.
function recorderOf({ actor }: Context, family: Family): string | undefined {
  if (actor.kind === 'family') return answeringCaregiver(actor, family)
  return actor.kind === 'member' ? actor.name : undefined
}

/** A session for whose list families may sign up: it is to come, not cancelled, and not for the staff alone. */
async function sessionToCome(
  context: Pick<Context, 'table' | 'now'>,
  scope: SchoolScope,
  id: string,
): Promise<Session> {
  const session = await sessionIn(context.table, scope, id)
  const workshop = await workshopOf(context.table, scope, session)
  if (!isForFamilies(workshop)) refuse('not-for-families')
  if ([session.status, workshop.status].includes('cancelled')) refuse('session-cancelled')
  mustNotBeOver(context, session)
  return session
}

function mustNotBeOver({ now }: Pick<Context, 'now'>, { end }: Session): void {
  if (end <= instantOf(now())) refuse('session-over')
}
