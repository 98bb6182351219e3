import { publicScope, type SchoolScope } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { deepEqual } from '../access/deep-equality.ts'
import { tryCommit } from '../table/attempt.ts'
import type { Migration } from '../table/migration.ts'
import type { AnyKey, Table } from '../table/table.ts'
import { instantOf } from '../time/instant.ts'
import {
  ageRetentionAt,
  getAgeRetention,
  putAgeRetention,
  removeAgeRetention,
} from './age-retention.store.ts'
import { agesEnd } from './age-retention.ts'
import { ballotsOf, putBallot } from './ballot.store.ts'
import { withoutAges } from './wish.ts'
import { getWorkshop, workshopAt } from './workshop.store.ts'

/**
 * Deletes the ages of children from the ballots of a vote that got no time, when their retention ends. A choice of the time
 * removes the retention: the ages are then deleted with the details of the sessions. Idempotent.
 */
export async function forgetVoteAges(
  { table, now }: Pick<Context, 'table' | 'now'>,
  key: AnyKey,
): Promise<{ outcome: 'forgotten' | 'later' | 'passed' }> {
  const place = ageRetentionAt(key)
  const due = await getAgeRetention(table, key)
  if (!place || !due) return { outcome: 'passed' }
  const scope = publicScope(place.school) // the scheduler acts for every school
  const workshop = await getWorkshop(table, scope, place.workshop)
  if (workshop?.poll && instantOf(now()) < agesEnd(workshop.poll)) return { outcome: 'later' }
  if (!(await forgetAges(table, scope, place.workshop))) return { outcome: 'later' }
  // Where the deadline was changed at this moment, the retention has its new end.
  const isRemoved = await tryCommit(table, removeAgeRetention(scope, place.workshop, due))
  return { outcome: isRemoved ? 'forgotten' : 'later' }
}

/** Deletes the ages of children from a workshop's ballots; false where one was changed at this moment. */
export async function forgetAges(table: Table, scope: SchoolScope, workshop: string): Promise<boolean> {
  let isComplete = true
  for (const ballot of await ballotsOf(table, scope, workshop)) {
    const couldComeIf = withoutAges(ballot.couldComeIf)
    if (deepEqual(couldComeIf, ballot.couldComeIf)) continue
    const forgetful = { ...ballot, couldComeIf, version: ballot.version + 1 }
    if (!(await tryCommit(table, putBallot(scope, workshop, forgetful)))) isComplete = false
  }
  return isComplete
}

/** Gives votes of versions that did not delete ages their retention, unless a time was chosen. */
export const DATE_AGES: Migration = {
  id: 'date-ages',
  async update(table, item) {
    const place = workshopAt(item)
    if (!place) return 'unchanged'
    const scope = publicScope(place.school) // a migration acts for every school
    const workshop = await getWorkshop(table, scope, place.workshop)
    if (!workshop?.poll || workshop.sessions?.length) return 'unchanged'
    return (await tryCommit(table, ...putAgeRetention(scope, workshop, 'absent'))) ? 'changed' : 'unchanged'
  },
}
