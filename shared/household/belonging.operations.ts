import type { SchoolScope } from '../access/actor.ts'
import { untilCommitted } from '../access/commit.operations.ts'
import { getAttendance, getThanks, putThanks, removeThanks } from '../attendance/attendance.store.ts'
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
import { newPath, unitedPath } from '../ladder/ladder.ts'
import { callsOf, putCall } from '../message/call.store.ts'
import { keepMessage, messagesOf } from '../message/message.store.ts'
import { putReached, reachedAbout, removeReached } from '../message/reach.store.ts'
import { conversationsWith, putConversation, removeConversation } from '../outreach/conversation.store.ts'
import { getRemembered, getReply } from '../session/reply.store.ts'
import { ConditionFailed, type Table } from '../table/table.ts'
import { getBallot } from '../workshop/ballot.store.ts'
import { getInterest } from '../workshop/interest.store.ts'
import { getDraft, proposalsOf, putDraft, removeDraft } from '../workshop/proposal.store.ts'
import { workshopsOf } from '../workshop/workshop.store.ts'
import type { Workshop } from '../workshop/workshop.ts'
import type { Belongings } from './belonging.ts'

/** Everything of a family; asked for by who was shown to act for it. */
export async function belongingsOf(table: Table, scope: SchoolScope, family: string): Promise<Belongings> {
  const [workshops, visits, remembered, draft, proposals, conversations, calls, messages, path, invitations] =
    await Promise.all([
      workshopsOf(table, scope),
      getVisits(table, scope, family),
      getRemembered(table, scope, family),
      getDraft(table, scope, family),
      proposalsOf(table, scope),
      conversationsWith(table, scope, family),
      callsOf(table, scope),
      messagesOf(table, scope),
      getPath(table, scope, family),
      invitationsOf(table, scope, family),
    ])
  const isOwn = (one: { family: string }) => one.family === family
  const subjects = workshops.flatMap(({ id, sessions = [] }) => [
    { workshop: id },
    ...sessions.map((session) => ({ workshop: id, session: session.id })),
  ])
  return {
    votes: await Promise.all(workshops.map((workshop) => votesIn(table, scope, workshop, family))),
    sessions: (
      await Promise.all(workshops.map((workshop) => sessionsIn(table, scope, workshop, family)))
    ).flat(),
    visits,
    ...(remembered && { remembered }),
    ...(draft && { draft }),
    proposals: proposals.filter(isOwn),
    conversations,
    ...(path && { path }),
    invitations,
    calls: calls.filter(isOwn),
    messages: messages.filter(({ notices }) => notices?.family === family),
    reached: (
      await Promise.all(
        subjects.map(async (subject) => {
          const found = (await reachedAbout(table, scope, subject)).filter(isOwn)
          return found.map((reached) => ({ ...subject, reached }))
        }),
      )
    ).flat(),
  }
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
    const [reply, attendance, thanks] = await Promise.all([
      getReply(table, scope, id, family),
      getAttendance(table, scope, id, family),
      getThanks(table, scope, id, family),
    ])
    return {
      workshop,
      id,
      start,
      ...(reply && { reply }),
      ...(attendance && { attendance }),
      ...(thanks && { thanks }),
    }
  })
  return Promise.all(found)
}

type Transfer = { from: string; to: string }

/**
 * What was noted of a family, what it told of its path, its invitations and whom it proposed pass to another that it is
 * made one with, and so does all else that is kept under its name. Done again, it goes on from there.
 */
export async function transferBelongings(table: Table, scope: SchoolScope, handing: Transfer): Promise<void> {
  const { from, to } = handing
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
    const united = unitedPath(kept ?? newPath(to), joined)
    await table.commit(putPath(scope, united), removePath(scope, from))
  })
  await transferMessages(table, scope, handing)
  await transferRest(table, scope, handing)
}

/**
 * Messages, calls and that somebody was reached pass to another family: all, or those of the caregivers who are named.
 * So they go with whom they are about.
 */
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
  // Who sends or calls at this moment has written it anew: the next round finds it.
  for (const write of [...passed, ...called]) await table.commit(write).catch(unlessChanged)
  for (const { reached: one, ...subject } of reached.filter((one) => isTheirs(one.reached.caregiver)))
    await table.commit(putReached(scope, subject, { ...one, family: to }), removeReached(scope, subject, one))
}

function unlessChanged(fault: unknown): void {
  if (!(fault instanceof ConditionFailed)) throw fault
}

// Where both said something, what the family that stays said holds.
async function transferRest(table: Table, scope: SchoolScope, { from, to }: Transfer): Promise<void> {
  const [theirs, own] = await Promise.all([from, to].map((id) => belongingsOf(table, scope, id)))
  if (!theirs || !own) return
  for (const { id, thanks } of theirs.sessions) {
    const isSaid = own.sessions.some((session) => session.id === id && session.thanks)
    if (thanks && !isSaid) await table.commit(putThanks(scope, id, { ...thanks, family: to }))
    if (thanks) await table.commit(removeThanks(scope, id, from))
    if (!(await hasAnswered(table, scope, id, from))) continue
    await table.commit(putAnswered(scope, id, to)).catch(unlessChanged)
    await table.commit(removeAnswered(scope, id, from))
  }
  if (theirs.draft && !own.draft) await table.commit(putDraft(scope, to, theirs.draft))
  if (theirs.draft) await table.commit(removeDraft(scope, from))
  for (const decision of await decisionsOf(table, scope)) {
    if (!decision.credits.some(({ family }) => family === from)) continue
    await table.commit(putDecision(scope, creditedTo(decision, { from, to }))).catch(unlessChanged)
  }
}
