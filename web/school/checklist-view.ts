import type { Logistics } from '../../shared/logistics/logistics.operations.ts'
import type { FormState } from '../form.ts'
import { dayOnlyText, dueDayText } from '../messages/format.ts'
import type { Reader } from '../visit.ts'
import { daysUntil, FILTERS, type Filter, GROUPINGS, type Grouping } from './checklist-rows.ts'

/** What the checklist's page shows: which rows in which groups, what is edited, what was saved, a form in trouble. */
export type ChecklistView = {
  logistics: Logistics
  by: Grouping
  only: Filter
  /** The row whose form is open. */
  edit?: string | undefined
  /** The row that was just saved, and the revisions of its items by which that can be undone. */
  saved?: string | undefined
  undo?: string | undefined
  /** How many of the rows that were ticked were settled already, in digits. */
  settled?: string | undefined
  /** Who may be named as an owner. */
  people: readonly string[]
  form: FormState
}

/** The part of a view that an address holds. */
export type ViewQuery = Pick<ChecklistView, 'by' | 'only' | 'edit' | 'saved' | 'undo' | 'settled'>

/** The view that an address asks for; what it does not know is as usual. */
export function viewOf(query: URLSearchParams): ViewQuery {
  const text = (name: string) => query.get(name) ?? undefined
  return {
    by: GROUPINGS.find((one) => one === text('by')) ?? 'area',
    only: FILTERS.find((one) => one === text('only')) ?? 'all',
    edit: text('edit'),
    saved: text('saved'),
    undo: text('undo'),
    settled: text('settled'),
  }
}

/** The query of a view's address: its groups and filter, and what is added. */
export function viewQuery(view: Pick<ChecklistView, 'by' | 'only'>, more: Partial<ViewQuery> = {}): string {
  const { by, only, ...rest } = { by: view.by, only: view.only, ...more }
  const parts = { ...(by !== 'area' && { by }), ...(only !== 'all' && { only }), ...rest }
  return new URLSearchParams(
    Object.entries(parts).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  ).toString()
}

/** Who takes care of an item: a role, or the name that was written. */
export function ownerText({ t }: Reader, owner: string): string {
  return owner === 'organizer' || owner === 'helper' ? t(`checklist.any.${owner}`) : owner
}

/** "5 days late", "Friday", "Mon, Dec 7"; a plain date once all is settled. */
export function dueText({ t, language }: Reader, due: string, today: string, isOpen: boolean): string {
  const days = daysUntil(due, today)
  if (!isOpen) return dueDayText(due, language, 'date')
  if (days < 0) return t('checklist.daysLate', { days: -days })
  if (days === 0) return t('checklist.dueToday')
  return dueDayText(due, language, days < 7 ? 'weekday' : 'day')
}

/** "By December 7, 2026", as the heading of a group. */
export function dueHeading({ t, language }: Reader, due: string): string {
  return t('checklist.by', { date: dayOnlyText(due, language) })
}
