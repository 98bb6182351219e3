import type { SchoolScope } from '../access/actor.ts'
import type { Item, Key, Table, Write } from '../table/table.ts'
import type { AnsweredTie, Tie, TieAnswer } from './tie.ts'

const partition = (scope: SchoolScope) => `SCHOOL#${scope}#TIES`
const openKey = (scope: SchoolScope, id: string): Key => ({ pk: partition(scope), sk: `OPEN#${id}` })
const answeredKey = (scope: SchoolScope, id: string): Key => ({ pk: partition(scope), sk: `ANSWERED#${id}` })

/** A tie that waits for an answer, or undefined. */
export async function getOpenTie(table: Table, scope: SchoolScope, id: string): Promise<Tie | undefined> {
  return table.get<Tie>(openKey(scope, id))
}

/** A tie that was answered, or undefined. */
export async function getAnsweredTie(
  table: Table,
  scope: SchoolScope,
  id: string,
): Promise<AnsweredTie | undefined> {
  return table.get<AnsweredTie>(answeredKey(scope, id))
}

/** The first ties that wait for an answer, so many at most. */
export async function firstOpenTies(table: Table, scope: SchoolScope, limit: number): Promise<Tie[]> {
  return (await table.query<Tie>({ pk: partition(scope), prefix: 'OPEN#', limit })).items
}

/** Every tie that waits for an answer. */
export async function openTiesOf(table: Table, scope: SchoolScope): Promise<Tie[]> {
  return table.queryAll<Tie>(partition(scope), 'OPEN#')
}

/** Every tie that was answered. */
export async function answeredTiesOf(table: Table, scope: SchoolScope): Promise<AnsweredTie[]> {
  return table.queryAll<AnsweredTie>(partition(scope), 'ANSWERED#')
}

/** The item of a tie that waits for an answer. */
export function openTieItem(scope: SchoolScope, tie: Tie): Item {
  return { ...openKey(scope, tie.id), ...tie }
}

/** Stops asking about a tie. */
export function dropOpenTie(scope: SchoolScope, id: string): Write {
  return { remove: openKey(scope, id) }
}

/** Records the answer to an open tie, if nobody gave another. */
export function answerOpenTie(scope: SchoolScope, tie: Tie, answer: TieAnswer): Write[] {
  const { listed: _, ...kept } = tie
  return [putAnsweredTie(scope, { ...kept, answer }), dropOpenTie(scope, tie.id)]
}

/** Stores an answered tie, if there is none about the same people. */
export function putAnsweredTie(scope: SchoolScope, tie: AnsweredTie): Write {
  return { put: { ...answeredKey(scope, tie.id), ...tie }, when: 'absent' }
}

/** Removes an answered tie. */
export function dropAnsweredTie(scope: SchoolScope, id: string): Write {
  return { remove: answeredKey(scope, id) }
}
