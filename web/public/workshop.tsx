import type { Hono } from 'hono'
import { schoolOf } from '../../shared/access/identifier.ts'
import { readPublicSchool } from '../../shared/school/school.operations.ts'
import { readPublicIntroduction } from '../../shared/workshop/introduction.operations.ts'
import { type PublicIntroduction, shownIntroduction } from '../../shared/workshop/introduction.ts'
import { readPublicWorkshop } from '../../shared/workshop/workshop.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { HostIntroduction } from '../components/host-introduction.tsx'
import { Page } from '../components/layout.tsx'
import { ButtonLink, Card, Notice } from '../components/parts.tsx'
import { SHARE_SCRIPT, SHARE_SCRIPT_NAME } from '../components/share-script.ts'
import { previewOf, publicAddress } from '../components/share-view.ts'
import { WorkshopFacts, WorkshopTitle } from '../components/workshop.tsx'
import { loadLanguages, localText, pageLanguageOf, translator } from '../messages/catalogue.ts'
import { familyRoutes, routes } from '../routes.ts'
import { type Reader, show, type WebEnv } from '../visit.ts'

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
  /** Who leads it, where they agreed to be shown. */
  introduction?: PublicIntroduction | undefined
}

/** A workshop's public page, with the way in for families that are new. */
export function PublicWorkshopPage({ reader, workshop, origin, introduction }: PublicProps) {
  const { t, language, actor } = reader
  const isFamily = actor.kind === 'family' && actor.school === reader.school?.id
  return (
    <Page
      reader={reader}
      title={localText(workshop.title, language)}
      head={<LinkPreview reader={reader} workshop={workshop} origin={origin} />}
    >
      <WorkshopTitle reader={reader} workshop={workshop} />
      <Status reader={reader} workshop={workshop} />
      <WorkshopFacts
        reader={reader}
        workshop={workshop}
        times={(workshop.sessions ?? []).filter(({ cancelled }) => !cancelled)}
      />
      <HostIntroduction reader={reader} introduction={introduction} />
      <ButtonLink href={isFamily ? familyRoutes.home() : routes.code()}>{t('workshop.mine')}</ButtonLink>
      {!isFamily && (
        <Card title={t('workshop.newTitle')}>
          <p>{t('workshop.newText')}</p>
        </Card>
      )}
    </Page>
  )
}

// Programs that preview a link read Open Graph, and Twitter its own. Only public pages have them.
function LinkPreview({ reader, workshop, origin }: PublicProps) {
  const { title, text } = previewOf(reader, workshop)
  const address = publicAddress(origin, workshop.id, reader.language)
  return (
    <>
      <meta name="description" content={text} />
      <meta property="og:type" content="website" />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={text} />
      <meta property="og:url" content={address} />
      <meta property="og:locale" content={reader.language} />
      {reader.school && <meta property="og:site_name" content={reader.school.name} />}
      <meta name="twitter:card" content="summary" />
      <meta name="twitter:title" content={title} />
      <meta name="twitter:description" content={text} />
    </>
  )
}

function Status({ reader: { t }, workshop }: { reader: Reader; workshop: PublicWorkshop }) {
  if (workshop.status === 'cancelled') return <Notice tone="warning">{t('workshop.cancelled')}</Notice>
  if (workshop.status === 'held') return <Notice>{t('workshop.held')}</Notice>
  if (workshop.status === 'voting') return <Notice>{t('workshop.voting')}</Notice>
  return workshop.sessions?.length ? null : <Notice>{t('workshop.soon')}</Notice>
}

/** Registers `/w/{workshop}`. */
export function registerPublicWorkshop(app: Hono<WebEnv>): void {
  app.get(routes.publicWorkshop(':workshop'), async (c) => {
    const id = c.req.param('workshop')
    const context = c.get('context')
    const [workshop, school, introduced] = await Promise.all([
      readPublicWorkshop(context, id),
      readPublicSchool(context, schoolOf(id)),
      readPublicIntroduction(context, id),
    ])
    const reader = await inLanguage({ ...c.get('reader'), school }, c.req.query('l'))
    const introduction = shownIntroduction(introduced, workshop.hostFamily)
    const view = { reader, workshop, introduction, origin: c.get('origin') }
    return show(c, <PublicWorkshopPage {...view} />)
  })
  app.get(routes.shareScript(SHARE_SCRIPT_NAME), (c) =>
    c.body(SHARE_SCRIPT, 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  )
}

// A shared link brings its language, also to programs that keep no cookie; what the reader chose before stays chosen.
async function inLanguage(reader: Reader, asked: string | undefined): Promise<Reader> {
  const language = pageLanguageOf(asked ?? '')
  if (!language) return reader
  await loadLanguages([language])
  return { ...reader, language, t: translator(language) }
}
