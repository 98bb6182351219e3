import type { SchoolScope } from '../access/actor.ts'
import type { Item, Key, Table, Write } from '../table/table.ts'
import type { AnsweredTie, Tie, TieAnswer } from './tie.ts'

const partition = (scope: SchoolScope) => `SCHOOL#${scope}#TIES`
const openKey = (scope: SchoolScope, id: string): Key => ({ pk: partition(scope), sk: `OPEN#${id}` })
const answeredKey = (scope: SchoolScope, id: string): Key => ({ pk: partition(scope), sk: `ANSWERED#${id}` })

// Newcomers as JSON: nothing but the answer reads them.
type StoredTie = Omit<Tie, 'newcomers'> & { newcomers?: string }

/** A tie that waits for an answer, or undefined. */
export async function getOpenTie(table: Table, scope: SchoolScope, id: string): Promise<Tie | undefined> {
  const stored = await table.get<StoredTie>(openKey(scope, id))
  return stored && fromItem(stored)
}

/** A tie that was answered, or undefined. */
export async function getAnsweredTie(
  table: Table,
  scope: SchoolScope,
  id: string,
): Promise<AnsweredTie | undefined> {
  return table.get<AnsweredTie>(answeredKey(scope, id))
}

/** A page of the ties that wait for an answer, in the order of their ids. */
export async function pageOfOpenTies(
  table: Table,
  scope: SchoolScope,
  page: { limit: number; cursor?: string },
): Promise<{ items: Tie[]; nextCursor?: string }> {
  const after = page.cursor && { after: openKey(scope, page.cursor).sk }
  const reading = { pk: partition(scope), prefix: 'OPEN#', limit: page.limit + 1, ...after }
  const found = (await table.query<StoredTie>(reading)).items.map(fromItem)
  const items = found.slice(0, page.limit)
  const last = items.at(-1)
  return { items, ...(found.length > items.length && last && { nextCursor: last.id }) }
}

/** Every tie that waits for an answer. */
export async function openTiesOf(table: Table, scope: SchoolScope): Promise<Tie[]> {
  return (await table.queryAll<StoredTie>(partition(scope), 'OPEN#')).map(fromItem)
}

/** Every tie that was answered. */
export async function answeredTiesOf(table: Table, scope: SchoolScope): Promise<AnsweredTie[]> {
  return table.queryAll<AnsweredTie>(partition(scope), 'ANSWERED#')
}

/** The item of a tie that waits for an answer. */
export function openTieItem(scope: SchoolScope, { newcomers, ...tie }: Tie): Item {
  return {
    ...openKey(scope, tie.id),
    ...tie,
    ...(newcomers && { newcomers: JSON.stringify(newcomers) }),
  }
}

function fromItem({ newcomers, ...tie }: StoredTie): Tie {
  return { ...tie, ...(newcomers && { newcomers: JSON.parse(newcomers) }) }
}

/** Stops asking about a tie. */
export function dropOpenTie(scope: SchoolScope, id: string): Write {
  return { remove: openKey(scope, id) }
}

/** Records the answer to an open tie, if nobody gave another. */
export function answerOpenTie(scope: SchoolScope, tie: Tie, answer: TieAnswer): Write[] {
  const { newcomers: _newcomers, listed: _listed, ...kept } = tie
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
