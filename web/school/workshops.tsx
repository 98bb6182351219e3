import type { Hono } from 'hono'
import { listWorkshops, readWorkshop } from '../../shared/workshop/operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { ButtonLink, Notice, Table } from '../components/parts.tsx'
import { WorkshopFacts, WorkshopTitle } from '../components/workshop.tsx'
import { localText } from '../messages/catalogue.ts'
import { whenText } from '../messages/format.ts'
import { schoolRoutes } from '../routes.ts'
import { memberOf, type Reader, show, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'

const ORDER: readonly Workshop['status'][] = ['voting', 'scheduled', 'draft', 'held', 'cancelled']

/** The school's workshops by where they stand. */
export function WorkshopsPage({ reader, workshops }: { reader: Reader; workshops: readonly Workshop[] }) {
  const { t, language } = reader
  return (
    <SchoolPage reader={reader} title={t('workshops.title')}>
      <h1>{t('workshops.title')}</h1>
      {workshops.length === 0 ? (
        <Notice>{t('workshops.none')}</Notice>
      ) : (
        <Table
          caption={t('workshops.title')}
          heads={[t('workshops.name'), t('workshops.status')]}
          rows={workshops
            .toSorted((one, other) => ORDER.indexOf(one.status) - ORDER.indexOf(other.status))
            .map((workshop) => [
              <a href={schoolRoutes.workshop(workshop.id)}>{localText(workshop.title, language)}</a>,
              t(`workshops.${workshop.status}`),
            ])}
        />
      )}
    </SchoolPage>
  )
}

/** One workshop: what it is, and the way to its results or its sessions. */
export function TeamWorkshopPage({ reader, workshop }: { reader: Reader; workshop: Workshop }) {
  const { t, language, school } = reader
  const sessions = workshop.sessions ?? []
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  return (
    <SchoolPage reader={reader} title={localText(workshop.title, language)}>
      <WorkshopTitle reader={reader} workshop={workshop} />
      <p>
        <strong>{t(`workshops.${workshop.status}`)}</strong>
      </p>
      <WorkshopFacts reader={reader} workshop={workshop} times={[]} />
      {workshop.poll && (
        <ButtonLink href={schoolRoutes.results(workshop.id)}>{t('workshop.results')}</ButtonLink>
      )}
      {sessions.length > 0 && (
        <section>
          <h2>{t('workshop.sessions')}</h2>
          <ul>
            {sessions.map((session) => (
              <li>
                <a href={schoolRoutes.session(session.id)}>{whenText(session.start, session.end, place)}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </SchoolPage>
  )
}

/** Registers the workshops' pages. */
export function registerWorkshops(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.workshops(), async (c) => {
    const { school } = memberOf(c)
    const workshops = await listWorkshops(c.get('context'), school.id)
    return show(c, <WorkshopsPage reader={c.get('reader')} workshops={workshops} />)
  })
  app.get(schoolRoutes.workshop(':workshop{[a-z0-9]+-[a-z0-9]+}'), async (c) => {
    memberOf(c)
    const workshop = await readWorkshop(c.get('context'), c.req.param('workshop'))
    return show(c, <TeamWorkshopPage reader={c.get('reader')} workshop={workshop} />)
  })
}
