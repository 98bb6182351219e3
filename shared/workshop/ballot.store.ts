import type { SchoolScope } from '../access/actor.ts'
import { deepEqual } from '../access/deep-equality.ts'
import { beginCopy } from '../packed/bulk.store.ts'
import { packedCopy, packedItems } from '../packed/packed.store.ts'
import type { Packing } from '../packed/parts.store.ts'
import type { Key, Reading, Table, Write } from '../table/table.ts'
import type { Answer, Ballot, CountedBallot, GivenAnswer } from './ballot.ts'
import type { Departed } from './departed.ts'

// 2: answers as letters; 1 is read too.
const VERSION = 2
const BALLOT = 'BALLOT#'
const partition = (scope: SchoolScope, workshop: string) => `SCHOOL#${scope}#BALLOTS#${workshop}`
const ballotKey = (scope: SchoolScope, workshop: string, family: string): Key => ({
  pk: partition(scope, workshop),
  sk: BALLOT + family,
})

type Given = Record<string, GivenAnswer>
/** The letter of the answer and the revision, by option; in version 1 of the shape, both by name. */
type Letters = Record<string, string | GivenAnswer>
/** `byCaregiver` is left out where the family answered as one. */
type StoredBallot = Omit<Ballot, 'version' | 'answers' | 'byCaregiver'> & {
  ballotVersion: number
  answers: Letters
  byCaregiver?: Record<string, Letters>
}

const LETTERS = { yes: 'y', ifNeeded: 'i', no: 'n' } as const
const ANSWERS = { y: 'yes', i: 'ifNeeded', n: 'no' } as const satisfies Record<string, Answer>

function lettersOf(answers: Given): Record<string, string> {
  return mapped(answers, ({ answer, optionRevision }) => LETTERS[answer] + optionRevision)
}

function givenOf(letters: Letters): Given {
  return mapped(letters, (given) =>
    typeof given === 'string'
      ? // As `lettersOf` wrote it.
        { answer: ANSWERS[given[0] as keyof typeof ANSWERS], optionRevision: Number(given.slice(1)) }
      : given,
  )
}

function mapped<T, R>(all: Record<string, T>, change: (one: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(all).map(([key, one]) => [key, change(one)]))
}

/** Begins the packed copy of a new poll's ballots. */
export function beginBallots(scope: SchoolScope, workshop: string): Write {
  return beginCopy(partition(scope, workshop))
}

/** A family's ballot, or undefined. */
export async function getBallot(
  table: Table,
  scope: SchoolScope,
  workshop: string,
  family: string,
  reading?: Reading,
): Promise<Ballot | undefined> {
  const item = await table.get<StoredBallot>(ballotKey(scope, workshop, family), reading)
  return item && fromItem(item)
}

/** The ballots of a poll. */
export async function ballotsOf(table: Table, scope: SchoolScope, workshop: string): Promise<Ballot[]> {
  return (await table.queryAll<StoredBallot>(partition(scope, workshop), BALLOT)).map(fromItem)
}

/** The counted part of each ballot of a poll, and the sums of deleted ones. */
export async function answersOf(
  table: Table,
  scope: SchoolScope,
  workshop: string,
): Promise<{ ballots: CountedBallot[]; departed?: Departed }> {
  const [ballots, departed] = await Promise.all([
    packedItems(table, partition(scope, workshop), BALLOTS),
    getDeparted(table, scope, workshop),
  ])
  return { ballots, ...(departed && { departed }) }
}

/** The receipt in milliseconds since 1970, the letters of the answers, and the needs. */
type BallotRow = [receivedAt: number, answers: Letters, couldComeIf: CountedBallot['couldComeIf']]

/** The packing of a poll's ballots. */
export const BALLOTS: Packing<StoredBallot, BallotRow, CountedBallot> = {
  prefix: BALLOT,
  parts: 64,
  id: ({ family }) => family,
  row: ({ receivedAt, answers, couldComeIf }) => [Date.parse(receivedAt), answers, couldComeIf],
  counted: (family, [receivedAt, answers, couldComeIf]) => ({
    family,
    receivedAt: new Date(receivedAt).toISOString(),
    answers: givenOf(answers),
    couldComeIf,
  }),
}

/** The school and workshop of a partition of ballots; undefined for another partition. */
export function pollOfPartition(pk: string): { school: string; workshop: string } | undefined {
  const [kind, school = '', ballots, workshop = '', ...rest] = pk.split('#')
  return kind === 'SCHOOL' && ballots === 'BALLOTS' && rest.length === 0 ? { school, workshop } : undefined
}

/** The packed copy of a poll's ballots, and how often it was written. */
export function countedBallots(table: Table, scope: SchoolScope, workshop: string) {
  return packedCopy(table, partition(scope, workshop), BALLOTS)
}

/** A ballot that is the family's first, or replaces the version before its own. */
export function putBallot(scope: SchoolScope, workshop: string, ballot: Ballot): Write {
  return {
    put: { ...ballotKey(scope, workshop, ballot.family), version: VERSION, ...toItem(ballot) },
    when: ballot.version === 1 ? 'absent' : { equals: { ballotVersion: ballot.version - 1 } },
    packed: true,
  }
}

/** Deletes a ballot, if nobody changed it. */
export function removeBallot(scope: SchoolScope, workshop: string, { family, version }: Ballot): Write {
  return {
    remove: ballotKey(scope, workshop, family),
    when: { equals: { ballotVersion: version } },
    packed: true,
  }
}

const departedKey = (scope: SchoolScope, workshop: string): Key => ({
  pk: partition(scope, workshop),
  sk: 'DEPARTED',
})

/** The sums of the answers of families that were deleted after the vote closed. */
export async function getDeparted(
  table: Table,
  scope: SchoolScope,
  workshop: string,
): Promise<Departed | undefined> {
  return table.get<Departed>(departedKey(scope, workshop))
}

/** The sums, if nobody changed them since the revision before their own. */
export function putDeparted(scope: SchoolScope, workshop: string, departed: Departed): Write {
  return {
    put: { ...departedKey(scope, workshop), ...departed },
    when: departed.revision === 1 ? 'absent' : { equals: { revision: departed.revision - 1 } },
  }
}

// In the table, `version` is that of the shape, so the ballot's own version is stored as `ballotVersion`.
function toItem({ version: ballotVersion, answers, byCaregiver, ...rest }: Ballot): StoredBallot {
  const asOne = deepEqual(byCaregiver, { family: answers })
  return {
    ballotVersion,
    ...rest,
    answers: lettersOf(answers),
    ...(!asOne && { byCaregiver: mapped(byCaregiver, lettersOf) }),
  }
}

function fromItem({
  ballotVersion,
  answers,
  byCaregiver = { family: answers },
  ...item
}: StoredBallot): Ballot {
  return {
    ...item,
    version: ballotVersion,
    answers: givenOf(answers),
    byCaregiver: mapped(byCaregiver, givenOf),
  }
}
