import type { Hono } from 'hono'
import { refuse } from '../../shared/access/refusal.ts'
import type { School } from '../../shared/school/school.ts'
import { readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import { isForFamilies, OFFERS, type Workshop } from '../../shared/workshop/workshop.ts'
import { QrCode } from '../components/qr-code.tsx'
import { publicAddress } from '../components/share-view.ts'
import { localText, pageLanguageOf } from '../messages/catalogue.ts'
import { languageName } from '../messages/format.ts'
import { routes } from '../routes.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { HELP_OFFERED, HelpIcon } from './print-icon.tsx'
import { PrintPage, Said, Sheet, SheetTime, type Voice, voiceIn, Written } from './print-sheet.tsx'

/** A poster of a workshop: in which language, what its code opens, and what there is to type in. */
export type PosterView = { workshop: Workshop; language: string; code: string; address: string }

/** A poster in the language that is asked for, where the school or the pages have it, else in the reader's. */
export function posterView(c: Visit, school: School, workshop: Workshop): PosterView {
  const asked = c.req.query('language') ?? ''
  const reader = c.get('reader')
  const isThere = school.languages.includes(asked) || pageLanguageOf(asked) === asked
  const language = isThere ? asked : reader.language
  const origin = c.get('origin')
  const code = publicAddress(origin, workshop.id, pageLanguageOf(language) ?? reader.language)
  return { workshop, language, code, address: origin + routes.publicWorkshop(workshop.id) }
}

/** A poster for the door. */
export function PosterPage({ reader, view }: { reader: Reader; view: PosterView }) {
  const { t, language } = reader
  const title = t('print.posterOf', { workshop: localText(view.workshop.title, language) })
  return (
    <PrintPage look="poster" reader={reader} title={title} back={schoolRoutes.share(view.workshop.id)}>
      <Poster reader={reader} view={view} />
    </PrintPage>
  )
}

const LONG_TITLE = 60
const MANY_TIMES = 4

/** One page: what, when, where, and the code, large enough to read while walking by. */
export function Poster({ reader, view }: { reader: Reader; view: PosterView }) {
  const { workshop, language, code, address } = view
  const voice = voiceIn(reader, language)
  const { t, school } = voice.reader
  const sizes = [
    ...(localText(workshop.title, language).length > LONG_TITLE ? ['long'] : []),
    ...(timesOf(workshop).length > MANY_TIMES ? ['many'] : []),
  ]
  return (
    <Sheet voice={voice} kind={`poster ${sizes.join(' ')}`}>
      <p class="school">
        <bdi>{school?.name}</bdi>
      </p>
      <h2>
        <Written voice={voice} text={workshop.title} />
      </h2>
      <Facts voice={voice} workshop={workshop} />
      <p>
        <strong>
          <Said voice={voice}>{t('print.welcome')}</Said>
        </strong>
      </p>
      <div class="aside">
        <QrCode address={code} label={t('print.qr')} />
        <div>
          <p>
            <Said voice={voice}>{t('print.scan')}</Said>
          </p>
          <p class="address">
            <bdi dir="ltr">{address}</bdi>
          </p>
        </div>
      </div>
    </Sheet>
  )
}

const timesOf = ({ sessions = [] }: Workshop) => sessions.filter(({ cancelled }) => !cancelled)

/** When, where, in which language, and what is there for families. */
function Facts({ voice, workshop }: { voice: Voice; workshop: Workshop }) {
  const { t } = voice.reader
  const { offers, presentationLanguage, place } = workshop
  const times = timesOf(workshop)
  const offered = OFFERS.filter((offer) => offers[offer])
  const spoken = { language: languageName(presentationLanguage, voice.reader.language) }
  return (
    <>
      {times.length > 0 ? (
        <ul class="times">
          {times.map(({ start, end }) => (
            <li>
              <SheetTime voice={voice} start={start} end={end} />
            </li>
          ))}
        </ul>
      ) : (
        <p class="times">
          <Said voice={voice}>{t(workshop.status === 'voting' ? 'print.helpChoose' : 'workshop.soon')}</Said>
        </p>
      )}
      <p>{place ? <bdi>{place}</bdi> : <Said voice={voice}>{t('workshop.whereSoon')}</Said>}</p>
      {offered.length > 0 && (
        <ul class="offers">
          {offered.map((offer) => (
            <li>
              <HelpIcon help={HELP_OFFERED[offer]} />{' '}
              <Said voice={voice}>{t(`workshop.offer.${offer}`)}</Said>
            </li>
          ))}
        </ul>
      )}
      <p>
        <Said voice={voice}>{t(offers.interpretation ? 'workshop.inWith' : 'workshop.in', spoken)}</Said>
      </p>
    </>
  )
}

/** Registers the poster. */
export function registerPoster(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.printPoster(':workshop'), async (c) => {
    const { school } = organizerOf(c)
    const workshop = await readWorkshop(c.get('context'), c.req.param('workshop'))
    // Its code opens the public page, which a workshop for staff alone does not have.
    if (!isForFamilies(workshop)) refuse('not-for-families')
    const view = posterView(c, school, workshop)
    return show(c, <PosterPage reader={c.get('reader')} view={view} />)
  })
}
