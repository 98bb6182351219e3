import type { Hono } from 'hono'
import { schoolOf } from '../../shared/access/identifier.ts'
import { readPublicSchool } from '../../shared/school/school.operations.ts'
import { readPublicWorkshop } from '../../shared/workshop/workshop.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Page } from '../components/layout.tsx'
import { ButtonLink, Card, Notice } from '../components/parts.tsx'
import { WorkshopFacts, WorkshopTitle } from '../components/workshop.tsx'
import { localText } from '../messages/catalogue.ts'
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

/** A workshop's public page, with the way in for families that are new. */
export function PublicWorkshopPage({ reader, workshop }: { reader: Reader; workshop: PublicWorkshop }) {
  const { t, language, actor } = reader
  const isFamily = actor.kind === 'family' && actor.school === reader.school?.id
  return (
    <Page reader={reader} title={localText(workshop.title, language)}>
      <WorkshopTitle reader={reader} workshop={workshop} />
      <Status reader={reader} workshop={workshop} />
      <WorkshopFacts
        reader={reader}
        workshop={workshop}
        times={(workshop.sessions ?? []).filter(({ cancelled }) => !cancelled)}
      />
      <ButtonLink href={isFamily ? familyRoutes.home() : routes.code()}>{t('workshop.mine')}</ButtonLink>
      {!isFamily && (
        <Card title={t('workshop.newTitle')}>
          <p>{t('workshop.newText')}</p>
        </Card>
      )}
    </Page>
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
    const [workshop, school] = await Promise.all([
      readPublicWorkshop(context, id),
      readPublicSchool(context, schoolOf(id)),
    ])
    return show(c, <PublicWorkshopPage reader={{ ...c.get('reader'), school }} workshop={workshop} />)
  })
}
