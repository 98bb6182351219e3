import type { Hono } from 'hono'
import type { DateTime } from 'luxon'
import { copyWorkshop } from '../../shared/logistics/logistics.operations.ts'
import { cancelWorkshop } from '../../shared/session/cancellation.operations.ts'
import { announce, readInterests } from '../../shared/workshop/interest.operations.ts'
import type { InterestCounts } from '../../shared/workshop/interest.ts'
import { listWorkshops, markHeld, readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Button, Form, Hidden } from '../components/form.tsx'
import { InterestCountsView } from '../components/interest-counts.tsx'
import { ButtonLink, Notice, Table } from '../components/parts.tsx'
import { WorkshopFacts, WorkshopTitle } from '../components/workshop.tsx'
import { localText, type Translator } from '../messages/catalogue.ts'
import { whenText } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../routes.ts'
import { organizerOf, type Reader, show, type WebEnv } from '../visit.ts'
import { BalanceOfTerm } from './balance.tsx'
import { SchoolPage } from './frame.tsx'
import { TranslationList } from './translation.tsx'

const ORDER: readonly Workshop['status'][] = ['voting', 'scheduled', 'draft', 'held', 'cancelled']

type WorkshopsProps = { reader: Reader; workshops: readonly Workshop[]; now: DateTime }

/** The school's workshops by where they stand, and what the year's are for. */
export function WorkshopsPage({ reader, workshops, now }: WorkshopsProps) {
  const { t, language } = reader
  return (
    <SchoolPage reader={reader} title={t('workshops.title')}>
      <h1>{t('workshops.title')}</h1>
      <ButtonLink href={schoolRoutes.newWorkshop()}>{t('plan.new')}</ButtonLink>
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
      <BalanceOfTerm reader={reader} workshops={workshops} now={now} />
    </SchoolPage>
  )
}

type TeamWorkshopProps = {
  reader: Reader
  workshop: Workshop
  counts?: InterestCounts | undefined
}

/** One workshop: what it is, and the way to its results or its sessions. */
export function TeamWorkshopPage({ reader, workshop, counts }: TeamWorkshopProps) {
  const { t, language, school } = reader
  const sessions = [...(workshop.sessions ?? [])].sort((one, other) => (one.start < other.start ? -1 : 1))
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  return (
    <SchoolPage reader={reader} title={localText(workshop.title, language)}>
      <WorkshopTitle reader={reader} workshop={workshop} />
      <p>
        <strong>{t(`workshops.${workshop.status}`)}</strong>
      </p>
      {workshop.hostGone && !workshop.hostFamily && <Notice tone="warning">{t('workshop.hostGone')}</Notice>}
      <WorkshopFacts reader={reader} workshop={workshop} times={[]} />
      <Steps reader={reader} workshop={workshop} />
      <TranslationList reader={reader} workshop={workshop} />
      {counts && <InterestCountsView reader={reader} counts={counts} />}
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

/** The actions that a workshop's status allows, the next step first. */
function Steps({ reader: { t }, workshop }: { reader: Reader; workshop: Workshop }) {
  const { id, status, poll, announced } = workshop
  return (
    <div class="steps no-print">
      {status === 'draft' && (
        <>
          <ButtonLink href={schoolRoutes.poll(id)}>{t('plan.openVote')}</ButtonLink>
          <Form action={schoolRoutes.announceWorkshop(id)}>
            <Hidden name="announced" value={announced ? '' : 'yes'} />
            <Button kind="quiet">{t(announced ? 'plan.silence' : 'plan.announce')}</Button>
          </Form>
        </>
      )}
      {poll && <ButtonLink href={schoolRoutes.results(id)}>{t('workshop.results')}</ButtonLink>}
      {status === 'voting' && (
        <>
          <ButtonLink kind="quiet" href={schoolRoutes.record(id)}>
            {t('plan.record')}
          </ButtonLink>
          <ButtonLink kind="quiet" href={schoolRoutes.poll(id)}>
            {t('plan.changeVote')}
          </ButtonLink>
        </>
      )}
      {status !== 'draft' && (
        <ButtonLink kind="quiet" href={schoolRoutes.notices(id)}>
          {t('notices.link')}
        </ButtonLink>
      )}
      {status !== 'draft' && (
        <Form action={schoolRoutes.copyWorkshop(id)}>
          <Button kind="quiet">{t('plan.copy')}</Button>
        </Form>
      )}
      {status !== 'held' && status !== 'cancelled' && <Changes t={t} workshop={workshop} />}
    </div>
  )
}

function Changes({ t, workshop: { id, status } }: { t: Translator; workshop: Workshop }) {
  return (
    <>
      <ButtonLink kind="quiet" href={schoolRoutes.printWorkshop(id)}>
        {t('print.title')}
      </ButtonLink>
      <ButtonLink kind="quiet" href={schoolRoutes.editWorkshop(id)}>
        {t('plan.edit')}
      </ButtonLink>
      {status === 'scheduled' && (
        <Form action={schoolRoutes.holdWorkshop(id)}>
          <Button kind="quiet">{t('plan.held')}</Button>
        </Form>
      )}
      <details>
        <summary>{t('plan.cancel')}</summary>
        <p>{t('plan.cancelText')}</p>
        <Form action={schoolRoutes.cancelWorkshop(id)}>
          <Button kind="danger">{t('plan.cancel')}</Button>
        </Form>
      </details>
    </>
  )
}

/** Registers the workshops' pages. */
export function registerWorkshops(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.workshops(), async (c) => {
    const { school } = organizerOf(c)
    const workshops = await listWorkshops(c.get('context'), school.id)
    return show(
      c,
      <WorkshopsPage reader={c.get('reader')} workshops={workshops} now={c.get('context').now()} />,
    )
  })
  app.get(schoolRoutes.workshop(':workshop'), async (c) => {
    organizerOf(c)
    const workshop = await readWorkshop(c.get('context'), c.req.param('workshop'))
    const counts = workshop.announced ? await readInterests(c.get('context'), workshop.id) : undefined
    const view = { workshop, counts }
    return show(c, <TeamWorkshopPage reader={c.get('reader')} {...view} />)
  })
  registerWorkshopActions(app)
}

function registerWorkshopActions(app: Hono<WebEnv>): void {
  onPost(app, schoolRoutes.announceWorkshop(':workshop'), {
    by: organizerOf,
    run: ({ context, params, form }) => announce(context, params.workshop, form.text('announced') === 'yes'),
    done: (_, { id }) => schoolRoutes.workshop(id),
  })
  onPost(app, schoolRoutes.copyWorkshop(':workshop'), {
    by: organizerOf,
    run: ({ context, params }) => copyWorkshop(context, params.workshop),
    done: (_, { id }) => schoolRoutes.editWorkshop(id),
  })
  onPost(app, schoolRoutes.cancelWorkshop(':workshop'), {
    by: organizerOf,
    run: ({ context, params }) => cancelWorkshop(context, params.workshop),
    done: (_, { id }) => schoolRoutes.workshop(id),
  })
  onPost(app, schoolRoutes.holdWorkshop(':workshop'), {
    by: organizerOf,
    run: ({ context, params }) => markHeld(context, params.workshop),
    done: (_, { id }) => schoolRoutes.workshop(id),
  })
}
