import { mustOrganize, type SchoolScope, scopeOf } from '../access/actor.ts'
import { untilCommitted } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { remember } from '../access/idempotency.operations.ts'
import { idFor } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { dropSecret } from '../access/secret.store.ts'
import { getAttendance, putAttendance, removeAttendance } from '../attendance/attendance.store.ts'
import { mergedAttendance } from '../attendance/attendance.ts'
import { withConsents } from '../family/consent.ts'
import { getTexted, putTexted } from '../family/contact.store.ts'
import { readFamily } from '../family/family.operations.ts'
import { getFamily, putFamily, removeFamilyWrite } from '../family/family.store.ts'
import { type Family, type Leaving, mergeTwo, splitOff } from '../family/family.ts'
import { secretHashesOf } from '../family/link.ts'
import { getVisits, putVisits, removeVisits } from '../family/visits.store.ts'
import { unitedVisits } from '../family/visits.ts'
import { messagesOf, removeMessage } from '../message/message.store.ts'
import { familyOfMessage } from '../message/message.ts'
import {
  dropRemembered,
  getRemembered,
  getReplies,
  getReply,
  removeReply,
  saveRemembered,
} from '../session/reply.store.ts'
import { transferredReplies } from '../session/seats.ts'
import { getSession } from '../session/session.store.ts'
import type { Session } from '../session/session.ts'
import { seatingWrites } from '../session/staff-seat.operations.ts'
import { tryCommit } from '../table/attempt.ts'
import type { Write } from '../table/table.ts'
import { changeMember, teamOf } from '../team/member.store.ts'
import { instantOf, timeAt } from '../time/instant.ts'
import { getBallot, putBallot, removeBallot } from '../workshop/ballot.store.ts'
import { mergeBallots } from '../workshop/ballot.ts'
import { getInterest, putInterest, removeInterest } from '../workshop/interest.store.ts'
import { getProposal, proposalsOf, saveProposal } from '../workshop/proposal.store.ts'
import { getWorkshop, saveWorkshop, workshopsOf } from '../workshop/workshop.store.ts'
import type { Workshop } from '../workshop/workshop.ts'
import { transferBelongings, transferMessages } from './belonging.operations.ts'

type Merge = { scope: SchoolScope; kept: Family; joined: Family }

/**
 * Merges two families: of two votes, replies or the like the newer one stays; hosted workshops and proposals pass to the
 * family that is kept, and the other one's link is revoked. Every step is idempotent: repeating an interrupted merge completes it.
 */
export async function mergeFamilies(
  context: Context,
  school: string,
  keptId: string,
  joinedId: string,
): Promise<Family> {
  mustOrganize(context.actor)
  const scope = scopeOf(context.actor, school)
  if (keptId === joinedId) refuse('not-found')
  const kept = await readFamily(context, school, keptId)
  const seen = await remember(context, () => readFamily(context, school, joinedId))
  // A repeat of an interrupted merge may find the families merged, and only the rest to transfer.
  const found = await getFamily(context.table, scope, joinedId)
  const merge = { scope, kept, joined: found ?? seen }
  await transferAll(context, merge)
  const merged = found ? await commitMerge(context, { scope, kept, joined: found }) : kept
  // Transfers what the other family wrote during the first round.
  await transferAll(context, merge)
  return merged
}

async function commitMerge(context: Context, { scope, kept, joined }: Merge): Promise<Family> {
  const { table } = context
  const merged = mergeTwo(kept, joined)
  const links = secretHashesOf(joined).map(dropSecret)
  if (await tryCommit(table, putFamily(scope, merged), removeFamilyWrite(scope, joined), ...links))
    return merged
  // Of two merges at once the later one finds that it is done.
  if (await getFamily(table, scope, joined.id)) refuse('family-changed')
  return readFamily(context, scope, kept.id)
}

async function transferAll(context: Context, merge: Merge): Promise<void> {
  const { table } = context
  const { scope, joined } = merge
  const [workshops, proposals] = await Promise.all([workshopsOf(table, scope), proposalsOf(table, scope)])
  await Promise.all([
    ...workshops.flatMap((workshop) => [
      passBallot(context, merge, workshop),
      passInterest(context, merge, workshop.id),
      ...(workshop.sessions ?? []).map(({ id }) => passReply(context, merge, id)),
    ]),
    ...workshops
      .filter(({ hostFamily }) => hostFamily === joined.id)
      .map(({ id }) => passWorkshop(context, merge, id)),
    ...proposals
      .filter(({ family }) => family === joined.id)
      .map(({ id }) => passProposal(context, merge, id)),
    passRemembered(context, merge),
    passVisits(context, merge),
    passMembers(context, merge),
    passTexted(context, merge),
    transferBelongings(table, scope, { from: joined.id, to: merge.kept.id }),
  ])
}

async function passBallot({ table }: Context, merge: Merge, { id, poll }: Workshop): Promise<void> {
  const { scope, kept, joined } = merge
  if (!poll) return
  await untilCommitted(async () => {
    const [before, ballot] = await Promise.all(
      [kept, joined].map((family) => getBallot(table, scope, id, family.id)),
    )
    if (!ballot) return
    const united = { ...mergeBallots(poll, before, ballot), family: kept.id }
    await table.commit(putBallot(scope, id, united), removeBallot(scope, id, ballot))
  })
}

// What a number of theirs answers is the kept family's from now on. What they were told of earlier answers is deleted.
async function passTexted({ table }: Context, { scope, kept, joined }: Merge): Promise<void> {
  const renamed = (ids: readonly string[]) => [...new Set(ids.map((id) => (id === joined.id ? kept.id : id)))]
  for (const { kind, address: to = '' } of joined.caregivers.flatMap(({ channels }) => channels)) {
    const contact = { channel: 'sms', to } as const
    const texted = kind === 'sms' ? await getTexted(table, contact) : undefined
    if (!texted) continue
    const { families = [], question } = texted
    const asked = question && { question: { ...question, families: renamed(question.families) } }
    await tryCommit(table, putTexted(contact, { ...texted, families: renamed(families), ...asked }, texted))
  }
  const answers = (await messagesOf(table, scope)).filter(
    (message) => message.kind === 'answer' && familyOfMessage(message) === joined.id,
  )
  for (const { links = [], ...message } of answers)
    await table.commit(...removeMessage(scope, message), ...links.map(dropSecret))
}

async function passInterest({ table }: Context, { scope, kept, joined }: Merge, id: string): Promise<void> {
  const [before, theirs] = await Promise.all(
    [kept, joined].map((family) => getInterest(table, scope, id, family.id)),
  )
  if (!theirs) return
  const united = before && before.at >= theirs.at ? before : { ...theirs, family: kept.id }
  await table.commit(putInterest(scope, id, united), removeInterest(scope, id, joined.id))
}

async function passReply(context: Context, { scope, kept, joined }: Merge, id: string): Promise<void> {
  const { table } = context
  await untilCommitted(async () => {
    if (!(await getReply(table, scope, id, joined.id))) return
    // Reads the session before the replies, so that its revision fails the commit if seats changed meanwhile.
    const session = await getSession(table, scope, id)
    const replies = await getReplies(table, scope, id)
    const reply = replies.find(({ family }) => family === joined.id)
    if (!session || !reply) return
    const seats = await seatsToFill(context, scope, session)
    const at = instantOf(context.now())
    const changed = transferredReplies(replies, reply, { family: kept.id, seats, at })
    const { writes } = await seatingWrites(table, scope, session, { replies, changed, at })
    await table.commit(removeReply(scope, id, reply), ...writes)
  })
}

async function passVisits({ table }: Context, { scope, kept, joined }: Merge): Promise<void> {
  await untilCommitted(async () => {
    const [before, theirs] = await Promise.all([kept, joined].map(({ id }) => getVisits(table, scope, id)))
    if (!before || !theirs || theirs.revision === 0) return
    const moved = await Promise.all(
      theirs.sessions.map(async ({ id }) => ({
        id,
        came: await getAttendance(table, scope, id, joined.id),
        before: await getAttendance(table, scope, id, kept.id),
      })),
    )
    await table.commit(
      putVisits(scope, { ...unitedVisits(before, theirs), revision: before.revision + 1 }),
      removeVisits(scope, theirs),
      ...moved.flatMap(({ id, came, before }) => {
        if (!came) return []
        const united = mergedAttendance({ ...came, family: kept.id }, before)
        return [putAttendance(scope, id, united), removeAttendance(scope, id, joined.id)]
      }),
    )
  })
}

// Nobody moves up from the waiting list of a session that has begun or is cancelled.
async function seatsToFill(
  { table, now }: Context,
  scope: SchoolScope,
  { workshop: id, status, start }: Session,
): Promise<number | undefined> {
  const workshop = await getWorkshop(table, scope, id)
  const isToCome = workshop?.status === 'scheduled' && status === 'scheduled' && timeAt(start) > now()
  return isToCome ? workshop.seats : undefined
}

async function passWorkshop({ table }: Context, { scope, kept, joined }: Merge, id: string): Promise<void> {
  await untilCommitted(async () => {
    const workshop = await getWorkshop(table, scope, id)
    if (workshop?.hostFamily !== joined.id) return
    const revision = workshop.revision + 1
    await table.commit(saveWorkshop(scope, { ...workshop, hostFamily: kept.id, revision }))
  })
}

async function passProposal({ table }: Context, { scope, kept, joined }: Merge, id: string): Promise<void> {
  await untilCommitted(async () => {
    const proposal = await getProposal(table, scope, id)
    if (proposal?.family !== joined.id) return
    await table.commit(saveProposal(scope, { ...proposal, family: kept.id }, proposal))
  })
}

async function passRemembered({ table }: Context, { scope, kept, joined }: Merge): Promise<void> {
  await untilCommitted(async () => {
    const [known, remembered] = await Promise.all(
      [kept, joined].map(({ id }) => getRemembered(table, scope, id)),
    )
    if (!remembered) return
    const isNewer = !known || (remembered.repliedAt ?? '') > (known.repliedAt ?? '')
    const taken = saveRemembered(scope, kept.id, remembered)
    const write: Write = known ? taken : { ...taken, when: 'absent' }
    await table.commit(...(isNewer ? [write] : []), dropRemembered(scope, joined.id))
  })
}

// A parent on the team then acts for the merged family.
async function passMembers({ table }: Context, { scope, kept, joined }: Merge): Promise<void> {
  for (const member of await teamOf(table, scope)) {
    if (member.family !== joined.id) continue
    await tryCommit(table, changeMember(scope, { ...member, family: kept.id }))
  }
}

/** Splits a family: the given people form a new one, votes and replies stay. Each side keeps a caregiver. */
export async function splitFamily(
  context: Context,
  school: string,
  id: string,
  leaving: Leaving,
): Promise<[Family, Family]> {
  mustOrganize(context.actor)
  const newFamily = idFor(context)
  const scope = scopeOf(context.actor, school)
  const [before, found] = await Promise.all([
    readFamily(context, school, id),
    getFamily(context.table, scope, newFamily),
  ])
  // A repeat of an interrupted split finds both families, and only messages to transfer.
  const both = found
    ? ([before, found] as [Family, Family])
    : await commitSplit(context, scope, before, { leaving, newFamily })
  const [, { caregivers }] = both
  await transferMessages(context.table, scope, {
    from: id,
    to: newFamily,
    caregivers: caregivers.map((one) => one.id),
  })
  return both
}

async function commitSplit(
  context: Context,
  scope: SchoolScope,
  before: Family,
  { leaving, newFamily }: { leaving: Leaving; newFamily: string },
): Promise<[Family, Family]> {
  // The source of each address moves with the address.
  const given = { source: 'team', at: instantOf(context.now()) } as const
  const known = (family: Family) => withConsents(family, before, given)
  const errors = [{ pointer: '/caregivers', detail: 'caregiver-on-each-side' }]
  const [stays, leaves] = splitOff(before, leaving, newFamily) ?? refuse('invalid-input', { errors })
  const both: [Family, Family] = [known(stays), known(leaves)]
  const writes = both.map((family) => putFamily(scope, family))
  if (await tryCommit(context.table, ...writes)) return both
  const made = (await getFamily(context.table, scope, newFamily)) ?? refuse('family-changed')
  return [await readFamily(context, scope, before.id), made]
}
