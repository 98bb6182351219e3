import { isOutdated, type Session } from '../../shared/session/session.ts'
import { isForFamilies, type Workshop } from '../../shared/workshop/workshop.ts'
import { DownloadMenu } from '../components/download-menu.tsx'
import { Button, Form } from '../components/form.tsx'
import { Icon } from '../components/icon.tsx'
import { ButtonLink, Card } from '../components/parts.tsx'
import { SearchForm } from '../components/search-form.tsx'
import { WallTimeField } from '../components/wall-time-field.tsx'
import type { FormState } from '../form.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'
import { SESSION_SHEETS } from './print-session.tsx'
import type { Named } from './session-summary.ts'

/** A family that was searched for: how it is listed, and its reply, where it gave one. */
export type Found = { id: string; label: string; reply: Named | undefined }

// A card has room for so many; more letters find fewer.
const MOST_FOUND = 8

type RecordProps = {
  reader: Reader
  session: Session
  /** How many families have not replied. */
  silent: number
  find: string
  found: readonly Found[]
}

/** A search for the family whose reply somebody heard, and what was found. */
export function RecordCard({ reader: { t }, session, silent, find, found }: RecordProps) {
  return (
    <section class="card no-print" id="record">
      <h2>{t('reply.record')}</h2>
      {silent > 0 && <p class="soft">{t('reply.silent', { count: silent })}</p>}
      <SearchForm
        t={t}
        action={`${schoolRoutes.session(session.id)}#record`}
        name="find"
        value={find}
        label={t('reply.find')}
        isWorded
      />
      {find !== '' && found.length === 0 && <p role="status">{t('reply.notFound')}</p>}
      {found.length > 0 && (
        <ul class="lines">
          {found.slice(0, MOST_FOUND).map(({ id, label, reply }) => (
            <li>
              <a href={schoolRoutes.sessionReply(session.id, id)}>{label}</a>
              {reply && <span class="soft">{answerText(t, session, reply)}</span>}
            </li>
          ))}
        </ul>
      )}
      {found.length > MOST_FOUND && <p>{t('reply.moreFound', { count: found.length - MOST_FOUND })}</p>}
      <p>
        <a href={schoolRoutes.calls()}>{t('calls.title')}</a>
      </p>
    </section>
  )
}

/** What a family replied, in words. */
export function answerText(t: Reader['t'], session: Session, reply: Named): string {
  if (isOutdated(session, reply)) return t('session.team.confirm')
  if (!reply.attending) return t('session.team.away')
  if (!reply.waiting) return t('session.team.comes')
  return t('session.team.waits', { position: reply.position ?? '' })
}

/** The way to the page on which families sign in at the door. */
export function DoorCard({ reader: { t }, session }: { reader: Reader; session: Session }) {
  return (
    <Card title={t('door.button')}>
      <p class="soft">{t('session.team.doorText')}</p>
      <ButtonLink kind="quiet" href={schoolRoutes.checkIn(session.id)}>
        {t('session.team.doorButton')}
      </ButtonLink>
    </Card>
  )
}

type PrintProps = { reader: Reader; session: Session; workshop: Workshop }

/** What can be printed for the session. */
export function PrintCard({ reader: { t }, session, workshop }: PrintProps) {
  const sheets = SESSION_SHEETS.map((sheet) => ({
    href: schoolRoutes.printSheet(session.id, sheet),
    label: t(`print.${sheet}`),
  }))
  const flyers = { href: schoolRoutes.printFlyers(workshop.id), label: t('print.flyers') }
  return (
    <Card title={t('print.title')}>
      <ul class="lines">
        {[
          { href: schoolRoutes.checklist(session.id), label: t('print.checklist') },
          ...sheets,
          ...(isForFamilies(workshop) ? [flyers] : []),
        ].map(({ href, label }) => (
          <li>
            <Icon name="printer" />
            <a href={href}>{label}</a>
          </li>
        ))}
      </ul>
      <div class="actions">
        <DownloadMenu
          t={t}
          label={t('download.of', { what: t('download.replies') })}
          href={(format) => schoolRoutes.repliesFile(session.id, format)}
        />
        <DownloadMenu
          t={t}
          label={t('download.of', { what: t('print.checklist') })}
          href={(format) => schoolRoutes.checklistFile(session.id, format)}
        />
        <DownloadMenu
          t={t}
          label={t('download.of', { what: t('download.signIn') })}
          href={(format) => schoolRoutes.signInFile(session.id, format)}
        />
      </div>
    </Card>
  )
}

/** The form that moves a session to another time. */
export function MoveCard({ reader, session, form }: { reader: Reader; session: Session; form: FormState }) {
  const { t } = reader
  return (
    <section class="card no-print" id="move">
      <h2>{t('session.team.move')}</h2>
      {session.moveReason && <p>{t('times.kept', { reason: session.moveReason })}</p>}
      <p class="soft">{t('session.team.moveText')}</p>
      <Form action={schoolRoutes.moveSession(session.id)}>
        <WallTimeField
          reader={reader}
          form={form}
          name="startLocal"
          required
          label={t('session.team.newStart')}
          value={session.start}
        />
        <div class="actions">
          <Button kind="quiet">{t('session.team.moveButton')}</Button>
          <a href={schoolRoutes.session(session.id)}>{t('checklist.close')}</a>
        </div>
      </Form>
    </section>
  )
}
