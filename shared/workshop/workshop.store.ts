import type { SchoolScope } from '../access/actor.ts'
import { mustFitInItem } from '../packed/item-size.ts'
import type { Key, Reading, Table, Write } from '../table/table.ts'
import type { Tally, Workshop } from './workshop.ts'

const VERSION = 1
const WORKSHOP = 'WORKSHOP#'
const workshopPartition = (scope: SchoolScope) => `SCHOOL#${scope}#WORKSHOPS`
const workshopKey = (scope: SchoolScope, id: string): Key => ({
  pk: workshopPartition(scope),
  sk: WORKSHOP + id,
})

type Lying = Workshop & { tally?: Tally; tallied?: number }

/** The workshop with its poll, or undefined. */
export async function getWorkshop(
  table: Table,
  scope: SchoolScope,
  id: string,
  reading?: Reading,
): Promise<Workshop | undefined> {
  const item = await table.get<Lying>(workshopKey(scope, id), reading)
  return item && fromItem(item)
}

/** How many families of those that voted said yes or if needed, by option; undefined until it was counted. */
export async function tallyOf(
  table: Table,
  scope: SchoolScope,
  id: string,
  reading?: Reading,
): Promise<Tally | undefined> {
  return (await table.get<Lying>(workshopKey(scope, id), reading))?.tally
}

/** The tally beside the workshop that was counted for, unless one of more ballots stands there. */
export function putTally(
  scope: SchoolScope,
  { id, revision }: Pick<Workshop, 'id' | 'revision'>,
  tally: Tally,
  tallied: number,
): Write {
  return {
    amend: workshopKey(scope, id),
    set: { tally, tallied },
    when: { equals: { revision }, below: { tallied } },
  }
}

/** The workshop that lies at a key, and its school; undefined for another key. */
export function workshopAt({ pk, sk }: Key): { school: string; workshop: string } | undefined {
  const [, school = '', kind] = pk.split('#')
  return kind === 'WORKSHOPS' && sk.startsWith(WORKSHOP)
    ? { school, workshop: sk.slice(WORKSHOP.length) }
    : undefined
}

// The tally is counted anew after each write of the workshop, which leaves it out.
function fromItem({ tally: _, tallied: _tallied, ...workshop }: Lying): Workshop {
  return workshop
}

/** The school's workshops. */
export async function workshopsOf(table: Table, scope: SchoolScope): Promise<Workshop[]> {
  return (await table.queryAll<Lying>(workshopPartition(scope), WORKSHOP)).map(fromItem)
}

/** A workshop that is new, or that nobody changed since the revision before its own. Refuses what has no room. */
export function saveWorkshop(scope: SchoolScope, workshop: Workshop): Write {
  return {
    put: { ...workshopKey(scope, workshop.id), version: VERSION, ...mustFitInItem(workshop) },
    when: workshop.revision === 1 ? 'absent' : { equals: { revision: workshop.revision - 1 } },
  }
}
