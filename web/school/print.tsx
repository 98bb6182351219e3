import type { Hono } from 'hono'
import { listCodes } from '../../shared/family/code-sheet.operations.ts'
import { CodeQuery } from '../../shared/family/code-sheet.ts'
import { readSession } from '../../shared/session/session.operations.ts'
import { readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import { isForFamilies, type Workshop } from '../../shared/workshop/workshop.ts'
import { Button, Choice, Form } from '../components/form.tsx'
import { Card } from '../components/parts.tsx'
import { direction, localText } from '../messages/catalogue.ts'
import { ownLanguageName } from '../messages/format.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'
import { SESSION_SHEETS } from './print-session.tsx'
import { printable } from './print-sheet.tsx'

/** The printable parts of a workshop, by language; `paper` counts families reached by paper or calls alone. */
export type PrintView = { workshop: Workshop; languages: readonly string[]; families: number; paper: number }

/** What can be printed of a workshop. */
export function PrintWorkshopPage({ reader, view }: { reader: Reader; view: PrintView }) {
  const { t, language } = reader
  const { workshop } = view
  const title = t('print.of', { workshop: localText(workshop.title, language) })
  return (
    <SchoolPage reader={reader} title={title}>
      <h1>{title}</h1>
      {isForFamilies(workshop) && <Flyers reader={reader} view={view} />}
      <Card title={t('print.ballots')}>
        {workshop.status === 'voting' ? (
          <Ballots reader={reader} view={view} />
        ) : (
          <p>{t('print.notVoting')}</p>
        )}
      </Card>
    </SchoolPage>
  )
}

function Flyers({ reader: { t }, view }: { reader: Reader; view: PrintView }) {
  const flyers = schoolRoutes.printFlyers(view.workshop.id)
  return (
    <Card title={t('print.flyers')}>
      <p>{t('print.flyersText')}</p>
      <ul class="list">
        <li>
          <a href={flyers}>{t('print.allLanguages')}</a>
        </li>
        {view.languages.map((one) => (
          <li>
            <a href={`${flyers}?language=${one}`} lang={one} dir={direction(one)}>
              {ownLanguageName(one)}
            </a>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Ballots({
  reader: { t },
  view: { workshop, families, paper },
}: {
  reader: Reader
  view: PrintView
}) {
  const path = schoolRoutes.printBallots(workshop.id)
  return (
    <>
      <p>
        <a href={path}>{t('print.blank')}</a>
      </p>
      <Form action={path}>
        <Choice
          t={t}
          form={{}}
          name="families"
          legend={t('print.forWhom')}
          value="paper"
          options={[
            { value: 'paper', label: t('print.paperFamilies', { count: paper }) },
            { value: 'all', label: t('print.allFamilies', { count: families }) },
          ]}
        />
        <p class="soft">{t('codes.text')}</p>
        <Button>{t('print.makeBallots')}</Button>
      </Form>
    </>
  )
}

type SessionProps = { reader: Reader; session: string; workshop: Workshop }

/** What can be printed for a session. */
export function PrintSessionPage({ reader, session, workshop }: SessionProps) {
  const { t, language } = reader
  const title = t('print.of', { workshop: localText(workshop.title, language) })
  return (
    <SchoolPage reader={reader} title={title}>
      <h1>{title}</h1>
      <ul class="list">
        {SESSION_SHEETS.map((sheet) => (
          <li>
            <a href={schoolRoutes.printSheet(session, sheet)}>{t(`print.${sheet}`)}</a>
          </li>
        ))}
        <li>
          <a href={schoolRoutes.checklist(session)}>{t('print.checklist')}</a>
        </li>
        {isForFamilies(workshop) && (
          <li>
            <a href={schoolRoutes.printFlyers(workshop.id)}>{t('print.flyers')}</a>
          </li>
        )}
      </ul>
    </SchoolPage>
  )
}

/** Registers what can be printed, of a workshop and of a session. */
export function registerPrint(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.printWorkshop(':workshop'), async (c) => {
    const { school } = organizerOf(c)
    const context = c.get('context')
    const [workshop, { choices }] = await Promise.all([
      readWorkshop(context, c.req.param('workshop')),
      listCodes(context, school.id, CodeQuery.parse({}), { from: 0, size: 0 }),
    ])
    const view = {
      workshop,
      languages: printable(school, workshop),
      families: choices.whom.all,
      paper: choices.whom.byPaper,
    }
    return show(c, <PrintWorkshopPage reader={c.get('reader')} view={view} />)
  })
  app.get(schoolRoutes.printSession(':session'), async (c) => {
    organizerOf(c)
    const session = await readSession(c.get('context'), c.req.param('session'))
    const workshop = await readWorkshop(c.get('context'), session.workshop)
    return show(c, <PrintSessionPage reader={c.get('reader')} session={session.id} workshop={workshop} />)
  })
}
