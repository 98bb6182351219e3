import { mustActFor, mustOrganize, type SchoolScope, scopeOf } from '../access/actor.ts'
import { untilCommitted } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import type { PictureFiles } from '../access/picture-files.ts'
import { Refusal, refuse } from '../access/refusal.ts'
import { dropSecret } from '../access/secret.store.ts'
import { removeAttendance, removeThanks } from '../attendance/attendance.store.ts'
import { forgetContact, getContact } from '../family/contact.store.ts'
import { familiesOf, getFamily, removeFamilyWrite } from '../family/family.store.ts'
import type { Family } from '../family/family.ts'
import { secretHashesOf } from '../family/link.ts'
import { MANY_FAMILIES, removeViewing, viewingsOf } from '../family/viewing.store.ts'
import { isShown } from '../family/viewing.ts'
import { removeVisits } from '../family/visits.store.ts'
import { decisionsOf, putDecision } from '../impact/decision.store.ts'
import { withoutFamily } from '../impact/decision.ts'
import { removeAnswered } from '../impact/survey.store.ts'
import {
  invitationsOf,
  nominationsOf,
  removeInvitation,
  removeNomination,
  removePath,
} from '../ladder/ladder.store.ts'
import { removeCall } from '../message/call.store.ts'
import { messagesOf, removeMessage } from '../message/message.store.ts'
import { removeReached } from '../message/reach.store.ts'
import { removeTextName } from '../message/text-name.store.ts'
import { removeConversation } from '../outreach/conversation.store.ts'
import { forgetGroups } from '../outreach/coverage.operations.ts'
import { cancelReply } from '../session/reply.operations.ts'
import { dropRemembered, getReply, removeReply } from '../session/reply.store.ts'
import { giveBackAll } from '../session/taking.operations.ts'
import { tryCommit } from '../table/attempt.ts'
import type { Table, Write } from '../table/table.ts'
import { changeMember, teamOf } from '../team/member.store.ts'
import { instantOf } from '../time/instant.ts'
import { getBallot, getDeparted, putDeparted, removeBallot } from '../workshop/ballot.store.ts'
import { answeredBy } from '../workshop/ballot.ts'
import { departedAfter } from '../workshop/departed.ts'
import { removeInterest } from '../workshop/interest.store.ts'
import { holdFile, removePicture } from '../workshop/picture.store.ts'
import type { Picture } from '../workshop/picture.ts'
import { copyOfPicture } from '../workshop/picture-file.operations.ts'
import { isCounted, isInTime } from '../workshop/poll.ts'
import { removeDraft, removeProposal } from '../workshop/proposal.store.ts'
import { getWorkshop, saveWorkshop } from '../workshop/workshop.store.ts'
import type { Workshop } from '../workshop/workshop.ts'
import { belongingsOf } from './belonging.operations.ts'
import type { Belongings } from './belonging.ts'
import { putTombstone } from './departure.store.ts'
import { copyOf } from './departure.ts'
import { keepingRemoved } from './removal.operations.ts'
import { KEPT_DAYS } from './removed-family.ts'
import { forgetTies } from './tie.operations.ts'

/** A copy of all data stored about a family, for the family itself only. */
export async function copyOfFamily(
  { table, actor, now }: Context,
  files: PictureFiles,
  { school, id }: { school: string; id: string },
): Promise<Record<string, unknown>> {
  if (actor.kind !== 'family') refuse('forbidden')
  mustActFor(actor, id)
  const scope = scopeOf(actor, school)
  const family = (await getFamily(table, scope, id)) ?? refuse('not-found')
  const [belongings, ofMany] = await Promise.all([
    belongingsOf(table, scope, id),
    viewingsOf(table, scope, MANY_FAMILIES),
  ])
  const seen = [...belongings.viewings, ...ofMany].filter((one) => isShown(one, now()))
  const pictures = await Promise.all(
    belongings.pictures.map((one) => copyOfPicture(table, files, { scope, picture: one })),
  )
  return {
    ...copyOf(family, belongings, now()),
    pictures,
    seenBy: seen.map(({ name, on, at }) => ({ name, on, at })),
  }
}

/**
 * Deletes a family with all its data, at its own request. Only hashes of the roster's ids remain, so that a roster does
 * not bring it back. Idempotent: repeating an interrupted deletion completes it.
 */
export async function deleteFamily(context: Context, school: string, id: string): Promise<void> {
  if (context.actor.kind !== 'family') refuse('forbidden')
  mustActFor(context.actor, id)
  const scope = scopeOf(context.actor, school)
  const family = (await getFamily(context.table, scope, id)) ?? refuse('not-found')
  const people = [...family.caregivers, ...family.children].flatMap(({ sourceId }) => sourceId ?? [])
  const tombstones = [...new Set([...family.sourceIds, ...people])].map((one) => putTombstone(scope, one))
  for (const tombstone of tombstones) await context.table.commit(tombstone)
  await erase(context, scope, family)
}

/**
 * Removes a family from the school with its votes, replies and messages. All of it is kept for 30 days, in which the team
 * or a roster can bring the family back as it was; until then it counts nowhere. Idempotent.
 */
export async function removeFamily(context: Context, school: string, id: string): Promise<void> {
  mustOrganize(context.actor)
  const scope = scopeOf(context.actor, school)
  const family = (await getFamily(context.table, scope, id)) ?? refuse('not-found')
  await takeOut(context, scope, family)
}

/** Removes a family as the team does; the caller must have checked that the actor may. */
export async function takeOut(context: Context, scope: SchoolScope, family: Family): Promise<void> {
  await erase({ ...(await keepingRemoved(context, scope, family)), isRemoval: true }, scope, family)
}

/** Of a removal, closed votes do not keep what the family answered: it may come back. */
type Erasure = Context & { isRemoval?: boolean }

async function erase(context: Erasure, scope: SchoolScope, family: Family): Promise<void> {
  const { table } = context
  await eraseBelongings(context, scope, family)
  await untilCommitted(async () => {
    const now = await getFamily(table, scope, family.id)
    if (now) await table.commit(removeFamilyWrite(scope, now), ...secretHashesOf(now).map(dropSecret))
  })
  // Erases what another device wrote during the first round.
  await eraseBelongings(context, scope, family)
}

async function eraseBelongings(context: Erasure, scope: SchoolScope, family: Family): Promise<void> {
  const { table } = context
  const { id } = family
  const own = await belongingsOf(table, scope, id)
  const hosted = own.votes.flatMap(({ workshop }) => (workshop.hostFamily === id ? workshop.id : []))
  const { eraseHostWords, removalsOfSaid } = await import('./host-words.operations.ts') // few families leave
  await eraseHostWords(table, scope, id, hosted)
  await forgetGroups(context, scope, id)
  for (const { workshop, ballot, interest } of own.votes) {
    if (workshop.hostFamily === id) await unhost(table, scope, workshop.id)
    if (ballot) await eraseBallot(context, scope, workshop, family)
    if (interest) await table.commit(removeInterest(scope, workshop.id, id))
  }
  for (const one of own.sessions) await eraseFromSession(context, scope, id, one)
  for (const picture of own.pictures)
    await table.commit(...removePicture(scope, picture), ...heldBytes(context, scope, picture))
  const messageLinks = own.messages.flatMap(({ links = [] }) => links)
  await Promise.all(
    [
      ...own.proposals.map((proposal) => removeProposal(scope, proposal.id)),
      ...removalsOfSaid(scope, own),
      ...own.conversations.map((conversation) => removeConversation(scope, conversation)),
      ...own.calls.map((call) => removeCall(scope, call.id)),
      ...own.messages.flatMap((message) => removeMessage(scope, message)),
      ...messageLinks.map(dropSecret),
      ...own.messages.flatMap(({ channel, receipt }) =>
        channel === 'sms' && receipt ? [removeTextName(receipt)] : [],
      ),
      ...own.reached.map(({ reached, ...subject }) => removeReached(scope, subject, reached)),
      ...own.viewings.map((viewing) => removeViewing(scope, id, viewing)),
      ...(own.visits.revision > 0 ? [removeVisits(scope, own.visits)] : []),
      dropRemembered(scope, id),
      removeDraft(scope, id),
      // Items that changed meanwhile are erased in the second round.
    ].map((write) => tryCommit(table, write)),
  )
  await eraseFromLadder(table, scope, id)
  await leaveTeam(table, scope, id)
  await forgetTies(table, scope, id)
  await forgetAddresses(table, scope, family)
}

// They come back with the family; without them it would find its picture named, and gone.
function heldBytes({ now, isRemoval }: Erasure, scope: SchoolScope, { family, file }: Picture): Write[] {
  if (!isRemoval || !file) return []
  const expiresAt = Math.ceil(now().plus({ days: KEPT_DAYS }).toSeconds())
  return [holdFile(scope, { file, family, expiresAt })]
}

async function unhost(table: Table, scope: SchoolScope, id: string): Promise<void> {
  await untilCommitted(async () => {
    const workshop = await getWorkshop(table, scope, id)
    if (!workshop) return
    const { hostFamily: _, ...rest } = workshop
    const unled: Workshop = { ...rest, hostGone: true, revision: workshop.revision + 1 }
    await table.commit(saveWorkshop(scope, unled))
  })
}

// While the poll is open, the ballot is removed; afterwards it remains only in the counts.
async function eraseBallot(
  { table, now, isRemoval = false }: Erasure,
  scope: SchoolScope,
  { id, status, poll }: Workshop,
  family: Family,
): Promise<void> {
  const isOpen = status === 'voting' && poll && isInTime(poll, instantOf(now()))
  await untilCommitted(async () => {
    const [ballot, departed] = await Promise.all([
      getBallot(table, scope, id, family.id),
      getDeparted(table, scope, id),
    ])
    if (!ballot) return
    const stays = !isRemoval && poll && !isOpen && isCounted(poll, ballot.receivedAt)
    const own = answeredBy(ballot, { ...family, caregivers: family.caregivers.map((one) => one.id) })
    await table.commit(
      removeBallot(scope, id, ballot),
      ...(stays ? [putDeparted(scope, id, departedAfter(departed, poll, own))] : []),
    )
  })
}

async function eraseFromSession(
  context: Context,
  scope: SchoolScope,
  family: string,
  { id, start, reply, attendance, thanks, takings }: Belongings['sessions'][number],
): Promise<void> {
  const { table } = context
  if (reply) {
    // Its seats pass to the waiting list, as after a cancellation.
    const isToCome = start > instantOf(context.now())
    if (reply.attending && isToCome) await cancelReply(context, id, family).catch(ignoreNotFound)
    await untilCommitted(async () => {
      const now = await getReply(table, scope, id, family)
      if (now) await table.commit(removeReply(scope, id, now))
    })
  }
  await table.commit(removeAnswered(scope, id, family))
  if (attendance) await table.commit(removeAttendance(scope, id, family))
  if (thanks) await table.commit(removeThanks(scope, id, family))
  if (takings) await giveBackAll(table, scope, id, family)
}

// In the second round the family no longer exists, and its replies cannot be cancelled.
function ignoreNotFound(fault: unknown): void {
  if (!(fault instanceof Refusal && fault.code === 'not-found')) throw fault
}

async function eraseFromLadder(table: Table, scope: SchoolScope, family: string): Promise<void> {
  const [invitations, nominations, decisions] = await Promise.all([
    invitationsOf(table, scope, family),
    nominationsOf(table, scope),
    decisionsOf(table, scope),
  ])
  const credited = decisions.filter(({ credits }) => credits.some((one) => one.family === family))
  const writes = [
    removePath(scope, family),
    ...invitations.map((one) => removeInvitation(scope, one)),
    ...nominations.filter(({ by }) => by === family).map(({ id }) => removeNomination(scope, id)),
    ...credited.map((one) => putDecision(scope, withoutFamily(one, family))),
  ]
  await Promise.all(writes.map((write) => tryCommit(table, write)))
}

// A parent on the team remains a member, without the family; the school can remove them.
async function leaveTeam(table: Table, scope: SchoolScope, family: string): Promise<void> {
  for (const member of await teamOf(table, scope)) {
    if (member.family !== family) continue
    const { family: _, ...rest } = member
    await tryCommit(table, changeMember(scope, rest))
  }
}

// An address shared with another family is kept. An opt-out from texts is kept as a hash that identifies nobody, so that
// it outlives the family.
async function forgetAddresses(table: Table, scope: SchoolScope, family: Family): Promise<void> {
  const others = (await familiesOf(table, scope)).filter(({ id }) => id !== family.id)
  const shared = new Set(others.flatMap(addressesOf).map(({ to }) => to))
  const answers = (await messagesOf(table, scope)).filter(({ kind }) => kind === 'answer')
  for (const contact of addressesOf(family)) {
    if (shared.has(contact.to)) continue
    for (const one of answers.filter(({ to }) => to === contact.to))
      await table.commit(...removeMessage(scope, one))
    const known = await getContact(table, contact)
    for (const write of await forgetContact(table, contact, { keepState: known?.state === 'stopped' }))
      await table.commit(write)
  }
}

function addressesOf({ caregivers }: Family) {
  return caregivers.flatMap(({ channels }) =>
    channels.flatMap(({ kind, address }) =>
      kind === 'paper' || !address ? [] : [{ channel: kind, to: address }],
    ),
  )
}
