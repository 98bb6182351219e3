import type { Hono } from 'hono'
import { localText } from '../messages/catalogue.ts'
import { schoolRoutes } from '../school-routes.ts'
import { show, type WebEnv } from '../visit.ts'
import { ChildcareSheet } from './print-childcare.tsx'
import { readGuests, type SheetProps } from './print-guests.tsx'
import { InterpreterSheets } from './print-interpreters.tsx'
import { NameTags } from './print-name-tags.tsx'
import { PrintPage } from './print-sheet.tsx'
import { SignInSheets } from './print-sign-in.tsx'
import { SurveySheets } from './print-survey.tsx'
import { TableCards } from './print-table-cards.tsx'

/** The sheets of a session, by the last part of their address. */
export const SESSION_SHEETS = [
  'sign-in',
  'name-tags',
  'interpreters',
  'childcare',
  'table-cards',
  'survey',
] as const
type SheetName = (typeof SESSION_SHEETS)[number]

type Kind = (props: SheetProps) => ReturnType<typeof NameTags>

const SHEETS: Readonly<Record<SheetName, Kind>> = {
  'sign-in': SignInSheets,
  'name-tags': NameTags,
  interpreters: InterpreterSheets,
  childcare: ChildcareSheet,
  'table-cards': TableCards,
  survey: SurveySheets,
}

/** One kind of sheet of a session. */
export function SessionSheetPage({ reader, view, sheet }: SheetProps & { sheet: SheetName }) {
  const { t, language } = reader
  const title = t(`print.${sheet}Of`, { workshop: localText(view.workshop.title, language) })
  const Sheets = SHEETS[sheet]
  return (
    <PrintPage reader={reader} title={title} back={schoolRoutes.printSession(view.session.id)}>
      <Sheets reader={reader} view={view} />
    </PrintPage>
  )
}

/** Registers the sheets of a session. */
export function registerSessionSheets(app: Hono<WebEnv>): void {
  for (const sheet of SESSION_SHEETS) {
    app.get(schoolRoutes.printSheet(':session', sheet), async (c) => {
      const view = await readGuests(c, c.req.param('session'))
      return show(c, <SessionSheetPage reader={c.get('reader')} view={view} sheet={sheet} />)
    })
  }
}
