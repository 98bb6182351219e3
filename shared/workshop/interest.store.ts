import type { SchoolScope } from '../access/actor.ts'
import type { Key, Table, Write } from '../table/table.ts'
import type { Interest } from './interest.ts'

const VERSION = 1
const interestPartition = (scope: SchoolScope, workshop: string) => `SCHOOL#${scope}#INTEREST#${workshop}`

const interestKey = (scope: SchoolScope, workshop: string, family: string): Key => ({
  pk: interestPartition(scope, workshop),
  sk: `FAMILY#${family}`,
})

/** A family's interest in a workshop without a date, or undefined. */
export async function getInterest(
  table: Table,
  scope: SchoolScope,
  workshop: string,
  family: string,
): Promise<Interest | undefined> {
  return table.get<Interest>(interestKey(scope, workshop, family))
}

/** The interests in a workshop. */
export async function interestsOf(table: Table, scope: SchoolScope, workshop: string): Promise<Interest[]> {
  return table.queryAll<Interest>(interestPartition(scope, workshop))
}

/** Saves a family's interest. */
export function putInterest(scope: SchoolScope, workshop: string, interest: Interest): Write {
  return { put: { ...interestKey(scope, workshop, interest.family), version: VERSION, ...interest } }
}

/** Deletes a family's interest. */
export function removeInterest(scope: SchoolScope, workshop: string, family: string): Write {
  return { remove: interestKey(scope, workshop, family) }
}
