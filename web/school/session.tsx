import type { Hono } from 'hono'
import { allFamilies } from '../../shared/family/operations.ts'
import { type Answered, listReplies } from '../../shared/session/operations.ts'
import type { Session } from '../../shared/session/session.ts'
import { readWorkshop } from '../../shared/workshop/operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { ButtonLink, Notice, Table } from '../components/parts.tsx'
import { WorkshopFacts, WorkshopTitle } from '../components/workshop.tsx'
import { localText, type Translate } from '../messages/catalogue.ts'
import { schoolRoutes } from '../routes.ts'
import { memberOf, type Reader, show, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'

/** A session with its replies, each with the family's name. */
export type SessionView = {
  session: Session
  workshop: Workshop
  replies: (Answered & { name: string })[]
  seatsTaken: number
}

/** Who comes to a session, who waits, and the way to its checklist. */
export function TeamSessionPage({ reader, view }: { reader: Reader; view: SessionView }) {
  const { t, language } = reader
  const { session, workshop, replies, seatsTaken } = view
  const coming = replies.filter((reply) => reply.attending && !reply.waiting)
  const adults = coming.reduce((sum, reply) => sum + reply.adults, 0)
  const children = coming.reduce((sum, reply) => sum + reply.children.length, 0)
  return (
    <SchoolPage reader={reader} title={localText(workshop.title, language)}>
      <WorkshopTitle reader={reader} workshop={workshop} />
      {session.status === 'cancelled' && <Notice tone="warning">{t('session.team.cancelled')}</Notice>}
      <WorkshopFacts reader={reader} workshop={workshop} times={[session]} />
      <p>
        <ButtonLink href={schoolRoutes.checklist(session.id)}>{t('today.checklistButton')}</ButtonLink>
      </p>
      <h2>{t('session.team.replies')}</h2>
      <p>{t('session.team.summary', { families: coming.length, adults, children })}</p>
      {workshop.seats !== undefined && (
        <p>{t('session.team.seats', { taken: seatsTaken, seats: workshop.seats })}</p>
      )}
      {replies.length === 0 ? (
        <Notice>{t('session.team.none')}</Notice>
      ) : (
        <Table
          caption={t('session.team.replies')}
          heads={[
            t('session.team.family'),
            t('session.team.answer'),
            t('session.team.adults'),
            t('session.team.children'),
          ]}
          numbers={[2, 3]}
          rows={replies.map((reply) => [
            reply.name,
            answerText(t, reply),
            String(reply.attending ? reply.adults : 0),
            String(reply.attending ? reply.children.length : 0),
          ])}
        />
      )}
    </SchoolPage>
  )
}

function answerText(t: Translate, reply: Answered): string {
  if (!reply.attending) return t('session.team.away')
  if (!reply.waiting) return t('session.team.comes')
  return t('session.team.waits', { position: reply.position ?? '' })
}

/** Registers the team's page of a session. */
export function registerTeamSession(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.session(':session'), async (c) => {
    const { school } = memberOf(c)
    const context = c.get('context')
    const { session, replies, seatsTaken } = await listReplies(context, c.req.param('session'))
    const [workshop, families] = await Promise.all([
      readWorkshop(context, session.workshop),
      allFamilies(context, school.id),
    ])
    const names = new Map(families.map(({ id, name }) => [id, name]))
    const named = replies.map((reply) => ({ ...reply, name: names.get(reply.family) ?? '—' }))
    const view = { session, workshop, replies: named, seatsTaken }
    return show(c, <TeamSessionPage reader={c.get('reader')} view={view} />)
  })
}
