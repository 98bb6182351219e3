import type { SchoolScope } from '../access/actor.ts'
import type { Key, Table, Write } from '../table/table.ts'
import type { SurveyAnswer } from './survey.ts'

const answers = (scope: SchoolScope, session: string) => `SCHOOL#${scope}#SURVEY#${session}`
const answerKey = (scope: SchoolScope, session: string, id: string): Key => ({
  pk: answers(scope, session),
  sk: `ANSWER#${id}`,
})
const answeredKey = (scope: SchoolScope, session: string, who: string): Key => ({
  pk: `SCHOOL#${scope}#SURVEYED#${session}`,
  sk: `WHO#${who}`,
})

/** The answers about a session. */
export async function answersAbout(
  table: Table,
  scope: SchoolScope,
  session: string,
): Promise<SurveyAnswer[]> {
  return table.queryAll<SurveyAnswer>(answers(scope, session), 'ANSWER#')
}

/** An answer about a session, or undefined. */
export async function getAnswer(
  table: Table,
  scope: SchoolScope,
  session: string,
  id: string,
): Promise<SurveyAnswer | undefined> {
  return table.get<SurveyAnswer>(answerKey(scope, session, id))
}

/** A new answer, without its author or time; its id reveals neither. */
export function putAnswer(
  scope: SchoolScope,
  session: string,
  { id, answer }: { id: string; answer: SurveyAnswer },
): Write {
  return { put: { ...answerKey(scope, session, id), ...answer }, when: 'absent' }
}

/** Records that somebody answered, without the answer; only once. */
export function putAnswered(scope: SchoolScope, session: string, who: string): Write {
  return { put: answeredKey(scope, session, who), when: 'absent' }
}

/** Whether somebody answered. */
export async function hasAnswered(
  table: Table,
  scope: SchoolScope,
  session: string,
  who: string,
): Promise<boolean> {
  return (await table.get(answeredKey(scope, session, who))) !== undefined
}

/** Deletes the record that somebody answered; the answer itself is anonymous and stays. */
export function removeAnswered(scope: SchoolScope, session: string, who: string): Write {
  return { remove: answeredKey(scope, session, who) }
}
