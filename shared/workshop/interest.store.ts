import type { SchoolScope } from '../access/actor.ts'
import type { Key, Table, Write } from '../table/table.ts'
import type { Interest } from './interest.ts'

const VERSION = 1
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
