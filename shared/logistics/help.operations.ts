import { type Actor, mustPrepare, publicScope, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { hashOf, idFor, newId, newSecret, schoolOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { findSecret, keepSecret } from '../access/secret.store.ts'
import { keepMessage } from '../message/message.store.ts'
import { waiting } from '../message/message.ts'
import { getSchool } from '../school/school.store.ts'
import type { School } from '../school/school.ts'
import type { ChecklistItem } from '../session/item.ts'
import type { Session } from '../session/session.ts'
import { tryCommit } from '../table/attempt.ts'
import { instantOf, timeAt } from '../time/instant.ts'
import type { Workshop } from '../workshop/workshop.ts'
import { getHelper, helpersOf, putHelper } from './help.store.ts'
import type { Helper, HelperAnswer, NewHelper } from './help.ts'
import { patchItem, readLogistics } from './logistics.operations.ts'

const KEPT_DAYS = 30

/** The helpers asked for a session, in the order in which they were asked. */
export async function listHelpers({ table, actor, now }: Context, session: string): Promise<Helper[]> {
  mustPrepare(actor)
  const helpers = await helpersOf(table, scopeOf(actor, schoolOf(session)), session)
  const kept = helpers.filter(({ expiresAt }) => expiresAt > now().toSeconds())
  return kept.sort((one, other) => one.askedAt.localeCompare(other.askedAt))
}

/** Asks somebody by e-mail to help with a checklist item, and marks the item as asked. */
export async function askHelper(
  context: Context,
  session: string,
  itemId: string,
  input: NewHelper,
): Promise<Helper> {
  const { table, actor, now } = context
  const { item, end } = await itemOf(context, session, itemId)
  const school = schoolOf(session)
  const scope = scopeOf(actor, school)
  const [token, id] = [newSecret(), idFor(context)]
  const expiresAt = Math.ceil(timeAt(end).plus({ days: KEPT_DAYS }).toSeconds())
  const askedBy = actor.kind === 'member' ? actor.name : ''
  const { name, count, email: to, language = 'en' } = input
  const helper = {
    id,
    session,
    item: itemId,
    name,
    count,
    askedBy,
    askedAt: instantOf(now()),
    revision: 1,
    expiresAt,
  }
  const message = {
    id: newId(),
    kind: 'helper',
    channel: 'email',
    to,
    language,
    at: instantOf(now()),
  } as const
  const fields = { token, name, school: (await getSchool(table, scope))?.name ?? '' }
  const isNew = await tryCommit(
    table,
    putHelper(scope, helper),
    keepSecret(hashOf(token), { kind: 'helper', school, session, helper: id }, expiresAt),
    keepMessage(scope, waiting({ ...message, fields }, Math.ceil(timeAt(end).toSeconds()), now())),
  )
  if (isNew && (item.status === 'needed' || item.status === 'blocked')) {
    await patchItem(context, session, itemId, { status: 'asked' })
  }
  return helper
}

async function itemOf(
  context: Context,
  session: string,
  id: string,
): Promise<{ item: ChecklistItem; end: string }> {
  const logistics = await readLogistics(context, session)
  // Families alone fill a line of a sign-up list.
  const item = logistics.items.find((one) => one.id === id && one.kind !== 'signUp') ?? refuse('not-found')
  return { item, end: logistics.session.end }
}

/** What a helper who was asked sees: the item, the session and the workshop. */
export type HelpWanted = {
  helper: Helper
  item: ChecklistItem
  session: Session
  workshop: Workshop
  school: School
}

/** Opens a helper's link. */
export async function openHelp(context: Pick<Context, 'table' | 'now'>, token: string): Promise<HelpWanted> {
  const secret = await findSecret(context.table, token)
  if (secret?.kind !== 'helper') return refuse('link-expired')
  const scope = publicScope(secret.school)
  const helper = await getHelper(context.table, scope, { session: secret.session, id: secret.helper })
  const school = await getSchool(context.table, scope)
  if (!helper || !school || helper.expiresAt <= context.now().toSeconds()) return refuse('link-expired')
  const { items, session, workshop } = await readLogistics(
    inTheirName(context, helper, secret.school),
    helper.session,
  )
  const item = items.find(({ id }) => id === helper.item) ?? refuse('link-expired')
  return { helper, item, session, workshop, school }
}

/**
 * Records a helper's yes or no, which they may change. A yes counts toward the checklist item, which is confirmed once
 * there are enough.
 */
export async function answerHelp(
  context: Pick<Context, 'table' | 'now'>,
  token: string,
  { answer }: HelperAnswer,
): Promise<HelpWanted> {
  const wanted = await openHelp(context, token)
  const { helper, item, school } = wanted
  if (helper.answer === answer) return wanted
  const answered = { ...helper, answer, answeredAt: instantOf(context.now()), revision: helper.revision + 1 }
  // A second tap was written first: decides again on top of it.
  if (!(await tryCommit(context.table, putHelper(publicScope(school.id), answered))))
    return answerHelp(context, token, { answer })
  const change = answer === 'yes' ? helper.count : helper.answer === 'yes' ? -helper.count : 0
  const confirmed = Math.max(0, item.confirmed + change)
  const status = confirmed >= item.needed && confirmed > 0 ? 'confirmed' : 'asked'
  if (change !== 0) {
    await patchItem(inTheirName(context, helper, school.id), helper.session, helper.item, {
      confirmed,
      status,
    })
  }
  return { ...wanted, helper: answered }
}

// The helper acts with the rights of a member of the team, for this item alone.
function inTheirName(
  { table, now }: Pick<Context, 'table' | 'now'>,
  { name, id }: Helper,
  school: string,
): Context {
  const actor: Actor = { kind: 'member', school, id: `helper~${id}`, role: 'helper', name }
  return { table, now, actor }
}
