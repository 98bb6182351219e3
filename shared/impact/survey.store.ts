import type { SchoolScope } from '../access/actor.ts'
import type { Key, Table, Write } from '../table/table.ts'
import type { SurveyAnswer } from './survey.ts'

const answers = (scope: SchoolScope, session: string) => `SCHOOL#${scope}#SURVEY#${session}`
const answeredKey = (scope: SchoolScope, session: string, who: string): Key => ({
  pk: `SCHOOL#${scope}#SURVEYED#${session}`,
  sk: `WHO#${who}`,
})

/** What was answered about a session. */
export async function answersAbout(
  table: Table,
  scope: SchoolScope,
  session: string,
): Promise<SurveyAnswer[]> {
  return table.queryAll<SurveyAnswer>(answers(scope, session), 'ANSWER#')
}

/** One more answer, under a name by chance: neither who gave it nor when. */
export function putAnswer(
  scope: SchoolScope,
  session: string,
  { id, answer }: { id: string; answer: SurveyAnswer },
): Write {
  return { put: { pk: answers(scope, session), sk: `ANSWER#${id}`, ...answer }, when: 'absent' }
}

/** That somebody answered, and nothing of what; once alone. */
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

/** Forgets that somebody answered; what they said cannot be told from the rest. */
export function removeAnswered(scope: SchoolScope, session: string, who: string): Write {
  return { remove: answeredKey(scope, session, who) }
}
