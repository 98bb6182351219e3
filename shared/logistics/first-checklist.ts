import type { Settings } from '../school/school.ts'
import { type ChecklistItem, plannedItem } from '../session/item.ts'
import type { Workshop } from '../workshop/workshop.ts'
import { checklistOf } from './checklist.ts'
import { needsOf } from './needs.ts'
import { isOwnItem } from './own-messages.ts'

/** The items that a checklist begins with, and those of a person that are due first, with their date (YYYY-MM-DD). */
export type FirstChecklist = { items: number; first: ChecklistItem[]; due: string }

type Occasion = { start: string; timeZone: string; settings: Settings }

/** The checklist that a session begins with at that start (RFC 3339), before anybody has replied. */
export function firstChecklist(workshop: Workshop, { start, timeZone, settings }: Occasion): FirstChecklist {
  const planned = (workshop.planned ?? []).map((item, place) =>
    plannedItem(item, { id: `planned-${place}`, start, timeZone }),
  )
  const needs = needsOf([], workshop, settings)
  const items = checklistOf(needs, { start, timeZone, settings, workshop }, planned).filter(
    ({ status }) => status !== 'notNeeded',
  )
  const byPeople = items.filter(({ kind }) => !isOwnItem(kind))
  const due = byPeople[0]?.due ?? ''
  return { items: items.length, first: byPeople.filter((item) => item.due === due), due }
}
