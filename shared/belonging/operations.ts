import type { SchoolScope } from '../access/actor.ts'
import { getAttendance, getThanks, getVisits } from '../attendance/store.ts'
import { callsOf } from '../call/store.ts'
import { newPath, unitedPath } from '../ladder/ladder.ts'
import {
  getPath,
  invitationsOf,
  nominationsOf,
  putInvitation,
  putNomination,
  putPath,
  removeInvitation,
  removePath,
} from '../ladder/store.ts'
import { messagesOf } from '../message/store.ts'
import { conversationsWith, putConversation, removeConversation } from '../outreach/store.ts'
import { getBallot } from '../poll/store.ts'
import { getDraft, proposalsOf } from '../proposal/store.ts'
import { reachedAbout } from '../reach/store.ts'
import { getRemembered, getReply, untilCommitted } from '../session/store.ts'
import type { Table } from '../table/table.ts'
import { getInterest, workshopsOf } from '../workshop/store.ts'
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

/**
 * What was noted of a family, what it told of its path, its invitations and whom it proposed pass to another that it is
 * made one with. Done again, it goes on from there.
 */
export async function handOver(
  table: Table,
  scope: SchoolScope,
  { from, to }: { from: string; to: string },
): Promise<void> {
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
}
