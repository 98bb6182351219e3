import type { SchoolScope } from '../access/actor.ts'
import type { Key, Table, Write } from '../table/table.ts'
import type { Ballot } from './ballot.ts'
import type { Departed } from './departed.ts'

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

/** Every ballot of a poll, and the sums of those that are deleted. */
export async function answersOf(
  table: Table,
  scope: SchoolScope,
  workshop: string,
): Promise<{ ballots: Ballot[]; departed?: Departed }> {
  type Lying = Departed | (Omit<Ballot, 'version'> & { ballotVersion: number })
  const items = await table.queryAll<Lying>(partition(scope, workshop))
  const departed = items.find((item) => 'options' in item)
  const ballots = items.flatMap((item) => ('options' in item ? [] : [fromItem(item)]))
  return { ballots, ...(departed && { departed }) }
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

const departedKey = (scope: SchoolScope, workshop: string): Key => ({
  pk: partition(scope, workshop),
  sk: 'DEPARTED',
})

/** The sums of what families answered that are deleted since the vote closed. */
export async function getDeparted(
  table: Table,
  scope: SchoolScope,
  workshop: string,
): Promise<Departed | undefined> {
  return table.get<Departed>(departedKey(scope, workshop))
}

/** The sums, if nobody changed them since the revision before. */
export function putDeparted(scope: SchoolScope, workshop: string, departed: Departed): Write {
  return {
    put: { ...departedKey(scope, workshop), ...departed },
    when: departed.revision === 1 ? 'absent' : { equals: { revision: departed.revision - 1 } },
  }
}

// In the table `version` is that of the shape; the ballot's own has a name of its own there.
function fromItem({ ballotVersion, ...item }: Omit<Ballot, 'version'> & { ballotVersion: number }): Ballot {
  return { ...item, version: ballotVersion }
}
