import type { SchoolScope } from '../access/actor.ts'
import { untilCommitted } from '../access/commit.operations.ts'
import { getAttendance, getThanks, putThanks, removeThanks } from '../attendance/attendance.store.ts'
import { putViewing, removeViewing, viewingsOf } from '../family/viewing.store.ts'
import { getVisits } from '../family/visits.store.ts'
import { decisionsOf, putDecision } from '../impact/decision.store.ts'
import { creditedTo } from '../impact/decision.ts'
import { hasAnswered, putAnswered, removeAnswered } from '../impact/survey.store.ts'
import {
  getPath,
  invitationsOf,
  nominationsOf,
  putInvitation,
  putNomination,
  putPath,
  removeInvitation,
  removePath,
} from '../ladder/ladder.store.ts'
import { mergedPath, newPath } from '../ladder/ladder.ts'
import { callsOf, putCall } from '../message/call.store.ts'
import { keepMessage, messagesOf } from '../message/message.store.ts'
import { familyOfMessage } from '../message/message.ts'
import { putReached, reachedAbout, removeReached } from '../message/reach.store.ts'
import { conversationsWith, putConversation, removeConversation } from '../outreach/conversation.store.ts'
import { getRemembered, getReply } from '../session/reply.store.ts'
import { passTakings, takingsIn } from '../session/taking.operations.ts'
import { tryCommit } from '../table/attempt.ts'
import type { Table } from '../table/table.ts'
import { getBallot } from '../workshop/ballot.store.ts'
import { getInterest } from '../workshop/interest.store.ts'
import { getDraft, proposalsOf, putDraft, removeDraft } from '../workshop/proposal.store.ts'
import { workshopsOf } from '../workshop/workshop.store.ts'
import type { Workshop } from '../workshop/workshop.ts'
import type { Belongings } from './belonging.ts'
import { answeredTiesOf, dropAnsweredTie, dropOpenTie, openTiesOf, putAnsweredTie } from './tie.store.ts'
import { concerns, mergedTie } from './tie.ts'

/** Everything that belongs to a family. The caller must have checked that the actor may act for it. */
export async function belongingsOf(table: Table, scope: SchoolScope, family: string): Promise<Belongings> {
  const [
    inWorkshops,
    visits,
    remembered,
    draft,
    proposals,
    conversations,
    calls,
    messages,
    path,
    invitations,
    viewings,
    said,
  ] = await Promise.all([
    foundInWorkshops(table, scope, family),
    getVisits(table, scope, family),
    getRemembered(table, scope, family),
    getDraft(table, scope, family),
    proposalsOf(table, scope),
    conversationsWith(table, scope, family),
    callsOf(table, scope),
    messagesOf(table, scope),
    getPath(table, scope, family),
    invitationsOf(table, scope, family),
    viewingsOf(table, scope, family),
    asHostOf(table, scope, family),
  ])
  return {
    ...inWorkshops,
    visits,
    viewings,
    ...{ ...(remembered && { remembered }), ...(draft && { draft }) },
    proposals: proposals.filter(isOf(family)),
    ...said,
    conversations,
    ...(path && { path }),
    invitations,
    calls: calls.filter(isOf(family)),
    messages: messages.filter((message) => familyOfMessage(message) === family),
  }
}

async function foundInWorkshops(table: Table, scope: SchoolScope, family: string) {
  const workshops = await workshopsOf(table, scope)
  const inEach = <T>(find: FindIn<T>) => Promise.all(workshops.map((one) => find(table, scope, one, family)))
  return {
    votes: await inEach(votesIn),
    sessions: (await inEach(sessionsIn)).flat(),
    reached: (await inEach(reachedIn)).flat(),
  }
}

// Loaded where a family is merged, leaves or reads its copy.
const hostWords = () => import('./host-words.operations.ts')

async function asHostOf(table: Table, scope: SchoolScope, family: string) {
  const { saidAsHost } = await hostWords()
  return saidAsHost(table, scope, family)
}

const isOf = (family: string) => (one: { family: string }) => one.family === family

type FindIn<Found> = (table: Table, scope: SchoolScope, workshop: Workshop, family: string) => Promise<Found>

async function reachedIn(
  table: Table,
  scope: SchoolScope,
  { id: workshop, sessions = [] }: Workshop,
  family: string,
): Promise<Belongings['reached']> {
  const subjects = [{ workshop }, ...sessions.map((session) => ({ workshop, session: session.id }))]
  const found = subjects.map(async (subject) => {
    const all = await reachedAbout(table, scope, subject)
    return all.filter(isOf(family)).map((reached) => ({ ...subject, reached }))
  })
  return (await Promise.all(found)).flat()
}

async function votesIn(
  table: Table,
  scope: SchoolScope,
  workshop: Workshop,
  family: string,
): Promise<Belongings['votes'][number]> {
  const [ballot, interest] = await Promise.all([
    getBallot(table, scope, workshop.id, family),
    getInterest(table, scope, workshop.id, family),
  ])
  return { workshop, ...(ballot && { ballot }), ...(interest && { interest }) }
}

async function sessionsIn(
  table: Table,
  scope: SchoolScope,
  workshop: Workshop,
  family: string,
): Promise<Belongings['sessions']> {
  const found = (workshop.sessions ?? []).map(async ({ id, start }) => {
    const [reply, attendance, thanks, takings] = await Promise.all([
      getReply(table, scope, id, family),
      getAttendance(table, scope, id, family),
      getThanks(table, scope, id, family),
      takingsIn(table, scope, id, family),
    ])
    return {
      workshop,
      id,
      start,
      ...(reply && { reply }),
      ...(attendance && { attendance }),
      ...(thanks && { thanks }),
      ...(takings.length > 0 && { takings }),
    }
  })
  return Promise.all(found)
}

type Transfer = { from: string; to: string }

/**
 * Transfers a family's conversations, path, invitations, nominations and all other data under its id to the family that it
 * is merged into. Idempotent: repeating an interrupted transfer completes it.
 */
export async function transferBelongings(
  table: Table,
  scope: SchoolScope,
  transfer: Transfer,
): Promise<void> {
  const { from, to } = transfer
  const [conversations, invitations, nominations] = await Promise.all([
    conversationsWith(table, scope, from),
    invitationsOf(table, scope, from),
    nominationsOf(table, scope),
  ])
  for (const one of conversations)
    await table.commit(
      putConversation(scope, { ...one, family: to, revision: 1 }),
      removeConversation(scope, one),
    )
  for (const one of invitations)
    await table.commit(
      putInvitation(scope, { ...one, family: to, revision: 1 }),
      removeInvitation(scope, one),
    )
  for (const one of nominations.filter(({ by }) => by === from))
    await table.commit(putNomination(scope, { ...one, by: to }))
  await untilCommitted(async () => {
    const [kept, joined] = await Promise.all([to, from].map((id) => getPath(table, scope, id)))
    if (!joined) return
    const united = mergedPath(kept ?? newPath(to), joined)
    await table.commit(putPath(scope, united), removePath(scope, from))
  })
  await transferMessages(table, scope, transfer)
  const { transferHostWords } = await hostWords()
  await transferHostWords(table, scope, transfer)
  await transferRest(table, scope, transfer)
  await transferTies(table, scope, transfer)
}

// Answers about the other family stay valid for the merged one; open questions are asked again by the next roster.
async function transferTies(table: Table, scope: SchoolScope, transfer: Transfer): Promise<void> {
  const [open, answered] = await Promise.all([openTiesOf(table, scope), answeredTiesOf(table, scope)])
  for (const tie of open.filter((one) => concerns(one, transfer.from)))
    await table.commit(dropOpenTie(scope, tie.id))
  for (const tie of answered.filter((one) => concerns(one, transfer.from))) {
    const merged = mergedTie(tie, transfer)
    if (merged) await tryCommit(table, putAnsweredTie(scope, merged))
    await table.commit(dropAnsweredTie(scope, tie.id))
  }
}

/** Transfers messages, calls and records of contact to another family: all of them, or those of the given caregivers. */
export async function transferMessages(
  table: Table,
  scope: SchoolScope,
  { from, to, caregivers }: Transfer & { caregivers?: readonly string[] },
): Promise<void> {
  const { calls, messages, reached } = await belongingsOf(table, scope, from)
  const isTheirs = (caregiver: string | undefined) => !caregivers || caregivers.includes(caregiver ?? '')
  const passed = messages.flatMap((message) =>
    message.notices && isTheirs(message.notices.caregiver)
      ? [
          keepMessage(scope, {
            ...message,
            notices: { ...message.notices, family: to },
            revision: message.revision + 1,
          }),
        ]
      : [],
  )
  const called = calls
    .filter(({ caregiver }) => isTheirs(caregiver))
    .map((call) => putCall(scope, { ...call, family: to, revision: call.revision + 1 }))
  // An item that is changed by a concurrent send or call is transferred in the next round.
  for (const write of [...passed, ...called]) await tryCommit(table, write)
  for (const { reached: one, ...subject } of reached.filter((one) => isTheirs(one.reached.caregiver)))
    await table.commit(putReached(scope, subject, { ...one, family: to }), removeReached(scope, subject, one))
}

async function transferRest(table: Table, scope: SchoolScope, { from, to }: Transfer): Promise<void> {
  const [theirs, own] = await Promise.all([from, to].map((id) => belongingsOf(table, scope, id)))
  if (!theirs || !own) return // on conflict, the data of the family that stays is kept
  for (const { id, thanks, takings } of theirs.sessions) {
    if (takings) await passTakings(table, scope, id, { from, to })
    const isSaid = own.sessions.some((session) => session.id === id && session.thanks)
    if (thanks && !isSaid) await table.commit(putThanks(scope, id, { ...thanks, family: to }))
    if (thanks) await table.commit(removeThanks(scope, id, from))
    if (!(await hasAnswered(table, scope, id, from))) continue
    await tryCommit(table, putAnswered(scope, id, to))
    await table.commit(removeAnswered(scope, id, from))
  }
  for (const one of theirs.viewings) // whoever looked at one looked at people of both
    await table.commit(putViewing(scope, to, one), removeViewing(scope, from, one))
  if (theirs.draft && !own.draft) await table.commit(putDraft(scope, to, theirs.draft))
  if (theirs.draft) await table.commit(removeDraft(scope, from))
  for (const decision of await decisionsOf(table, scope)) {
    if (!decision.credits.some(({ family }) => family === from)) continue
    await tryCommit(table, putDecision(scope, creditedTo(decision, { from, to })))
  }
}
