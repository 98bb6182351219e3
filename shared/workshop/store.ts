import type { SchoolScope } from '../access/actor.ts'
import { withRoom } from '../access/room.ts'
import type { Key, Table, Write } from '../table/table.ts'
import type { Interest } from './interest.ts'
import type { Workshop } from './workshop.ts'

const VERSION = 1
const workshopPartition = (scope: SchoolScope) => `SCHOOL#${scope}#WORKSHOPS`
const workshopKey = (scope: SchoolScope, id: string): Key => ({
  pk: workshopPartition(scope),
  sk: `WORKSHOP#${id}`,
})

/** The workshop with its poll, or undefined. */
export async function getWorkshop(
  table: Table,
  scope: SchoolScope,
  id: string,
): Promise<Workshop | undefined> {
  return table.get<Workshop>(workshopKey(scope, id))
}

/** The school's workshops. */
export async function workshopsOf(table: Table, scope: SchoolScope): Promise<Workshop[]> {
  return table.queryAll<Workshop>(workshopPartition(scope), 'WORKSHOP#')
}

/** A workshop that is new, or that nobody changed since the revision before its own. Refuses what has no room. */
export function saveWorkshop(scope: SchoolScope, workshop: Workshop): Write {
  return {
    put: { ...workshopKey(scope, workshop.id), version: VERSION, ...withRoom(workshop) },
    when: workshop.revision === 1 ? 'absent' : { equals: { revision: workshop.revision - 1 } },
  }
}

const interestPartition = (scope: SchoolScope, workshop: string) => `SCHOOL#${scope}#INTEREST#${workshop}`
const interestKey = (scope: SchoolScope, workshop: string, family: string): Key => ({
  pk: interestPartition(scope, workshop),
  sk: `FAMILY#${family}`,
})

/** What a family said of a workshop without a date, or undefined. */
export async function getInterest(
  table: Table,
  scope: SchoolScope,
  workshop: string,
  family: string,
): Promise<Interest | undefined> {
  return table.get<Interest>(interestKey(scope, workshop, family))
}

/** All who would come. */
export async function interestsOf(table: Table, scope: SchoolScope, workshop: string): Promise<Interest[]> {
  return table.queryAll<Interest>(interestPartition(scope, workshop))
}

/** The family would come. */
export function putInterest(scope: SchoolScope, workshop: string, interest: Interest): Write {
  return { put: { ...interestKey(scope, workshop, interest.family), version: VERSION, ...interest } }
}

/** The family would not come after all. */
export function removeInterest(scope: SchoolScope, workshop: string, family: string): Write {
  return { remove: interestKey(scope, workshop, family) }
}
