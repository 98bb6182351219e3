import type { ListedItem } from '../../shared/logistics/logistics.operations.ts'
import { AREAS, type Area, areaOf, isSettled } from '../../shared/logistics/readiness.ts'
import type { ItemStatus } from '../../shared/session/item.ts'

/** How the rows of a checklist are grouped. */
export const GROUPINGS = ['area', 'date', 'owner'] as const
export type Grouping = (typeof GROUPINGS)[number]

/** Which rows of a checklist are shown. */
export const FILTERS = ['all', 'late', 'open', 'mine'] as const
export type Filter = (typeof FILTERS)[number]

/** One row: an item, or like items in several languages folded into one. */
export type Row = {
  /** The id of its only item, or the kind of its items. */
  id: string
  items: readonly ListedItem[]
  area: Area
  late: boolean
  /** The state of all items, or of the one that needs somebody first. */
  status: ItemStatus
  confirmed: number
  needed: number
  /** A calendar date at the school, YYYY-MM-DD: of the first that is open. */
  due: string
  /** The owner of all items; nobody where they differ. */
  owner: string | undefined
}

/** What one tap on a row does: confirm all that is needed, or mark a task as done. */
export type NextStep = { status: 'confirmed' | 'done'; items: readonly ListedItem[] }

// What needs somebody first comes first.
const URGENCY: readonly ItemStatus[] = [
  'blocked',
  'recheck',
  'needed',
  'asked',
  'confirmed',
  'done',
  'notNeeded',
]

/** The rows of a checklist. Like items in several languages, and the lines of a sign-up list in an area, are one row, unless `unfolded` names it or one of them. */
export function rowsOf(items: readonly ListedItem[], unfolded?: string): Row[] {
  const groups = new Map<string, ListedItem[]>()
  for (const item of items) {
    const id = groupOf(item, unfolded)
    groups.set(id, [...(groups.get(id) ?? []), item])
  }
  return [...groups].flatMap(([id, all]) => {
    const [first] = all
    const isOne = all.length === 1 && first?.kind !== 'signUp'
    return first ? [rowOf(isOne ? first.id : id, [first, ...all.slice(1)])] : []
  })
}

// What families bring is a row, and what they do another: the lines are on the list of their own.
function groupOf(item: ListedItem, unfolded: string | undefined): string {
  if (item.kind === 'signUp') return `signUp-${areaOf(item)}`
  const isUnfolded = unfolded === item.kind || (item.language && unfolded?.startsWith(`${item.kind}-`))
  return item.language && !isUnfolded ? item.kind : item.id
}

function rowOf(id: string, items: readonly [ListedItem, ...ListedItem[]]): Row {
  const [first] = items
  const sum = (number: (item: ListedItem) => number) => items.reduce((total, item) => total + number(item), 0)
  const owners = new Set(items.map(({ owner }) => owner))
  const urgent = [...items].sort((one, other) => URGENCY.indexOf(one.status) - URGENCY.indexOf(other.status))
  return {
    id,
    items,
    area: areaOf(first),
    late: items.some((item) => item.status === 'blocked' || item.late),
    status: (urgent[0] ?? first).status,
    confirmed: sum(({ confirmed }) => confirmed),
    needed: sum(({ needed }) => needed),
    due: (items.find((item) => !isSettled(item)) ?? first).due,
    owner: owners.size === 1 ? first.owner : undefined,
  }
}

/** The member who looks at a checklist. */
export type Person = { id: string; name: string }

/** Whether a filter shows a row to a person. */
export function isShown(row: Row, filter: Filter, person: Person | undefined): boolean {
  if (filter === 'late') return row.late
  if (filter === 'open') return row.items.some((item) => !isSettled(item))
  return filter === 'all' || row.items.some(({ owner }) => person !== undefined && isOf(person, owner))
}

/** Whether an owner, as somebody wrote it, is a person: by id, or by a name that the person bears. */
export function isOf({ id, name }: Person, owner: string): boolean {
  const words = (text: string) => text.normalize('NFC').toLowerCase().split(/\s+/).filter(Boolean)
  const [written, borne] = [words(owner), words(name)]
  return owner === id || (written.length > 0 && written.every((word) => borne.includes(word)))
}

/** The rows in groups: by area in its usual order, by due date, or by owner. */
export function grouped(rows: readonly Row[], by: Grouping): { key: string; rows: Row[] }[] {
  const keyOf = (row: Row) => ({ area: row.area, date: row.due, owner: row.owner ?? '' })[by]
  const groups = new Map<string, Row[]>()
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row])
  const all = [...groups].map(([key, of]) => ({ key, rows: of }))
  if (by === 'area') return AREAS.flatMap((area) => all.filter(({ key }) => key === area))
  return by === 'date' ? all.sort((one, other) => (one.key < other.key ? -1 : 1)) : all
}

/** What is next for a row, in one tap; nothing where all is settled or up to families. */
export function nextStep({ items }: Row): NextStep | undefined {
  const open = items.filter((item) => item.kind !== 'signUp' && !isSettled(item))
  const [first] = open
  if (!first) return undefined
  return { status: first.unit === 'task' ? 'done' : 'confirmed', items: open }
}

/** How late something due on a day is, or when it is due: in days from today, which may be negative. */
export function daysUntil(due: string, today: string): number {
  return Math.round((Date.parse(due) - Date.parse(today)) / 86_400_000)
}

/** Items as a change left them, to undo it: `childcare.3,…`. */
export function revisionsText(items: readonly { id: string; revision: number }[]): string {
  return items.map(({ id, revision }) => `${id}.${revision}`).join(',')
}

/** The items that `revisionsText` wrote. */
export function revisionsIn(text: string): { id: string; revision: number }[] {
  return text.split(',').flatMap((part) => {
    const [, id, revision] = /^(.+)\.(\d{1,9})$/.exec(part) ?? []
    return id ? [{ id, revision: Number(revision) }] : []
  })
}
