import type { Hono } from 'hono'
import {
  type ListedItem,
  type Logistics,
  readLogistics,
} from '../../shared/logistics/logistics.operations.ts'
import type { Session } from '../../shared/session/session.ts'
import { itemTitle } from '../components/item-text.ts'
import { capital, languageName } from '../messages/format.ts'
import { schoolRoutes } from '../school-routes.ts'
import { type Cell, SHEET_FORMATS, type Sheet, sendSheet } from '../spreadsheet.ts'
import { organizerOf, type Reader, type WebEnv } from '../visit.ts'
import { ownerText } from './checklist-view.ts'
import { childAgeText } from './print-childcare.tsx'
import { answerText } from './session-cards.tsx'
import { readNamedReplies } from './session-replies.ts'
import type { Named } from './session-summary.ts'
import { noteAmong, repliedIn } from './viewed.ts'

const REPLY_HEADS = [
  'print.family',
  'download.answer',
  'print.adults',
  'print.children',
  'download.ages',
  'download.interpreter',
  'download.diets',
  'session.allergens',
  'download.rides',
  'download.access',
] as const

/** What families and the team replied to a session, with what each needs, in the order of their names. */
export function repliesSheet(reader: Reader, session: Session, replies: readonly Named[]): Sheet {
  const order = new Intl.Collator(reader.language)
  const sorted = replies.toSorted((one, other) => order.compare(one.name, other.name))
  return {
    title: reader.t('download.replies'),
    heads: REPLY_HEADS.map((head) => reader.t(head)),
    rows: sorted.map((reply) => replyRow(reader, session, reply)),
  }
}

function replyRow({ t, language }: Reader, session: Session, reply: Named): Cell[] {
  const said = [reply.name, answerText(t, session, reply)]
  if (!reply.attending) return [...said, ...REPLY_HEADS.slice(said.length).map(() => undefined)]
  const interpreted = reply.interpretation.map(
    (need) => `${languageName(need.language, language)}: ${need.adults}`,
  )
  const diets = Object.entries(reply.diets).map(
    ([diet, count]) => `${capital(t(`session.diet.${diet as keyof Named['diets']}`), language)}: ${count}`,
  )
  return [
    ...said,
    reply.adults,
    reply.children.length,
    reply.children.map((child) => childAgeText(t, child)).join(', '),
    interpreted.join(', '),
    diets.join(', '),
    reply.allergens.join(', '),
    reply.ride,
    reply.access,
  ]
}

const ITEM_HEADS = [
  'download.item',
  'download.needed',
  'download.confirmed',
  'download.status',
  'checklist.owner',
  'checklist.due',
  'checklist.note',
] as const

/** The checklist of a session, an item a row. Days are written as YYYY-MM-DD. */
export function checklistSheet(reader: Reader, { items }: Pick<Logistics, 'items'>): Sheet {
  return {
    title: reader.t('print.checklist'),
    heads: ITEM_HEADS.map((head) => reader.t(head)),
    rows: items.map((item) => itemRow(reader, item)),
  }
}

const itemRow = (reader: Reader, item: ListedItem): Cell[] => [
  itemTitle(reader, item),
  item.needed,
  item.confirmed,
  reader.t(`checklist.status.${item.status}`),
  ownerText(reader, item.owner),
  item.due,
  item.note,
]

/** Registers the replies and the checklist of a session as files. */
export function registerSessionFiles(app: Hono<WebEnv>): void {
  for (const format of SHEET_FORMATS) {
    app.get(schoolRoutes.repliesFile(':session', format), async (c) => {
      const { school } = organizerOf(c)
      const reading = readNamedReplies(c.get('context'), school.id, c.req.param('session'))
      const { session, replies } = await noteAmong(c, 'download', reading, repliedIn)
      return sendSheet(c, 'replies', repliesSheet(c.get('reader'), session, replies), format)
    })
    app.get(schoolRoutes.checklistFile(':session', format), async (c) => {
      organizerOf(c)
      const logistics = await readLogistics(c.get('context'), c.req.param('session'))
      return sendSheet(c, 'checklist', checklistSheet(c.get('reader'), logistics), format)
    })
  }
}
