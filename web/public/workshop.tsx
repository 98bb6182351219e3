import type { Hono } from 'hono'
import { schoolOf } from '../../shared/access/identifier.ts'
import { readPublicSchool } from '../../shared/school/school.operations.ts'
import { dayAt, instantOf } from '../../shared/time/instant.ts'
import { readPublicHostProfile } from '../../shared/workshop/host-profile.operations.ts'
import { type PublicHostProfile, shownHostProfile } from '../../shared/workshop/host-profile.ts'
import { readPublicPictures } from '../../shared/workshop/picture.operations.ts'
import { type Picture, shownPictures } from '../../shared/workshop/picture.ts'
import { readPublicQuestions } from '../../shared/workshop/question.operations.ts'
import type { ShownQuestion } from '../../shared/workshop/question.ts'
import { readPublicWorkshop } from '../../shared/workshop/workshop.operations.ts'
import { OFFERS, type Workshop } from '../../shared/workshop/workshop.ts'
import { DayTile } from '../components/day-tile.tsx'
import { HostProfileSection } from '../components/host-profile.tsx'
import { Icon } from '../components/icon.tsx'
import { Page } from '../components/layout.tsx'
import { ButtonLink, Notice } from '../components/parts.tsx'
import { QrCode } from '../components/qr-code.tsx'
import { ShownQuestions } from '../components/questions.tsx'
import { SHARE_PICTURE_NAME, sharePicture } from '../components/share-picture.ts'
import { SHARE_SCRIPT, SHARE_SCRIPT_NAME } from '../components/share-script.ts'
import { publicAddress } from '../components/share-view.ts'
import { StoredPicture } from '../components/stored-picture.tsx'
import { WorkshopTitle } from '../components/workshop.tsx'
import { loadLanguages, localText, pageLanguageOf, translator } from '../messages/catalogue.ts'
import { capital, languageName, shortDayText, timeRange, yearZoneName } from '../messages/format.ts'
import { allowStyles } from '../policy.ts'
import { familyRoutes, routes } from '../routes.ts'
import { PUBLIC_STYLE, PUBLIC_STYLE_HASH } from '../style/public.ts'
import { type Reader, show, type WebEnv } from '../visit.ts'
import { LinkPreview } from './link-preview.tsx'

allowStyles([PUBLIC_STYLE_HASH])

/** What everybody may see of a workshop: what, when, where, and what is there for families. */
export type PublicWorkshop = Pick<
  Workshop,
  | 'id'
  | 'status'
  | 'title'
  | 'description'
  | 'format'
  | 'place'
  | 'durationMinutes'
  | 'presentationLanguage'
  | 'offers'
  | 'sessions'
>

type PublicProps = {
  reader: Reader
  workshop: PublicWorkshop
  origin: string
  today: string
  /** Who leads it, where they agreed to be shown. */
  profile?: PublicHostProfile | undefined
  /** What the host shows of themselves and of the workshop. */
  pictures?: readonly Picture[]
  /** What families asked, where question and answer are shown. */
  questions?: readonly ShownQuestion[]
}
type Part = Pick<PublicProps, 'reader' | 'workshop'>

/** A workshop's public page, with the way in for families that are new. */
export function PublicWorkshopPage(props: PublicProps) {
  const { reader, workshop, origin, today, profile, pictures = [], questions = [] } = props
  const { t, language, school } = reader
  const address = publicAddress(origin, workshop.id, language)
  const pictureOf = (about: Picture['about']) => pictures.find((one) => one.about === about)
  return (
    <Page
      reader={reader}
      title={localText(workshop.title, language)}
      head={<LinkPreview reader={reader} workshop={workshop} origin={origin} />}
      style={PUBLIC_STYLE}
    >
      <div>
        {school && <p class="soft small">{t('workshop.of', { school: school.name })}</p>}
        <WorkshopTitle reader={reader} workshop={workshop} />
      </div>
      <WorkshopPicture reader={reader} workshop={workshop} picture={pictureOf('workshop')} />
      <Status reader={reader} workshop={workshop} />
      <Times reader={reader} workshop={workshop} today={today} />
      <ForYou reader={reader} workshop={workshop} />
      <HostProfileSection reader={reader} profile={profile} picture={pictureOf('host')} />
      <Questions reader={reader} workshop={workshop} questions={questions} />
      <WayIn reader={reader} />
      {school && (
        <p class="calendar">
          <ButtonLink kind="quiet" href={routes.schoolFeed(school.id)}>
            <Icon name="calendar" />
            {t('workshop.calendar')}
          </ButtonLink>
        </p>
      )}
      <div class="neighbor">
        <QrCode address={address} label={t('workshop.code')} />
        <p class="soft small">{t('workshop.neighbor')}</p>
      </div>
    </Page>
  )
}

function WorkshopPicture({ reader, workshop, picture }: Part & { picture: Picture | undefined }) {
  if (!picture) return null
  const fallback = localText(workshop.title, reader.language)
  return <StoredPicture reader={reader} picture={picture} class="stored" fallback={fallback} />
}

function Status({ reader: { t }, workshop }: Part) {
  if (workshop.status === 'cancelled') return <Notice tone="warning">{t('workshop.cancelled')}</Notice>
  if (workshop.status === 'held') return <Notice>{t('workshop.held')}</Notice>
  if (workshop.status === 'voting') return <Notice>{t('workshop.voting')}</Notice>
  return workshop.sessions?.length ? null : <Notice>{t('workshop.soon')}</Notice>
}

/** When and where, a card a time, with the zone named once; before a time is set, where and how long. */
function Times({ reader, workshop, today }: Part & Pick<PublicProps, 'today'>) {
  const { t, language, school } = reader
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  const where = workshop.place ?? t('workshop.whereSoon')
  const times = (workshop.sessions ?? []).filter(({ cancelled }) => !cancelled)
  if (workshop.status === 'cancelled') return null
  if (times.length === 0) {
    return (
      <p>
        {where} · {t('workshop.minutes', { minutes: workshop.durationMinutes })}
      </p>
    )
  }
  return (
    <>
      {times.map(({ start, end }, index) => (
        <div class="card when">
          <DayTile day={dayAt(start, place.timeZone)} language={language} />
          <p>
            <b>{shortDayText(start, { ...place, today })}</b>
            <br />
            {timeRange(start, end, place)} · <bdi>{where}</bdi>
            {index === 0 && <small class="soft">{yearZoneName(place.timeZone, place.language)}</small>}
          </p>
        </div>
      ))}
    </>
  )
}

const OFFER_ICONS = { childcare: 'child', food: 'food', interpretation: 'voices', rides: 'car' } as const

/** What is there for families, and in which language the workshop is. */
function ForYou({ reader: { t, language }, workshop }: Part) {
  const { offers, presentationLanguage, format } = workshop
  const offered = OFFERS.filter((offer) => offers[offer])
  const spoken = { language: languageName(presentationLanguage, language) }
  return (
    <section>
      {offered.length > 0 && (
        <>
          <h2>{t('workshop.free')}</h2>
          <ul class="offers">
            {offered.map((offer) => (
              <li>
                <Icon name={OFFER_ICONS[offer]} />
                {capital(t(`workshop.offer.${offer}`), language)}
              </li>
            ))}
          </ul>
        </>
      )}
      <p class="soft small">
        {t(offers.interpretation ? 'workshop.inWith' : 'workshop.in', spoken)}
        {format === 'communityTour' && ` ${t('workshop.format.communityTour')}`}
      </p>
    </section>
  )
}

/** What families asked and may be read by all, and where a family asks. */
function Questions({ reader, workshop, questions }: Part & { questions: readonly ShownQuestion[] }) {
  const { t, actor, school } = reader
  const isFamily = actor.kind === 'family' && actor.school === school?.id
  if (questions.length === 0 && !isFamily) return null
  return (
    <section>
      <h2>{t('question.title')}</h2>
      {questions.length > 0 && <ShownQuestions reader={reader} questions={questions} />}
      {isFamily && workshop.status !== 'cancelled' && (
        <p>
          <a href={familyRoutes.ask(workshop.id)}>{t('question.ask')}</a>
        </p>
      )}
    </section>
  )
}

/** A family that is in goes to its own page; everybody else is told of the personal link, or says who they are. */
function WayIn({ reader }: { reader: Reader }) {
  const { t, actor, school } = reader
  if (!school || (actor.kind === 'family' && actor.school === school.id))
    return (
      <p>
        <ButtonLink href={familyRoutes.home()}>{t('workshop.mine')}</ButtonLink>
      </p>
    )
  return (
    <section class="card next">
      <h2>{t('workshop.yours')}</h2>
      <p class="small">{t('workshop.yoursText')}</p>
      <a class="button full" href={routes.introduce(school.id)}>
        {t('workshop.newTitle')}
      </a>
      <p class="small">
        <a href={routes.code()}>{t('welcome.codeButton')}</a>
      </p>
    </section>
  )
}

/** Registers `/w/{workshop}`. */
export function registerPublicWorkshop(app: Hono<WebEnv>): void {
  app.get(routes.publicWorkshop(':workshop'), async (c) => {
    const id = c.req.param('workshop')
    const context = c.get('context')
    const [workshop, school, introduced, all, questions] = await Promise.all([
      readPublicWorkshop(context, id),
      readPublicSchool(context, schoolOf(id)),
      readPublicHostProfile(context, id),
      readPublicPictures(context, id),
      readPublicQuestions(context, id),
    ])
    const reader = await inLanguage({ ...c.get('reader'), school }, c.req.query('l'))
    const today = dayAt(instantOf(context.now()), school.timeZone)
    const profile = shownHostProfile(introduced, workshop.hostFamily)
    const pictures = shownPictures(all, workshop.hostFamily)
    const page = { reader, workshop, profile, pictures, questions, origin: c.get('origin'), today }
    return show(c, <PublicWorkshopPage {...page} />)
  })
  app.get(routes.shareScript(SHARE_SCRIPT_NAME), (c) =>
    c.body(SHARE_SCRIPT, 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  )
  app.get(routes.sharePicture(SHARE_PICTURE_NAME), (c) =>
    c.body(sharePicture(), 200, { 'content-type': 'image/png' }),
  )
}

// A shared link brings its language, also to programs that keep no cookie; what the reader chose before stays chosen.
async function inLanguage(reader: Reader, asked: string | undefined): Promise<Reader> {
  const language = pageLanguageOf(asked ?? '')
  if (!language) return reader
  await loadLanguages([language])
  return { ...reader, language, t: translator(language) }
}
