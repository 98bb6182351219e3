import type { SchoolScope } from '../access/actor.ts'
import { mustFitInItem } from '../packed/item-size.ts'
import { keyPattern } from '../table/key-pattern.ts'
import type { AnyKey, Consistency, Table, Write } from '../table/table.ts'
import { byTime } from './poll.ts'
import type { OptionTally, Workshop } from './workshop.ts'

const VERSION = 1
const KEYS = keyPattern('SCHOOL#{school}#WORKSHOPS', 'WORKSHOP#{workshop}')
const workshopKey = (school: SchoolScope, workshop: string) => KEYS.key({ school, workshop })

type StoredWorkshop = Workshop & { tally?: OptionTally; tallied?: number }

/** The workshop with its poll, or undefined. */
export async function getWorkshop(
  table: Table,
  scope: SchoolScope,
  id: string,
  reading?: Consistency,
): Promise<Workshop | undefined> {
  const item = await table.get<StoredWorkshop>(workshopKey(scope, id), reading)
  return item && fromItem(item)
}

/** The tally of a workshop's poll; undefined until it is counted. */
export async function tallyOf(
  table: Table,
  scope: SchoolScope,
  id: string,
  reading?: Consistency,
): Promise<OptionTally | undefined> {
  return (await table.get<StoredWorkshop>(workshopKey(scope, id), reading))?.tally
}

/** Saves the tally with the workshop revision that it was counted for, unless a later count is stored. */
export function putTally(
  scope: SchoolScope,
  { id, revision }: Pick<Workshop, 'id' | 'revision'>,
  tally: OptionTally,
  tallied: number,
): Write {
  return {
    amend: workshopKey(scope, id),
    set: { tally, tallied },
    when: { equals: { revision }, below: { tallied } },
  }
}

/** The school and workshop of a workshop's key; undefined for another key. */
export function workshopAt(key: AnyKey): { school: string; workshop: string } | undefined {
  return KEYS.parse(key)
}

// The tally is recounted after each write of the workshop, which drops it.
function fromItem({ tally: _, tallied: _tallied, ...workshop }: StoredWorkshop): Workshop {
  const { poll } = workshop
  return poll ? { ...workshop, poll: { ...poll, options: byTime(poll.options) } } : workshop
}

/** The school's workshops. */
export async function workshopsOf(table: Table, school: SchoolScope): Promise<Workshop[]> {
  return (await table.queryAll<StoredWorkshop>(KEYS.partition({ school }), KEYS.prefix)).map(fromItem)
}

/** A workshop that is new, or that nobody changed since the revision before its own. Refuses one that is too large. */
export function saveWorkshop(scope: SchoolScope, workshop: Workshop): Write {
  return {
    put: { ...workshopKey(scope, workshop.id), version: VERSION, ...mustFitInItem(workshop) },
    when: workshop.revision === 1 ? 'absent' : { equals: { revision: workshop.revision - 1 } },
  }
}

/** Holds the writes beside it to a workshop that a family leads. */
export function checkHost(scope: SchoolScope, workshop: string, hostFamily: string): Write {
  return { check: workshopKey(scope, workshop), when: { equals: { hostFamily } } }
}

/** Deletes a workshop, if nobody changed it. */
export function removeWorkshop(scope: SchoolScope, { id, revision }: Workshop): Write {
  return { remove: workshopKey(scope, id), when: { equals: { revision } } }
}
