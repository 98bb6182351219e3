import * as z from 'zod'
import { deepEqual } from '../access/deep-equality.ts'
import { refuse } from '../access/refusal.ts'
import { writtenText } from '../access/visible.ts'
import { timeAt } from '../time/instant.ts'
import type { PlannedItem } from '../workshop/workshop.ts'
import { placesTaken, type SignUp, signUpStatus } from './sign-up.ts'

const DAY_MS = 86_400_000

/** The kinds of checklist items; pages render the words. `signUp` is what families bring or do, `own` a school's own. */
export const ITEM_KINDS = [
  'room',
  'invitations',
  'childcare',
  'interpreters',
  'handouts',
  'reminder',
  'meals',
  'rides',
  'chairs',
  'transmitters',
  'receivers',
  'signs',
  'stations',
  'thanks',
  'signUp',
  'own',
] as const
export type ItemKind = (typeof ITEM_KINDS)[number]

/** The unit of an item's quantity. */
export type ItemUnit =
  | 'adults'
  | 'interpreters'
  | 'devices'
  | 'copies'
  | 'meals'
  | 'vehicles'
  | 'chairs'
  | 'stations'
  | 'places'
  | 'task'

/** The statuses that a person can set. */
export const TOLD_STATUSES = ['needed', 'asked', 'confirmed', 'done', 'blocked', 'notNeeded'] as const
export type ToldStatus = (typeof TOLD_STATUSES)[number]

/** The status of an item: as set, or `recheck` where its need changed after it was confirmed. */
export type ItemStatus = ToldStatus | 'recheck'

const title = () => writtenText(120).min(1)
const quantity = () => z.int().min(0).max(10_000)

/** A change of an item; only given fields change. `title`, `needed` and `due` are for own items only. */
export const ItemChange = z.lazy(() =>
  z
    .strictObject({
      status: z.enum(TOLD_STATUSES),
      confirmed: quantity(),
      owner: writtenText(80),
      note: writtenText(280),
      title: title(),
      needed: quantity(),
      due: z.iso.date(),
      revision: z.int().min(0),
    })
    .partial(),
)
export type ItemChange = z.infer<typeof ItemChange>

/** Changes of several items of one checklist, which are made together or not at all. */
export const ItemChanges = z.lazy(() =>
  z.strictObject({
    items: z
      .array(ItemChange.unwrap().extend({ id: z.string().min(1).max(100) }))
      .min(1)
      .max(50),
  }),
)
export type ItemChanges = z.infer<typeof ItemChanges>

/** A school's own item, with a title in the words of whoever adds it. */
export const NewItem = z.lazy(() =>
  z.strictObject({
    title: title(),
    needed: quantity().default(1),
    due: z.iso.date().optional(),
    owner: writtenText(80).optional(),
    note: writtenText(280).optional(),
  }),
)
export type NewItem = z.infer<typeof NewItem>

/** A school's own item as a plan for another session, with its due date in days before the session. */
export function planOf(
  { title = '', needed = 1, due, owner, note }: ItemState,
  sessionDay: string,
): PlannedItem {
  const daysBefore = due && Math.round((Date.parse(sessionDay) - Date.parse(due)) / DAY_MS)
  return {
    ...{ title, needed },
    ...(due && { daysBefore: Number(daysBefore) }),
    ...(owner && { owner }),
    ...(note && { note }),
  }
}

/** A planned item as a new item of a session's checklist. */
export function plannedItem(
  { daysBefore, ...planned }: PlannedItem,
  { id, ...session }: { id: string; start: string; timeZone: string },
): ItemState {
  const day = timeAt(session.start, session.timeZone)
  const due = daysBefore === undefined ? undefined : day.minus({ days: daysBefore }).toISODate()
  return { id, kind: 'own', revision: 1, ...planned, ...(due && { due }) }
}

/** The need for an item that follows from the replies. */
export type ItemNeed = {
  id: string
  kind: ItemKind
  needed: number
  unit: ItemUnit
  /** A calendar date at the school, YYYY-MM-DD. */
  due: string
  role: 'organizer' | 'helper'
  language?: string
  /** The numbers and codes behind the need, by name, to explain it. */
  inputs: Record<string, unknown>
  /** How far Convite is, where it does this itself. */
  ownStatus?: ToldStatus
}

/**
 * The stored state of an item: what people set. `confirmedFor` is the need when it was confirmed, and how many families
 * had replied by then; confirmations from before that was kept lack the number.
 */
export type ItemState = {
  id: string
  kind: ItemKind
  revision: number
  language?: string
  status?: ToldStatus
  confirmed?: number
  owner?: string
  note?: string
  confirmedFor?: string
  title?: string
  needed?: number
  due?: string
  /** Of a line of a sign-up list. */
  signUp?: SignUp
  /** What the last change can be undone to. */
  previous?: Pick<ItemState, (typeof UNDOABLE)[number]>
}

const UNDOABLE = ['status', 'confirmed', 'confirmedFor', 'owner'] as const

/** A checklist item. `surplus` is the quantity confirmed beyond the need; it is never cancelled automatically. */
export type ChecklistItem = Omit<ItemNeed, 'ownStatus'> & {
  confirmed: number
  surplus: number
  status: ItemStatus
  owner: string
  note?: string
  title?: string
  /** Of a line of a sign-up list: its title in each language. */
  titles?: Record<string, string>
  /** Of one to check again: the quantity that was confirmed as the whole need. */
  confirmedFor?: number
  /** Of one to check again: how many more families have replied since, where that is known and any have. */
  repliedSince?: number
  revision: number
}

/**
 * The item of a need and its state, where `replied` families have replied; without a named owner, its role is the owner.
 */
export function itemOf(need: ItemNeed, state?: ItemState, replied?: number): ChecklistItem {
  const { ownStatus: _, ...shown } = need
  const confirmed = state?.signUp ? placesTaken(state.signUp) : (state?.confirmed ?? 0)
  const status = statusOf(need, state)
  const before = status === 'recheck' ? confirmationOf(state) : {}
  const since = (replied ?? 0) - (before.replied ?? replied ?? 0)
  return {
    ...shown,
    confirmed,
    surplus: Math.max(0, confirmed - need.needed),
    status,
    ...(before.needed !== undefined && { confirmedFor: before.needed }),
    ...(since > 0 && { repliedSince: since }),
    owner: state?.owner || need.role,
    ...(state?.note && { note: state.note }),
    ...(state?.title && { title: state.title }),
    ...(state?.signUp && { titles: state.signUp.title }),
    revision: state?.revision ?? 0,
  }
}

/** The status as set or as Convite is, or `recheck` where the need differs from the one that was confirmed. */
function statusOf(need: ItemNeed, state?: ItemState): ItemStatus {
  if (state?.signUp) return signUpStatus(state.signUp)
  const told = state?.status ?? 'needed'
  const settled = told === 'confirmed' || told === 'done'
  if (settled) return confirmationOf(state).basis === basisOf(need) ? told : 'recheck'
  if (need.ownStatus && (told === 'needed' || told === 'asked')) return need.ownStatus
  return need.needed === 0 && !state?.confirmed ? 'notNeeded' : told
}

/** What a confirmation is valid for: the quantity and, of meals, the diets. */
export function basisOf({ needed, inputs }: ItemNeed): string {
  return JSON.stringify([needed, inputs.special ?? null])
}

type Confirmation = { basis?: string; needed?: number; replied?: number }

/** What was confirmed: its basis and quantity, and how many families had replied, where that was kept. */
function confirmationOf(state?: ItemState): Confirmation {
  const [needed, special, replied]: unknown[] = JSON.parse(state?.confirmedFor ?? '[]')
  if (typeof needed !== 'number') return {}
  return {
    basis: JSON.stringify([needed, special ?? null]),
    needed,
    ...(typeof replied === 'number' && { replied }),
  }
}

function confirmationFor({ needed, inputs }: ItemNeed, replied: number | undefined): string {
  return JSON.stringify([needed, inputs.special ?? null, ...(replied === undefined ? [] : [replied])])
}

/**
 * The state after a change, when `replied` families have replied: the given fields, and what follows from them.
 * Confirming without a number confirms the whole need, never less than before, and with a smaller number is refused;
 * confirming the whole need by number confirms the item; going back to zero blocks it. It holds what was before, unless
 * the change is a repeated one.
 */
export function changeItem(
  need: ItemNeed,
  state: ItemState | undefined,
  change: ItemChange,
  replied?: number,
): ItemState {
  const { revision: _, ...given } = change
  const before: ItemState = state ?? {
    id: need.id,
    kind: need.kind,
    revision: 0,
    ...(need.language && { language: need.language }),
  }
  const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  const changed: ItemState = { ...before, ...said, revision: before.revision + 1 }
  const target = { ...need, needed: changed.needed ?? need.needed }
  if (change.status === 'confirmed' && (change.confirmed ?? target.needed) < target.needed) {
    refuse('invalid-input', { errors: [{ pointer: '/confirmed', detail: 'less-than-needed' }] })
  }
  const status = change.status ?? impliedStatus(target, before, change.confirmed)
  const settles = status === 'confirmed' || status === 'done'
  const confirmed = settles
    ? (change.confirmed ?? Math.max(changed.confirmed ?? 0, target.needed))
    : undefined
  const tells = change.status !== undefined || change.confirmed !== undefined
  const after: ItemState = {
    ...changed,
    ...(status && { status }),
    ...(tells && confirmed !== undefined && { confirmed }),
    ...(tells && settles && { confirmedFor: confirmationFor(target, replied) }),
  }
  // The same change sent twice keeps the way back to what was before the first.
  if (state && isRepeated(after, state)) return after
  return {
    ...after,
    previous: Object.fromEntries(
      UNDOABLE.flatMap((field) => (before[field] === undefined ? [] : [[field, before[field]]])),
    ),
  }
}

/** Whether a change left an item as it was, but for its revision. */
export function isRepeated(after: ItemState, before: ItemState): boolean {
  return deepEqual({ ...after, revision: before.revision }, before)
}

function impliedStatus(
  need: ItemNeed,
  before: ItemState,
  confirmed: number | undefined,
): ToldStatus | undefined {
  if (confirmed === undefined) return before.status
  if (confirmed === 0 && before.confirmed) return need.needed > 0 ? 'blocked' : 'needed'
  if (confirmed > 0 && confirmed >= need.needed) return before.status === 'done' ? 'done' : 'confirmed'
  return confirmed > 0 ? 'asked' : before.status
}

const MOST_DAYS_FROM_SESSION = 366

/** Refuses a due date more than a year before or after the session: the year was mistyped. */
export function mustBeNear(due: string, { start, timeZone }: { start: string; timeZone: string }): void {
  const days = timeAt(due, timeZone).diff(timeAt(start, timeZone).startOf('day'), 'days').days
  if (Math.abs(days) <= MOST_DAYS_FROM_SESSION) return
  refuse('invalid-input', { errors: [{ pointer: '/due', detail: 'far-from-session' }] })
}

/** An item of the school's own, as it is first stored. */
export function ownItem(id: string, { title, needed, due, owner, note }: NewItem): ItemState {
  return {
    ...{ id, title, needed },
    kind: 'own',
    revision: 1,
    ...(due && { due }),
    ...(owner && { owner }),
    ...(note && { note }),
  }
}
