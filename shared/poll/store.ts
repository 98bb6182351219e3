import type { SchoolScope } from '../access/actor.ts'
import type { Key, Table, Write } from '../table/table.ts'
import type { Ballot } from './ballot.ts'

const VERSION = 1
const partition = (scope: SchoolScope, workshop: string) => `SCHOOL#${scope}#BALLOTS#${workshop}`
const ballotKey = (scope: SchoolScope, workshop: string, family: string): Key => ({
  pk: partition(scope, workshop),
  sk: `BALLOT#${family}`,
})

/** A family's ballot, or undefined. */
export async function getBallot(
  table: Table,
  scope: SchoolScope,
  workshop: string,
  family: string,
): Promise<Ballot | undefined> {
  const item = await table.get<Omit<Ballot, 'version'> & { ballotVersion: number }>(
    ballotKey(scope, workshop, family),
  )
  return item && fromItem(item)
}

/** Every ballot of a poll. */
export async function ballotsOf(table: Table, scope: SchoolScope, workshop: string): Promise<Ballot[]> {
  const items = await table.queryAll<Omit<Ballot, 'version'> & { ballotVersion: number }>(
    partition(scope, workshop),
    'BALLOT#',
  )
  return items.map(fromItem)
}

/** A ballot that is the family's first, or replaces the version before its own. */
export function putBallot(scope: SchoolScope, workshop: string, ballot: Ballot): Write {
  const { version: ballotVersion, ...rest } = ballot
  return {
    put: { ...ballotKey(scope, workshop, ballot.family), version: VERSION, ballotVersion, ...rest },
    when: ballotVersion === 1 ? 'absent' : { equals: { ballotVersion: ballotVersion - 1 } },
  }
}

/** Takes a ballot away, if nobody changed it. */
export function removeBallot(scope: SchoolScope, workshop: string, { family, version }: Ballot): Write {
  return { remove: ballotKey(scope, workshop, family), when: { equals: { ballotVersion: version } } }
}

// In the table `version` is that of the shape; the ballot's own has a name of its own there.
function fromItem({ ballotVersion, ...item }: Omit<Ballot, 'version'> & { ballotVersion: number }): Ballot {
  return { ...item, version: ballotVersion }
}
