import type { Hono } from 'hono'
import { listOutbox } from '../../shared/delivery/message.operations.ts'
import { type Delivery, shownState } from '../../shared/message/message.ts'
import { Notice, Table } from '../components/parts.tsx'
import type { Translator } from '../messages/catalogue.ts'
import { failureKey } from '../messages/failure-words.ts'
import { momentText, type Place } from '../messages/format.ts'
import { schoolRoutes } from '../routes.ts'
import { organizerOf, type Reader, show, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'

/** The messages; where no e-mail server is set up, those that would have been sent. */
export function OutboxPage({ reader, messages }: { reader: Reader; messages: readonly Delivery[] }) {
  const { t, language, school } = reader
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  return (
    <SchoolPage reader={reader} title={t('outbox.title')}>
      <h1>{t('outbox.title')}</h1>
      <p>{t('outbox.text')}</p>
      {messages.length === 0 ? (
        <Notice>{t('outbox.none')}</Notice>
      ) : (
        <Table
          caption={t('outbox.title')}
          heads={[t('outbox.when'), t('outbox.to'), t('outbox.what')]}
          rows={messages.map((message) => [
            momentText(message.at, place),
            message.notices ? <Recipient notices={message.notices} /> : message.to,
            <Content t={t} place={place} message={message} />,
          ])}
        />
      )}
    </SchoolPage>
  )
}

function Recipient({ notices: { family, name } }: { notices: NonNullable<Delivery['notices']> }) {
  return <a href={schoolRoutes.family(family)}>{name}</a>
}

type Shown = { t: Translator; place: Place; message: Delivery }

function Content({ t, place, message: { state, sentAt, attempts, failure, notices, channel } }: Shown) {
  return (
    <>
      {notices?.about.map(({ kind, workshop }) => (
        <a href={schoolRoutes.notices(workshop)}>{t(`notices.kind.${kind}`)} </a>
      ))}
      {notices && <span>{t(`about.channel.${channel}`)} · </span>}
      <span>{stateText(t, state)} </span>
      {sentAt && <span>{momentText(sentAt, place)} </span>}
      {failure && (
        <span>
          {t(failureKey(failure))} {t('outbox.tried', { attempts, failure })}{' '}
        </span>
      )}
    </>
  )
}

function stateText(t: Translator, of: Delivery['state']): string {
  const { state, why } = shownState(of)
  const shown = t(`outbox.state.${state}`)
  return why ? t('notices.count', { state: shown, count: t(`outbox.why.${why}`) }) : shown
}

/** Registers the outbox. */
export function registerOutbox(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.outbox(), async (c) => {
    const { school } = organizerOf(c)
    const messages = await listOutbox(c.get('context'), school.id)
    return show(c, <OutboxPage reader={c.get('reader')} messages={messages} />)
  })
}
