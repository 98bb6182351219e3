import { deepEqual } from '../access/deep-equality.ts'
import { type Family, SHARED_FIELDS } from '../family/family.ts'
import type { Plan } from './plan.ts'
import type { Roster } from './roster.ts'

/** A field of a family that a roster changes. */
export type ChangedField = (typeof SHARED_FIELDS)[number]

/** A new family of a roster, and the line where the file first names one of its people. */
export type NewcomerFamily = { line?: number; family: Family }

/** A family that a roster changes, in which fields. */
export type ChangedFamily = { line?: number; before: Family; after: Family; fields: ChangedField[] }

/** Which families a roster adds and changes, in the order of its lines. */
export type Preview = { created: NewcomerFamily[]; updated: ChangedFamily[] }

/** The families that a plan adds and changes. */
export function previewOf({ ties: { lines } }: Roster, plan: Plan, existing: readonly Family[]): Preview {
  const known = new Map(existing.map((family) => [family.id, family]))
  const created = plan.created.map((family) => ({ ...lineOf(family, lines), family }))
  const updated = plan.updated.flatMap((after) => {
    const before = known.get(after.id)
    if (!before) return []
    return [{ ...lineOf(after, lines), before, after, fields: fieldsBetween(before, after) }]
  })
  return { created: created.toSorted(byLine), updated: updated.toSorted(byLine) }
}

// Ids that a roster renumbers change as well, which nobody reads.
function fieldsBetween(before: Family, after: Family): ChangedField[] {
  return SHARED_FIELDS.filter((field) => !deepEqual(before[field], after[field]))
}

function lineOf(
  { sourceIds, caregivers, children }: Family,
  lines: Roster['ties']['lines'],
): { line?: number } {
  const ids = [...sourceIds, ...[...caregivers, ...children].flatMap(({ sourceId }) => sourceId ?? [])]
  const found = ids.flatMap((id) => lines.get(id) ?? [])
  return found.length > 0 ? { line: Math.min(...found) } : {}
}

function byLine(one: { line?: number }, other: { line?: number }): number {
  return (one.line ?? 0) - (other.line ?? 0)
}
