import type { Hono } from 'hono'
import type { Conversation } from '../../shared/outreach/conversation.ts'
import { readOutreach } from '../../shared/outreach/outreach-list.operations.ts'
import { dayAt } from '../../shared/time/instant.ts'
import { schoolRoutes } from '../school-routes.ts'
import { type Cell, SHEET_FORMATS, type Sheet, sendSheet } from '../spreadsheet.ts'
import { organizerOf, type Reader, type WebEnv } from '../visit.ts'

const HEADS = [
  'download.month',
  'conversation.kind',
  'conversation.purpose',
  'conversation.outcome',
  'outreach.count',
] as const

/** How many conversations of each kind, purpose and outcome there were in each month; never with whom, nor what was said. */
export function talksSheet({ t, school }: Reader, conversations: readonly Conversation[]): Sheet {
  const counts = new Map<string, { cells: Cell[]; count: number }>()
  for (const { at, kind, purpose, outcome } of conversations) {
    const month = dayAt(at, school?.timeZone ?? 'UTC').slice(0, 'YYYY-MM'.length)
    const cells = [
      month,
      t(`conversation.kind.${kind}`),
      t(`conversation.purpose.${purpose}`),
      t(`conversation.outcome.${outcome}`),
    ]
    const key = [month, kind, purpose, outcome].join(' ')
    counts.set(key, { cells, count: (counts.get(key)?.count ?? 0) + 1 })
  }
  const inOrder = [...counts].sort(([one], [other]) => (one < other ? -1 : 1))
  return {
    title: t('download.talks'),
    heads: HEADS.map((head) => t(head)),
    rows: inOrder.map(([, { cells, count }]) => [...cells, count]),
  }
}

/** Registers the counts of the year's conversations as a file. */
export function registerTalksFile(app: Hono<WebEnv>): void {
  for (const format of SHEET_FORMATS) {
    app.get(schoolRoutes.talksFile(format), async (c) => {
      const { school } = organizerOf(c)
      const { conversations } = await readOutreach(c.get('context'), school.id)
      return sendSheet(c, 'conversations', talksSheet(c.get('reader'), conversations), format)
    })
  }
}
