import { mustPrepare, type SchoolScope, scopeOf } from '../access/actor.ts'
import { untilCommitted } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { idFor, schoolOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { turnoutsOf } from '../attendance/attendance.store.ts'
import { type ShowRate, showRateOf } from '../attendance/attendance.ts'
import { noticesOf } from '../message/notice.store.ts'
import type { Notice } from '../message/notice.ts'
import { reachedAbout } from '../message/reach.store.ts'
import { getSchool } from '../school/school.store.ts'
import type { Settings } from '../school/school.ts'
import { getItemStates, removeItemWrite, saveItem } from '../session/item.store.ts'
import {
  type ChecklistItem,
  changeItem,
  type ItemChange,
  type ItemChanges,
  type ItemState,
  isRepeated,
  mustBeNear,
  type NewItem,
  ownItem,
} from '../session/item.ts'
import { countedReplies } from '../session/reply.store.ts'
import { isStaff } from '../session/reply.ts'
import { getSession } from '../session/session.store.ts'
import type { Session } from '../session/session.ts'
import { portionsBrought } from '../session/sign-up.ts'
import { tryCommit } from '../table/attempt.ts'
import type { Consistency } from '../table/table.ts'
import { instantOf } from '../time/instant.ts'
import { getWorkshop } from '../workshop/workshop.store.ts'
import { isForFamilies, type Workshop } from '../workshop/workshop.ts'
import { checklistOf } from './checklist.ts'
import { allergensOf, type Needs, needsOf } from './needs.ts'
import { ownProgress, subjectsThatWait } from './own-messages.ts'
import { isLate, readinessOf, type SessionReadiness } from './readiness.ts'

/** An item of a checklist; late once its due date has passed, unless it is confirmed, done or not needed. */
export type ListedItem = ChecklistItem & { late: boolean }

/** What a session needs and who takes care of it, recomputed from the replies on each read. */
export type Logistics = Needs & {
  session: Session
  workshop: Workshop
  timeZone: string
  allergens: Record<string, number>
  items: ListedItem[]
  readiness: SessionReadiness
  /** The day at the school, YYYY-MM-DD. */
  today: string
}

/** A checklist with what it was computed from. */
export type Loaded = {
  scope: SchoolScope
  logistics: Logistics
  states: ItemState[]
  /** How many families have replied. */
  replied: number
  /** The families that come: they said yes and have seats. */
  coming: readonly string[]
}

/** How to read a checklist: the freshness, and the workshop where the caller has loaded it. */
export type LogisticsReading = { reading?: Consistency; workshop?: Workshop }

/** The needs and the checklist of a session: for organizers and helpers. */
export async function readLogistics(
  context: Context,
  sessionId: string,
  look: LogisticsReading = {},
): Promise<Logistics> {
  return (await load(context, sessionId, look)).logistics
}

async function load(context: Context, sessionId: string, look: LogisticsReading = {}): Promise<Loaded> {
  mustPrepare(context.actor)
  return loadLogistics(context, scopeOf(context.actor, schoolOf(sessionId)), sessionId, look)
}

/** The needs and the checklist of a session, for whoever was shown to prepare it. */
export async function loadLogistics(
  { table, now }: Pick<Context, 'table' | 'now'>,
  scope: SchoolScope,
  sessionId: string,
  { reading, workshop: known }: LogisticsReading,
): Promise<Loaded> {
  const [session, replies, states, school, turnouts, noticesOfKnown] = await Promise.all([
    getSession(table, scope, sessionId, reading),
    countedReplies(table, scope, sessionId),
    getItemStates(table, scope, sessionId, reading),
    getSchool(table, scope, reading),
    turnoutsOf(table, scope, reading),
    // A caller that has the workshop already saves a round of calls.
    known && noticesOf(table, scope, known.id, reading),
  ])
  if (!session || !school) refuse('not-found')
  const [found, told] = await Promise.all([
    known ?? getWorkshop(table, scope, session.workshop, reading),
    progressOf({ table, now, reading }, scope, session, noticesOfKnown),
  ])
  const workshop = found ?? refuse('not-found')
  const progress = workshop.audience.includes('parents') ? told : {}
  const { timeZone } = school
  const shown = showRateOf(turnouts, now(), timeZone)
  const settings = learned(school.settings, shown)
  // Families that replied before a workshop became one for staff alone do not count.
  const counted = isForFamilies(workshop) ? replies : replies.filter(isStaff)
  const brought = portionsBrought(states.flatMap(({ signUp }) => signUp ?? []))
  const needs = needsOf(counted, workshop, settings, brought)
  const families = counted.filter((reply) => !isStaff(reply))
  const replied = families.length
  const behind = { showSessions: shown?.sessions ?? 0, progress, replied, brought }
  const occasion = { start: session.start, timeZone, settings, workshop, ...behind }
  const items = checklistOf(needs, occasion, states)
  const today = now().setZone(timeZone).toISODate() ?? ''
  return {
    scope,
    states,
    replied,
    coming: families.filter(({ attending, waiting }) => attending && !waiting).map(({ family }) => family),
    logistics: {
      ...needs,
      ...{ session, workshop, timeZone, today },
      allergens: allergensOf(counted),
      items: items.map((item) => ({ ...item, late: isLate(item, today) })),
      readiness: readinessOf(items, today),
    },
  }
}

// Reads whom messages reached only while some of them may wait.
async function progressOf(
  { table, now, reading }: Pick<Context, 'table' | 'now'> & { reading: Consistency | undefined },
  scope: SchoolScope,
  { id, workshop }: Session,
  known: readonly Notice[] | undefined,
): Promise<ReturnType<typeof ownProgress>> {
  const at = instantOf(now())
  const notices = known ?? (await noticesOf(table, scope, workshop, reading))
  const reached = await Promise.all(
    subjectsThatWait(notices, id, at).map(
      async (session) => [session, await reachedAbout(table, scope, { workshop, session }, reading)] as const,
    ),
  )
  return ownProgress(notices, { session: id, reached: new Map(reached), now: at })
}

// From three sessions on, the school's own show rate replaces the setting.
function learned(settings: Settings, shown: ShowRate | undefined): Settings {
  return shown ? { ...settings, food: { ...settings.food, showPercent: shown.percent } } : settings
}

/**
 * Changes an item. Only the given fields change, so that two people who edit at once lose nothing. Refuses `item-
 * changed`, with the current item, where a given `revision` is not the current one.
 */
export async function patchItem(
  context: Context,
  sessionId: string,
  itemId: string,
  change: ItemChange,
): Promise<ListedItem> {
  await commitChanges(context, sessionId, () => [{ ...change, id: itemId }])
  return readItem(context, sessionId, itemId)
}

type ChangesFor = (items: readonly ListedItem[]) => ItemChanges['items']

/**
 * Changes several items of a checklist, as `changesFor` draws from them, in one transaction, each as `patchItem` does; one
 * that would stay as it is keeps its revision. Returns their states.
 */
export async function changeItems(
  context: Context,
  sessionId: string,
  changesFor: ChangesFor,
): Promise<ItemState[]> {
  return commitChanges(context, sessionId, changesFor, isRepeated)
}

async function commitChanges(
  context: Context,
  sessionId: string,
  changesFor: ChangesFor,
  isSkipped: typeof isRepeated = () => false,
): Promise<ItemState[]> {
  return untilCommitted(async () => {
    const { scope, logistics, states, replied } = await load(context, sessionId)
    const changed = changesFor(logistics.items).map(({ id, ...change }) => {
      const item = logistics.items.find((one) => one.id === id) ?? refuse('not-found')
      if (change.revision !== undefined && change.revision !== item.revision) refuse('item-changed', { item })
      if (item.kind !== 'own') refuseFields(change, ['title', 'needed', 'due'])
      // Families fill a line of a sign-up list, which is changed with the list.
      if (item.kind === 'signUp') refuseFields(change, ['status', 'confirmed', 'owner', 'note'])
      if (change.due) mustBeNear(change.due, logistics.session)
      const before = states.find((one) => one.id === id)
      const after = changeItem(item, before, change, replied)
      return before && isSkipped(after, before) ? before : after
    })
    const writes = changed
      .filter((state) => !states.includes(state))
      .map((state) => saveItem(scope, sessionId, state))
    if (writes.length > 0) await context.table.commit(...writes)
    return changed
  })
}

/** Refuses to set by hand what follows from what families replied or took. */
function refuseFields(change: ItemChange, names: readonly (keyof ItemChange)[]): void {
  const fields = names.filter((field) => change[field] !== undefined)
  if (fields.length > 0) {
    refuse('invalid-input', {
      errors: fields.map((field) => ({ pointer: `/${field}`, detail: 'only-own-items' })),
    })
  }
}

async function readItem(context: Context, sessionId: string, itemId: string): Promise<ListedItem> {
  const { items } = await readLogistics(context, sessionId)
  return items.find((item) => item.id === itemId) ?? refuse('not-found')
}

/** Adds an item of the school's own to a checklist. */
export async function addItem(context: Context, sessionId: string, input: NewItem): Promise<ListedItem> {
  const { scope, logistics } = await load(context, sessionId)
  if (input.due) mustBeNear(input.due, logistics.session)
  const id = idFor(context)
  // A request that was sent before finds its item.
  await tryCommit(context.table, saveItem(scope, sessionId, ownItem(id, input)))
  return readItem(context, sessionId, id)
}

/** Removes one of the school's own items from a checklist. */
export async function removeItem(context: Context, sessionId: string, itemId: string): Promise<void> {
  await untilCommitted(async () => {
    const { scope, states } = await load(context, sessionId)
    const state = states.find((one) => one.id === itemId && one.kind === 'own') ?? refuse('not-found')
    await context.table.commit(removeItemWrite(scope, sessionId, state))
  })
}
