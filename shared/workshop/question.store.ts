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

const askingKey = (scope: SchoolScope, { workshop, family }: Asker): Key => ({
  pk: partition(scope),
  sk: `ASKING#${workshop}#${family}`,
})

type Asker = Pick<Question, 'workshop' | 'family'>

/** How often a family asked about a workshop, so that of two questions at the same instant one is counted by the other. */
export type Asking = { times: number }

/** How often the family asked about the workshop. */
export async function getAsking(table: Table, scope: SchoolScope, asker: Asker): Promise<Asking> {
  return (await table.get<Asking>(askingKey(scope, asker))) ?? { times: 0 }
}

/** A new question, if the family has asked nothing else about the workshop since it was read how often it did. */
export function askOnce(scope: SchoolScope, question: Question, { times }: Asking): Write[] {
  const { workshop, family, expiresAt } = question
  const key = askingKey(scope, question)
  return [
    saveQuestion(scope, question),
    {
      put: { ...key, version: VERSION, workshop, family, times: times + 1, expiresAt },
      when: times === 0 ? 'absent' : { equals: { times } },
    },
  ]
}

/** The question as one of the family that its own is merged into, if nobody changed it meanwhile. */
export function passQuestion(scope: SchoolScope, question: Question, family: string): Write[] {
  return [
    saveQuestion(scope, { ...question, family, revision: question.revision + 1 }),
    { remove: askingKey(scope, question) },
  ]
}

/** Deletes questions with their answers, and how often who asked them did. */
export function removeQuestions(scope: SchoolScope, questions: readonly Question[]): Write[] {
  const asked = new Map(questions.map((one) => [askingKey(scope, one).sk, askingKey(scope, one)]))
  return [
    ...questions.map((one) => ({ remove: questionKey(scope, one) })),
    ...[...asked.values()].map((remove) => ({ remove })),
  ]
}
