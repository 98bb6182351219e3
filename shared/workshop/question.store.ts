import type { SchoolScope } from '../access/actor.ts'
import type { Consistency, Key, Table, Write } from '../table/table.ts'
import type { Question } from './question.ts'

const VERSION = 1
const partition = (scope: SchoolScope) => `SCHOOL#${scope}#QUESTIONS`
const prefix = (workshop: string) => `QUESTION#${workshop}#`

/** A question: its workshop and its id. */
export type QuestionKey = { workshop: string; id: string }

const questionKey = (scope: SchoolScope, { workshop, id }: QuestionKey): Key => ({
  pk: partition(scope),
  sk: `${prefix(workshop)}${id}`,
})

/** The question, or undefined. */
export async function getQuestion(
  table: Table,
  scope: SchoolScope,
  key: QuestionKey,
): Promise<Question | undefined> {
  return table.get<Question>(questionKey(scope, key))
}

/** The questions about a workshop. */
export async function questionsAbout(
  table: Table,
  scope: SchoolScope,
  workshop: string,
): Promise<Question[]> {
  return table.queryAll<Question>(partition(scope), prefix(workshop))
}

/** All questions of a school. */
export async function questionsOf(
  table: Table,
  scope: SchoolScope,
  reading?: Consistency,
): Promise<Question[]> {
  return table.queryAll<Question>(partition(scope), 'QUESTION#', reading)
}

/** A question that is new, or that nobody changed since the revision before its own. */
export function saveQuestion(scope: SchoolScope, question: Question): Write {
  return {
    put: { ...questionKey(scope, question), version: VERSION, ...question },
    when: question.revision === 1 ? 'absent' : { equals: { revision: question.revision - 1 } },
  }
}

/** The question as one of the family that its own is merged into, if nobody changed it meanwhile. */
export function passQuestion(scope: SchoolScope, question: Question, family: string): Write {
  return saveQuestion(scope, { ...question, family, revision: question.revision + 1 })
}

/** Deletes a question with its answer. */
export function removeQuestion(scope: SchoolScope, key: QuestionKey): Write {
  return { remove: questionKey(scope, key) }
}
