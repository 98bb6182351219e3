import type { Hono } from 'hono'
import type { DateTime } from 'luxon'
import type { Context } from '../../shared/access/context.ts'
import { listNotices } from '../../shared/delivery/notice.operations.ts'
import type { Notice as FamilyNotice } from '../../shared/message/notice.ts'
import { listReplies } from '../../shared/session/reply.operations.ts'
import { instantOf } from '../../shared/time/instant.ts'
import { readInterests } from '../../shared/workshop/interest.operations.ts'
import type { InterestCounts } from '../../shared/workshop/interest.ts'
import { isInTime } from '../../shared/workshop/poll.ts'
import { listWorkshops, readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import { hasBegun, type Workshop } from '../../shared/workshop/workshop.ts'
import { Button, Form, Hidden } from '../components/form.tsx'
import { InterestCountsView } from '../components/interest-counts.tsx'
import { ButtonLink, Notice, Table } from '../components/parts.tsx'
import { WorkshopFacts, WorkshopTitle } from '../components/workshop.tsx'
import type { FormState } from '../form.ts'
import { localText, type Translator } from '../messages/catalogue.ts'
import { whenText } from '../messages/format.ts'
import { schoolRoutes } from '../routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { BalanceOfTerm } from './balance.tsx'
import { SchoolPage } from './frame.tsx'
import { OverSeats } from './over-seats.tsx'
import { TranslationList } from './translation.tsx'
import { registerUndo, UndoButton, UndoNotices, UndoRefused } from './undo.tsx'

const ORDER: readonly Workshop['status'][] = ['voting', 'scheduled', 'draft', 'held', 'cancelled']

type WorkshopsProps = { reader: Reader; workshops: readonly Workshop[]; now: DateTime; deleted: boolean }

/** The school's workshops by status, and the purposes of this year's. */
export function WorkshopsPage({ reader, workshops, now, deleted }: WorkshopsProps) {
  const { t, language } = reader
  return (
    <SchoolPage reader={reader} title={t('workshops.title')}>
      <h1>{t('workshops.title')}</h1>
      {deleted && <Notice tone="done">{t('done.deleted')}</Notice>}
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
  /** The taken seats of sessions to come, where the workshop has a limit. */
  taken: ReadonlyMap<string, number>
  notices: readonly FamilyNotice[]
  now: string
  /** What was just done, from the address. */
  done: string | undefined
  /** An undo that was refused. */
  form: FormState
}

/** One workshop, with a link to its results or sessions. */
export function TeamWorkshopPage(props: TeamWorkshopProps) {
  const { reader, workshop, counts, taken, notices, now, done, form } = props
  const { t, language, school } = reader
  const sessions = [...(workshop.sessions ?? [])].sort((one, other) => (one.start < other.start ? -1 : 1))
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  return (
    <SchoolPage reader={reader} title={localText(workshop.title, language)}>
      <UndoRefused reader={reader} workshop={workshop} form={form} />
      <UndoNotices {...{ reader, workshop, notices, now, done }} />
      <WorkshopTitle reader={reader} workshop={workshop} />
      <p>
        <strong>{t(`workshops.${workshop.status}`)}</strong>
      </p>
      {workshop.hostGone && !workshop.hostFamily && <Notice tone="warning">{t('workshop.hostGone')}</Notice>}
      <WorkshopFacts reader={reader} workshop={workshop} times={[]} />
      <Steps reader={reader} workshop={workshop} now={now} />
      <TranslationList reader={reader} workshop={workshop} />
      {counts && <InterestCountsView reader={reader} counts={counts} />}
      {sessions.length > 0 && (
        <section>
          <h2>{t('workshop.sessions')}</h2>
          <ul>
            {sessions.map((session) => (
              <li>
                <a href={schoolRoutes.session(session.id)}>{whenText(session.start, session.end, place)}</a>
                <OverSeats reader={reader} seats={workshop.seats} taken={taken.get(session.id)} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </SchoolPage>
  )
}

type StepsProps = { reader: Reader; workshop: Workshop; now: string }

/** The actions that a workshop's status allows, the next step first. */
function Steps({ reader, workshop, now }: StepsProps) {
  const { t } = reader
  const { id, status, poll } = workshop
  return (
    <div class="steps no-print">
      {status === 'draft' && <DraftSteps t={t} workshop={workshop} />}
      {poll && <ButtonLink href={schoolRoutes.results(id)}>{t('workshop.results')}</ButtonLink>}
      {status === 'voting' && (
        <>
          <ButtonLink kind="quiet" href={schoolRoutes.record(id)}>
            {t('plan.record')}
          </ButtonLink>
          <ButtonLink kind="quiet" href={schoolRoutes.poll(id)}>
            {t('plan.changeVote')}
          </ButtonLink>
          <StopOrResume t={t} workshop={workshop} now={now} />
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
      {status === 'held' && <UndoButton reader={reader} workshop={id} act="held" />}
      {status !== 'held' && status !== 'cancelled' && <Changes t={t} workshop={workshop} now={now} />}
    </div>
  )
}

type ChangesProps = { t: Translator; workshop: Workshop; now: string }

function DraftSteps({ t, workshop: { id, announced } }: Omit<ChangesProps, 'now'>) {
  return (
    <>
      <ButtonLink href={schoolRoutes.poll(id)}>{t('plan.openVote')}</ButtonLink>
      <Form action={schoolRoutes.announceWorkshop(id)}>
        <Hidden name="announced" value={announced ? '' : 'yes'} />
        <Button kind="quiet">{t(announced ? 'plan.silence' : 'plan.announce')}</Button>
      </Form>
      <ButtonLink kind="quiet" href={schoolRoutes.deleteWorkshop(id)}>
        {t('plan.delete')}
      </ButtonLink>
    </>
  )
}

function StopOrResume({ t, workshop: { id, poll }, now }: ChangesProps) {
  if (poll?.stoppedAt !== undefined && now < poll.closesAt) {
    return (
      <Form action={schoolRoutes.undoWorkshop(id)}>
        <Hidden name="act" value="stop" />
        <Button kind="quiet">{t('plan.resume')}</Button>
      </Form>
    )
  }
  if (!poll || !isInTime(poll, now)) return null
  return (
    <ButtonLink kind="quiet" href={schoolRoutes.stopVote(id)}>
      {t('plan.stop')}
    </ButtonLink>
  )
}

function Changes({ t, workshop, now }: ChangesProps) {
  const { id, status } = workshop
  return (
    <>
      <ButtonLink kind="quiet" href={schoolRoutes.printWorkshop(id)}>
        {t('print.title')}
      </ButtonLink>
      <ButtonLink kind="quiet" href={schoolRoutes.editWorkshop(id)}>
        {t('plan.edit')}
      </ButtonLink>
      {status === 'scheduled' && hasBegun(workshop, now) && (
        <Form action={schoolRoutes.holdWorkshop(id)}>
          <Button kind="quiet">{t('plan.held')}</Button>
        </Form>
      )}
      <ButtonLink kind="quiet" href={schoolRoutes.cancelWorkshop(id)}>
        {t('plan.cancel')}
      </ButtonLink>
    </>
  )
}

async function answer(c: Visit, id: string, form: FormState = {}): Promise<Response> {
  organizerOf(c)
  const context = c.get('context')
  const workshop = await readWorkshop(context, id)
  const counts = workshop.announced ? await readInterests(context, workshop.id) : undefined
  const notices = await listNotices(context, workshop.id)
  const now = instantOf(context.now())
  const taken = await takenSeats(context, workshop, now)
  const view = { workshop, counts, taken, notices, now, done: c.req.query('done'), form }
  return show(c, <TeamWorkshopPage reader={c.get('reader')} {...view} />)
}

async function takenSeats(context: Context, { seats, sessions = [] }: Workshop, now: string) {
  const toCome = sessions.filter(({ end, cancelled }) => seats !== undefined && !cancelled && now < end)
  const found = await Promise.all(
    toCome.map(async ({ id }) => [id, (await listReplies(context, id)).seatsTaken] as const),
  )
  return new Map(found)
}

/** Registers the workshops' pages. */
export function registerWorkshops(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.workshops(), async (c) => {
    const { school } = organizerOf(c)
    const workshops = await listWorkshops(c.get('context'), school.id)
    const view = { workshops, now: c.get('context').now(), deleted: c.req.query('done') === 'deleted' }
    return show(c, <WorkshopsPage reader={c.get('reader')} {...view} />)
  })
  app.get(schoolRoutes.workshop(':workshop'), (c) => answer(c, c.req.param('workshop')))
  registerUndo(app, answer)
}
