import { ConditionFailed } from '../table/commit.ts'
import { copyPartition } from '../table/mark.ts'
import { backoff, type Table } from '../table/table.ts'
import type { Write } from '../table/write.ts'
import {
  ATTEMPTS,
  isReplaced,
  PART,
  type Packing,
  partOf,
  partsAt,
  type Rows,
  type Standing,
  standingKey,
} from './parts.store.ts'

// Some forty rows are a write unit, of which a partition takes a thousand a second.
const ROWS_A_MILLISECOND = 32

/** Says of a partition in which nothing can lie yet that its copy, which is as empty, is whole. */
export function beginCopy(pk: string): Write {
  return { put: { ...standingKey(pk), whole: true, by: '' } }
}

/**
 * Says, by a name of one's own, that very many items of a partition are about to be written without marks: until all of
 * it is packed, it is read as it lies.
 */
export function leaveBehind(pk: string, by: string): Write {
  return { put: { ...standingKey(pk), whole: false, by } }
}

/** What is said of the copy of a partition; undefined of what lies there from before there were copies. */
export function standingOf(table: Table, pk: string): Promise<Standing | undefined> {
  return table.get(standingKey(pk))
}

/** Whether somebody left the copy of a partition behind. */
export async function isLeftBehind(table: Table, pk: string): Promise<boolean> {
  return (await standingOf(table, pk))?.whole === false
}

/**
 * Packs all of a partition, whatever its copy holds, which is believed from then on unless others left it behind since:
 * by the name by which one left it behind oneself, or without one where nothing was said of it before.
 */
export async function packAll<Lying, Row, Counted>(
  table: Table,
  pk: string,
  packing: Packing<Lying, Row, Counted>,
  by?: string,
): Promise<void> {
  let left = Array.from({ length: packing.parts }, (_, part) => PART + part)
  for (let attempt = 0; left.length > 0; attempt++) {
    if (attempt >= ATTEMPTS) throw new ConditionFailed(0)
    if (attempt > 0) await backoff(attempt)
    // The copy before the items, as where some are packed.
    const before = await partsAt(table, pk, left)
    const rows = await rowsByPart(table, pk, packing)
    const again: string[] = []
    for (const name of left) {
      const packed = rows.get(name) ?? new Map()
      const key = { pk: copyPartition(pk), sk: name }
      if (!(await isReplaced(table, key, before.get(name), packed))) again.push(name)
      await new Promise((done) => setTimeout(done, packed.size / ROWS_A_MILLISECOND))
    }
    left = again
  }
  const put = { ...standingKey(pk), whole: true, by: by ?? '' }
  await table.commit({ put, when: by === undefined ? 'absent' : { equals: { by } } }).catch(unlessOvertaken)
}

function unlessOvertaken(fault: unknown): void {
  if (!(fault instanceof ConditionFailed)) throw fault
}

async function rowsByPart<Lying, Row, Counted>(
  table: Table,
  pk: string,
  packing: Packing<Lying, Row, Counted>,
): Promise<Map<string, Rows<Row>>> {
  const parts = new Map<string, Rows<Row>>()
  for (const item of await table.queryAll<Lying>(pk, packing.prefix)) {
    const id = packing.id(item)
    const name = partOf(packing.prefix + id, packing.parts)
    const rows: Rows<Row> = parts.get(name) ?? new Map()
    parts.set(name, rows.set(id, packing.row(item)))
  }
  return parts
}
