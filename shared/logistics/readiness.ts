import type { ChecklistItem, ItemKind } from '../session/item.ts'

/** The areas of a session's readiness, in the order in which they are shown. */
export const AREAS = [
  'childcare',
  'interpreters',
  'food',
  'room',
  'rides',
  'paper',
  'messages',
  'own',
] as const
/** An area of a session's readiness. */
export type Area = (typeof AREAS)[number]

/** How ready something is, worst first: late, to check again, open, or ready. */
export const READINESS_STATES = ['late', 'recheck', 'open', 'ready'] as const
export type ReadinessState = (typeof READINESS_STATES)[number]

/** How ready items are, with how many of them are confirmed or done. Items that are not needed do not count. */
export type Readiness = { state: ReadinessState; settled: number; items: number }

/** How ready a session is, and each of its areas that has items. */
export type SessionReadiness = Readiness & { areas: Partial<Record<Area, Readiness>> }

/** The area to which each kind of item belongs; of what families bring, food does not. */
const AREA_OF: Readonly<Record<ItemKind, Area>> = {
  childcare: 'childcare',
  interpreters: 'interpreters',
  transmitters: 'interpreters',
  receivers: 'interpreters',
  meals: 'food',
  room: 'room',
  chairs: 'room',
  stations: 'room',
  rides: 'rides',
  handouts: 'paper',
  signs: 'paper',
  invitations: 'messages',
  reminder: 'messages',
  thanks: 'messages',
  signUp: 'own',
  own: 'own',
}

type Judged = Pick<ChecklistItem, 'kind' | 'status' | 'due' | 'inputs'>

/** The area of an item: of what families bring, food where it brings portions. */
export function areaOf({ kind, inputs }: Pick<ChecklistItem, 'kind' | 'inputs'>): Area {
  return kind === 'signUp' && inputs.portions !== undefined ? 'food' : AREA_OF[kind]
}

/** Whether an item asks nothing of anybody any more: it is confirmed, done or not needed. */
export function isSettled({ status }: Pick<ChecklistItem, 'status'>): boolean {
  return ['confirmed', 'done', 'notNeeded'].includes(status)
}

/** Whether an item is late on a day: its due date has passed, and it is not settled. What families give never is. */
export function isLate(item: Pick<ChecklistItem, 'kind' | 'status' | 'due'>, today: string): boolean {
  return item.kind !== 'signUp' && item.due < today && !isSettled(item)
}

/** How ready a session is on a day (YYYY-MM-DD at the school). */
export function readinessOf(items: readonly Judged[], today: string): SessionReadiness {
  const needed = items.filter(({ status }) => status !== 'notNeeded')
  const areas = AREAS.flatMap((area): [Area, Readiness][] => {
    const own = needed.filter((item) => areaOf(item) === area)
    return own.length > 0 ? [[area, judge(own, today)]] : []
  })
  return { ...judge(needed, today), areas: Object.fromEntries(areas) }
}

function judge(items: readonly Judged[], today: string): Readiness {
  const settled = items.filter(({ status }) => status === 'confirmed' || status === 'done').length
  const is = (test: (item: Judged) => boolean) => items.some(test)
  const state = is((item) => item.status === 'blocked' || isLate(item, today))
    ? 'late'
    : is(({ status }) => status === 'recheck')
      ? 'recheck'
      : settled < items.length
        ? 'open'
        : 'ready'
  return { state, settled, items: items.length }
}
