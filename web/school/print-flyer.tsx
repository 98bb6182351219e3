import type { Hono } from 'hono'
import { readWorkshop } from '../../shared/workshop/operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { CutPaper } from '../components/cut-paper.tsx'
import { QrCode } from '../components/qr-code.tsx'
import { WorkshopFacts, WorkshopTitle } from '../components/workshop.tsx'
import { localText } from '../messages/catalogue.ts'
import { momentText, whenText } from '../messages/format.ts'
import { routes, schoolRoutes } from '../routes.ts'
import { organizerOf, type Reader, show, type WebEnv } from '../visit.ts'
import { PrintPage, printable, readerIn, Sheet } from './print-sheet.tsx'

/** Flyers of a workshop, one in each language; `address` is its public page. */
export type FlyersView = { workshop: Workshop; languages: readonly string[]; address: string }

/** Flyers to hang up and hand out. */
export function FlyersPage({ reader, view }: { reader: Reader; view: FlyersView }) {
  const { t, language } = reader
  const { workshop } = view
  const title = t('print.flyersOf', { workshop: localText(workshop.title, language) })
  return (
    <PrintPage reader={reader} title={title} back={schoolRoutes.printWorkshop(workshop.id)}>
      {view.languages.map((one) => (
        <Flyer reader={readerIn(reader, one)} view={view} />
      ))}
    </PrintPage>
  )
}

function Flyer({ reader, view: { workshop, address } }: { reader: Reader; view: FlyersView }) {
  const { t, school } = reader
  const times = (workshop.sessions ?? []).filter(({ cancelled }) => !cancelled)
  return (
    <Sheet reader={reader} kind="flyer">
      <p>{school?.name}</p>
      <CutPaper />
      <WorkshopTitle reader={reader} workshop={workshop} level={2} />
      <WorkshopFacts reader={reader} workshop={workshop} times={times} />
      {workshop.status === 'voting' && <Times reader={reader} workshop={workshop} />}
      <p>
        <strong>{t('print.welcome')}</strong>
      </p>
      <div class="aside">
        <QrCode address={address} label={t('print.qr')} />
        <div>
          <p>{t('print.scan')}</p>
          <p>{address}</p>
        </div>
      </div>
    </Sheet>
  )
}

function Times({ reader: { t, language, school }, workshop }: { reader: Reader; workshop: Workshop }) {
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  const { options = [], closesAt } = workshop.poll ?? {}
  return (
    <>
      <h3>{t('print.helpChoose')}</h3>
      <ul>
        {options.map(({ start, end }) => (
          <li>{whenText(start, end, place)}</li>
        ))}
      </ul>
      {closesAt && <p>{t('print.until', { date: momentText(closesAt, place) })}</p>}
    </>
  )
}

/** Registers the flyers: all languages of the school, or one. */
export function registerFlyers(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.printFlyers(':workshop'), async (c) => {
    const { school } = organizerOf(c)
    const workshop = await readWorkshop(c.get('context'), c.req.param('workshop'))
    const address = new URL(routes.publicWorkshop(workshop.id), c.req.url).href
    const asked = c.req.query('language')
    const languages = printable(school.languages).filter((one) => !asked || one === asked)
    return show(c, <FlyersPage reader={c.get('reader')} view={{ workshop, languages, address }} />)
  })
}
