import type { SchoolScope } from '../access/actor.ts'
import { deepEqual } from '../access/deep-equality.ts'
import { shortOf } from '../access/identifier.ts'
import { packedCopy, packedItems } from '../packed/packed.store.ts'
import { type Packing, packedKeys, putPacked, removePacked } from '../packed/packing.store.ts'
import type { AnyKey, Consistency, Key, Table, Write } from '../table/table.ts'
import type { Answer, GivenAnswer } from './answer.ts'
import { type Ballot, hasWords } from './ballot.ts'
import type { CountedBallot } from './counted-ballot.ts'
import type { Departed } from './departed.ts'
import { kindOfWish } from './wish.ts'

// 2: answers as letters; 1 is read too.
const VERSION = 2
const KEYS = packedKeys('SCHOOL#{school}#BALLOTS#{workshop}', 'BALLOT#{family}')
const partition = (school: SchoolScope, workshop: string) => KEYS.partition({ school, workshop })

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

/** A family's ballot, or undefined. */
export async function getBallot(
  table: Table,
  school: SchoolScope,
  workshop: string,
  family: string,
  reading?: Consistency,
): Promise<Ballot | undefined> {
  const item = await table.get<StoredBallot>(KEYS.key({ school, workshop, family }), reading)
  return item && fromItem(item)
}

/** The ballots of a poll. */
export async function ballotsOf(table: Table, scope: SchoolScope, workshop: string): Promise<Ballot[]> {
  return (await table.queryAll<StoredBallot>(partition(scope, workshop), KEYS.prefix)).map(fromItem)
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

/**
 * The receipt in milliseconds since 1970, the letters of the answers, the kinds of wishes; then what few ballots have:
 * `n` none work, `w` words, `t` by text and `r` recorded by the team, which older copies lack, `c` what each caregiver
 * said.
 */
type BallotRow = [
  receivedAt: number,
  answers: Letters,
  couldComeIf: CountedBallot['couldComeIf'],
  rest?: { n?: 1; w?: 1; t?: 1; r?: 1; c?: Record<string, Letters> },
]

/** The packing of a poll's ballots. */
export const BALLOTS: Packing<StoredBallot, BallotRow, CountedBallot> = {
  keys: KEYS,
  parts: 64,
  id: ({ family }) => family,
  row: rowOf,
  counted: (family, [receivedAt, answers, couldComeIf, { n, w, t, r, c } = {}]) => ({
    family,
    receivedAt: new Date(receivedAt).toISOString(),
    answers: givenOf(answers),
    couldComeIf,
    noneWork: n !== undefined,
    hasWords: w !== undefined,
    isByText: t !== undefined,
    ...(r && { isRecorded: true }),
    ...(c && { byCaregiver: mapped(c, givenOf) }),
  }),
}

function rowOf(ballot: StoredBallot): BallotRow {
  const { receivedAt, answers, couldComeIf, noneWork, via, recordedBy, byCaregiver } = ballot
  const rest = {
    ...(noneWork && { n: 1 as const }),
    ...(hasWords(ballot) && { w: 1 as const }),
    ...(via === 'text' && { t: 1 as const }),
    ...(recordedBy !== undefined && { r: 1 as const }),
    ...(byCaregiver && { c: shortened(byCaregiver) }),
  }
  const row = [Date.parse(receivedAt), answers, couldComeIf.map(kindOfWish)] as const
  return Object.keys(rest).length > 0 ? [...row, rest] : [...row]
}

function shortened<T>(byCaregiver: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(byCaregiver).map(([who, said]) => [shortOf(who), said]))
}

/** The school and workshop of a ballot's key; undefined for another key. */
export function pollAt(key: AnyKey): { school: string; workshop: string } | undefined {
  return KEYS.parse(key)
}

/** The packed copy of a poll's ballots, and how often it was written. */
export function countedBallots(table: Table, scope: SchoolScope, workshop: string) {
  return packedCopy(table, partition(scope, workshop), BALLOTS)
}

/** A ballot that is the family's first, or replaces the version before its own. */
export function putBallot(school: SchoolScope, workshop: string, ballot: Ballot): Write {
  const key = KEYS.key({ school, workshop, family: ballot.family })
  return putPacked(
    { ...key, version: VERSION, ...toItem(ballot) },
    ballot.version === 1 ? 'absent' : { equals: { ballotVersion: ballot.version - 1 } },
  )
}

/** Deletes a ballot, if nobody changed it. */
export function removeBallot(school: SchoolScope, workshop: string, { family, version }: Ballot): Write {
  return removePacked(KEYS.key({ school, workshop, family }), { equals: { ballotVersion: version } })
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
