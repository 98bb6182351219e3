import { mustOrganize, type SchoolScope, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { remember } from '../access/idempotency.operations.ts'
import { refuse } from '../access/refusal.ts'
import { getFamily } from '../family/family.store.ts'
import type { Family } from '../family/family.ts'
import { recipientsOf } from '../family/recipient.ts'
import { getCall, putCall, removeCall } from '../message/call.store.ts'
import { type Call, type CallRequest, newCall } from '../message/call.ts'
import type { About } from '../message/notice.ts'
import { getSession } from '../session/session.store.ts'
import { tryCommit } from '../table/attempt.ts'
import { instantOf } from '../time/instant.ts'
import { workshopsOf } from '../workshop/workshop.store.ts'
import { isForFamilies, type Workshop } from '../workshop/workshop.ts'

/** What a family can be called about: an open vote or a coming session, whichever ends or begins first. */
export type CallTopic = { workshop: Workshop; about: About }

/** What families can be called about now; undefined while no vote is open and no session is to come. */
export async function readCallTopic(context: Context, school: string): Promise<CallTopic | undefined> {
  mustOrganize(context.actor)
  return topicIn(context, scopeOf(context.actor, school))
}

async function topicIn(
  { table, now }: Pick<Context, 'table' | 'now'>,
  scope: SchoolScope,
): Promise<CallTopic | undefined> {
  const at = instantOf(now())
  const [first] = (await workshopsOf(table, scope))
    .filter(isForFamilies)
    .flatMap(openMatters)
    .filter(({ until }) => at < until)
    .sort((one, other) => (one.until < other.until ? -1 : 1))
  if (!first) return undefined
  const { workshop, until, session: id } = first
  const of = { due: until, until, workshop: workshop.id }
  if (id === undefined) return { workshop, about: { ...of, kind: 'voteReminder', stand: until } }
  const stand = String((await getSession(table, scope, id))?.sequence ?? '')
  return { workshop, about: { ...of, kind: 'replyReminder', session: id, stand } }
}

type Matter = { workshop: Workshop; until: string; session?: string }

function openMatters(workshop: Workshop): Matter[] {
  const { status, poll, sessions = [] } = workshop
  if (status === 'voting' && poll) return [{ workshop, until: poll.closesAt }]
  if (status !== 'scheduled') return []
  return sessions.flatMap(({ id, start, cancelled }) =>
    cancelled ? [] : [{ workshop, until: start, session: id }],
  )
}

/**
 * Puts families on the call list, about what is open now. Refuses `not-found` where nothing is. Returns the calls that
 * were not on the list before; a family that has answered, or left, is passed by when the list is shown.
 */
export async function requestCalls(
  context: Context,
  school: string,
  { families }: CallRequest,
): Promise<Call[]> {
  const { table, actor, now } = context
  mustOrganize(actor)
  const scope = scopeOf(actor, school)
  const [topic, found] = await Promise.all([
    topicIn({ table, now }, scope),
    Promise.all([...new Set(families)].map((id) => getFamily(table, scope, id))),
  ])
  if (!topic) return refuse('not-found')
  const calls = found.flatMap((family) => (family ? callTo(family, topic.about, instantOf(now())) : []))
  // What a form that is sent again added the first time.
  const added = await remember(context, async () => {
    const known = await Promise.all(calls.map(({ id }) => getCall(table, scope, id)))
    return calls.filter((_, place) => known[place] === undefined).map(({ id }) => id)
  })
  await Promise.all(calls.map((call) => tryCommit(table, putCall(scope, call))))
  return calls.filter(({ id }) => added.includes(id))
}

function callTo(family: Family, about: About, at: string): Call[] {
  const people = recipientsOf(family)
  // Whoever has a number; else the first of those who might be reached otherwise.
  const numbers = people.map(({ ways }) =>
    ways.find(({ channel }) => channel === 'phone' || channel === 'sms'),
  )
  const place = Math.max(
    0,
    numbers.findIndex((way) => way !== undefined),
  )
  const person = people[place]
  if (!person) return []
  const { caregiver, name, language } = person
  const to = numbers[place]?.to ?? ''
  return [
    newCall({ family: family.id, caregiver, name, language, to, reason: to ? 'phone' : 'noWay', about, at }),
  ]
}

/** Takes calls off the list again that nobody has made. */
export async function withdrawCalls(
  { table, actor }: Context,
  school: string,
  calls: readonly string[],
): Promise<void> {
  mustOrganize(actor)
  const scope = scopeOf(actor, school)
  const found = await Promise.all(calls.map((id) => getCall(table, scope, id)))
  const open = found.filter((call) => call !== undefined && call.outcome === undefined)
  for (const call of open) if (call) await table.commit(removeCall(scope, call.id))
}
