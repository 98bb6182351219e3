import { mustOrganize, type SchoolScope, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { newestOfShards } from '../message/message.store.ts'
import type { Delivery, Message } from '../message/message.ts'
import { isOverdue, type UnsentMessages, unsentOf } from '../message/message-count.ts'
import { type MessageSummary, summariesOf } from '../message/message-summary.ts'
import { noticesOf } from '../message/notice.store.ts'
import { getSession } from '../session/session.store.ts'
import type { Session } from '../session/session.ts'
import { instantOf, timeAt } from '../time/instant.ts'
import { workshopsOf } from '../workshop/workshop.store.ts'
import type { Workshop } from '../workshop/workshop.ts'
import { readCallList } from './call-list.operations.ts'

// What is planned is looked up for workshops under way; a school has a handful of them.
const MOST_WORKSHOPS = 20
const MOST_SESSIONS = 60
// Thanks follow some days after a session.
const THANKED_WITHIN_DAYS = 14

/** What a school writes: one summary a message to families, and what went to single people. */
export type MessageList = {
  summaries: MessageSummary[]
  /** Sign-in codes, invitations to the team, requests to helpers and the like; without what was in them. */
  personal: Delivery[]
  unsent: UnsentMessages
  /** The channels of what should have left and waits. */
  unsentBy: Message['channel'][]
  /** Whether there are older messages, which are not read. */
  hasOlder: boolean
  workshops: ReadonlyMap<string, Workshop>
  sessions: ReadonlyMap<string, Session>
  now: string
}

/** The newest messages of a school, and those planned for its workshops, or for one of them; for organizers. */
export async function listMessages(
  context: Context,
  school: string,
  { workshop: only }: { workshop?: string } = {},
): Promise<MessageList> {
  const { table, actor } = context
  mustOrganize(actor)
  const scope = scopeOf(actor, school)
  const now = instantOf(context.now())
  const found = workshopsOf(table, scope).then((all) =>
    all.filter(({ id }) => only === undefined || id === only),
  )
  const [{ messages, hasOlder }, workshops, { notices, sessions }, { calls, missed }] = await Promise.all([
    newestOfShards(table, scope),
    found,
    found.then((all) => plannedFor({ table, scope, now }, all)),
    readCallList(context, school, now),
  ])
  // Codes and links let whoever reads them in under another person's name.
  const kept = messages
    .filter(({ expiresAt }) => expiresAt > context.now().toSeconds())
    .map(({ links: _, ...message }) => ({ ...message, fields: {} }))
  const known = new Map(workshops.map((workshop) => [workshop.id, workshop]))
  const isOfThese = ({ workshop }: { workshop: string }) => only === undefined || workshop === only
  const overdue = kept.filter((message) => isOverdue(message, now))
  const sources = {
    deliveries: kept.filter(({ notices: of }) => of?.about.some(isOfThese)),
    calls: calls.filter(({ about }) => isOfThese(about)),
    missed,
    notices,
    workshops: known,
    sessions,
    now,
  }
  return {
    summaries: summariesOf(sources).filter(({ about }) => isOfThese(about)),
    personal: kept.filter(({ notices: of }) => !of),
    unsent: unsentOf(kept, now),
    unsentBy: [...new Set(overdue.map(({ channel }) => channel))],
    hasOlder,
    workshops: known,
    sessions,
    now,
  }
}

type Place = { table: Context['table']; scope: SchoolScope; now: string }

/** The notices of the workshops under way, or of the only one, with their sessions. */
async function plannedFor({ table, scope, now }: Place, workshops: readonly Workshop[]) {
  const since = instantOf(timeAt(now).minus({ days: THANKED_WITHIN_DAYS }))
  const underWay = workshops.filter(
    ({ status, sessions = [] }) =>
      status === 'voting' || status === 'scheduled' || sessions.some(({ end }) => end > since),
  )
  const asked = (workshops.length === 1 ? workshops : underWay).slice(0, MOST_WORKSHOPS)
  const ids = asked.flatMap(({ sessions = [] }) => sessions.map(({ id }) => id)).slice(0, MOST_SESSIONS)
  const [notices, sessions] = await Promise.all([
    Promise.all(asked.map(({ id }) => noticesOf(table, scope, id))),
    Promise.all(ids.map((id) => getSession(table, scope, id))),
  ])
  const found = sessions.filter((session) => session !== undefined)
  return { notices: notices.flat(), sessions: new Map(found.map((session) => [session.id, session])) }
}
