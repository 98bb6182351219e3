import { isSettled } from '../../shared/logistics/readiness.ts'
import { localText } from '../messages/catalogue.ts'
import type { Reader } from '../visit.ts'
import { rowTitle } from './checklist-row.tsx'
import { rowsOf } from './checklist-rows.ts'
import type { Work } from './today-tasks.ts'

/** A day of the two weeks to come (YYYY-MM-DD), with what is due, closes or takes place on it. */
export type Day = { date: string; entries: { text: string; tone: 'due' | 'vote' | 'session' }[] }

const DAYS = 14

/** The two weeks from a day on: what is open and due, votes that close, sessions that take place. */
export function daysOf(
  reader: Reader,
  { checklists, votes }: Work,
  today: string,
  dayOf: (at: string) => string,
): Day[] {
  const entries = [
    ...checklists.flatMap(({ items }) =>
      rowsOf(items.filter((item) => !isSettled(item))).map((row) => ({
        date: row.due,
        text: rowTitle(reader, row),
        tone: 'due' as const,
      })),
    ),
    ...votes.map(({ workshop, closesAt }) => ({
      date: dayOf(closesAt),
      text: reader.t('today.closes', { workshop: localText(workshop.title, reader.language) }),
      tone: 'vote' as const,
    })),
    ...checklists.map(({ session, workshop }) => ({
      date: dayOf(session.start),
      text: localText(workshop.title, reader.language),
      tone: 'session' as const,
    })),
  ]
  return Array.from({ length: DAYS }, (_, ahead) => {
    const date = new Date(Date.parse(today) + ahead * 86_400_000).toISOString().slice(0, 10)
    return { date, entries: entries.filter((entry) => entry.date === date) }
  })
}
