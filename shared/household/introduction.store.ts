import type { SchoolScope } from '../access/actor.ts'
import { contentOf, type Key, type Table, type Write } from '../table/table.ts'
import type { AnsweredIntroduction, Introduction } from './introduction.ts'

type Stored = Introduction | AnsweredIntroduction

const partition = (scope: SchoolScope) => `SCHOOL#${scope}#INTRODUCTIONS`
// By their state, so that what waits is found however much was answered.
const PREFIX = { waiting: 'WAITING#', declined: 'DECLINED#', joined: 'JOINED#' } as const

const introductionKey = (scope: SchoolScope, { state, id }: Pick<Stored, 'state' | 'id'>): Key => ({
  pk: partition(scope),
  sk: PREFIX[state] + id,
})

/** An introduction, or what is left of it; undefined where there is none. */
export async function getIntroduction(
  table: Table,
  scope: SchoolScope,
  id: string,
): Promise<Stored | undefined> {
  const states = Object.keys(PREFIX) as Stored['state'][] // the keys of a value of ours
  const [found] = await table.getItems(states.map((state) => introductionKey(scope, { state, id })))
  return found && contentOf<Stored>(found)
}

/** Introductions that wait, or that were turned down: at most so many, in any order. */
export async function introductionsOf(
  table: Table,
  scope: SchoolScope,
  { state, limit }: { state: Introduction['state']; limit: number },
): Promise<Introduction[]> {
  const page = { pk: partition(scope), prefix: PREFIX[state], limit }
  return (await table.query<Introduction>(page)).items
}

/** A new introduction. */
export function addIntroduction(scope: SchoolScope, introduction: Introduction): Write {
  return { put: { ...introductionKey(scope, introduction), ...introduction }, when: 'absent' }
}

/** An introduction in place of what it was before, if nobody changed that. */
export function changeIntroduction(scope: SchoolScope, before: Introduction, after: Stored): Write[] {
  const when = { equals: { revision: before.revision } }
  const put = { ...introductionKey(scope, after), ...after, revision: before.revision + 1 }
  if (before.state === after.state) return [{ put, when }]
  return [{ remove: introductionKey(scope, before), when }, { put }]
}
