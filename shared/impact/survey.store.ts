import type { SchoolScope } from '../access/actor.ts'
import type { Key, Table, Write } from '../table/table.ts'
import type { SurveyAnswer, Surveyed, SurveyLine } from './survey.ts'

const answers = (scope: SchoolScope, session: string) => `SCHOOL#${scope}#SURVEY#${session}`
const answerKey = (scope: SchoolScope, session: string, id: string): Key => ({
  pk: answers(scope, session),
  sk: `ANSWER#${id}`,
})
const answeredKey = (scope: SchoolScope, session: string, who: string): Key => ({
  pk: `SCHOOL#${scope}#SURVEYED#${session}`,
  sk: `WHO#${who}`,
})

/** The answers about a session, and the lines that have not expired at an instant (seconds since 1970). */
export async function surveyedAbout(
  table: Table,
  scope: SchoolScope,
  { session, seconds }: { session: string; seconds: number },
): Promise<Surveyed> {
  const items = await table.queryAll<SurveyAnswer | SurveyLine>(answers(scope, session))
  return {
    answers: items.filter((item) => 'answers' in item),
    lines: items.filter((item) => 'line' in item).filter(({ expiresAt }) => expiresAt > seconds),
  }
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

/** A line to the school under an id of its own, so that nothing ties it to an answer. */
export function putLine(
  scope: SchoolScope,
  session: string,
  { id, line }: { id: string; line: SurveyLine },
): Write {
  return { put: { pk: answers(scope, session), sk: `LINE#${id}`, ...line }, when: 'absent' }
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
