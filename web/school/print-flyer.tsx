import type { Hono } from 'hono'
import { refuse } from '../../shared/access/refusal.ts'
import type { School } from '../../shared/school/school.ts'
import { readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import { isForFamilies, OFFERS, type Workshop } from '../../shared/workshop/workshop.ts'
import { CutPaper } from '../components/cut-paper.tsx'
import { Facts } from '../components/parts.tsx'
import { QrCode } from '../components/qr-code.tsx'
import { localText } from '../messages/catalogue.ts'
import { capital, languageName, momentText } from '../messages/format.ts'
import { routes } from '../routes.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { HELP_OFFERED, HelpIcon } from './print-icon.tsx'
import {
  PrintPage,
  printable,
  Said,
  Sheet,
  SheetTime,
  SheetTitle,
  type Voice,
  voiceIn,
} from './print-sheet.tsx'

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
        <Flyer voice={voiceIn(reader, one)} view={view} />
      ))}
    </PrintPage>
  )
}

/** One flyer, in the language of its voice. */
export function Flyer({ voice, view: { workshop, address } }: { voice: Voice; view: FlyersView }) {
  const { t, school } = voice.reader
  return (
    <Sheet voice={voice} kind="flyer">
      <p>
        <bdi>{school?.name}</bdi>
      </p>
      <CutPaper name={`cut-paper-${voice.language}`} />
      <SheetTitle voice={voice} workshop={workshop} />
      <FlyerFacts voice={voice} workshop={workshop} />
      {workshop.status === 'voting' && <Times voice={voice} workshop={workshop} />}
      <p>
        <strong>
          <Said voice={voice}>{t('print.welcome')}</Said>
        </strong>
      </p>
      <div class="aside">
        <QrCode address={address} label={t('print.qr')} />
        <div>
          <p>
            <Said voice={voice}>{t('print.scan')}</Said>
          </p>
          <p>
            <bdi dir="ltr">{address}</bdi>
          </p>
        </div>
      </div>
    </Sheet>
  )
}

type PartProps = { voice: Voice; workshop: Workshop }

/** When, where, in which language, and the offers for families with a picture each. */
function FlyerFacts({ voice, workshop }: PartProps) {
  const { t } = voice.reader
  const times = (workshop.sessions ?? []).filter(({ cancelled }) => !cancelled)
  const word = (text: string) => <Said voice={voice}>{text}</Said>
  const offers = Object.values(workshop.offers).some(Boolean)
  return (
    <Facts
      facts={[
        ...times.map(
          ({ start, end }) =>
            [word(t('workshop.when')), <SheetTime voice={voice} start={start} end={end} />] as const,
        ),
        [
          word(t('workshop.where')),
          workshop.place ? <bdi>{workshop.place}</bdi> : word(t('workshop.whereSoon')),
        ],
        [
          word(t('workshop.language')),
          <Said voice={voice} lang={voice.dates}>
            {languageName(workshop.presentationLanguage, voice.dates)}
          </Said>,
        ],
        ...(offers
          ? [[word(t('workshop.offers')), <Offers voice={voice} workshop={workshop} />] as const]
          : []),
      ]}
    />
  )
}

function Offers({ voice, workshop }: PartProps) {
  return (
    <ul class="answers offers">
      {OFFERS.filter((offer) => workshop.offers[offer]).map((offer) => (
        <li>
          <HelpIcon help={HELP_OFFERED[offer]} />{' '}
          <Said voice={voice}>
            {capital(voice.reader.t(`workshop.offer.${offer}`), voice.reader.language)}
          </Said>
        </li>
      ))}
    </ul>
  )
}

function Times({ voice, workshop }: PartProps) {
  const { t, school, language } = voice.reader
  const timeZone = school?.timeZone ?? 'UTC'
  const { options = [], closesAt } = workshop.poll ?? {}
  return (
    <>
      <h3>
        <Said voice={voice}>{t('print.helpChoose')}</Said>
      </h3>
      <ul>
        {options.map(({ start, end }) => (
          <li>
            <SheetTime voice={voice} start={start} end={end} />
          </li>
        ))}
      </ul>
      {closesAt && (
        <p>
          <Said voice={voice}>
            {t('print.until', { date: momentText(closesAt, { language, timeZone }) })}
          </Said>
        </p>
      )}
    </>
  )
}

/** The flyers of a workshop: in the language of the school's that is asked for, else in all worth printing. */
export function flyersView(c: Visit, school: School, workshop: Workshop): FlyersView {
  const address = c.get('origin') + routes.publicWorkshop(workshop.id)
  const asked = school.languages.filter((one) => one === c.req.query('language'))
  return { workshop, address, languages: asked.length > 0 ? asked : printable(school, workshop) }
}

/** Registers the flyers: in all languages worth printing, or in one of the school's. */
export function registerFlyers(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.printFlyers(':workshop'), async (c) => {
    const { school } = organizerOf(c)
    const workshop = await readWorkshop(c.get('context'), c.req.param('workshop'))
    // Its address is that of the public page, which a workshop for staff alone does not have.
    if (!isForFamilies(workshop)) refuse('not-for-families')
    return show(c, <FlyersPage reader={c.get('reader')} view={flyersView(c, school, workshop)} />)
  })
}
