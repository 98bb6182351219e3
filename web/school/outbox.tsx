import type { Hono } from 'hono'
import { listMessages } from '../../shared/delivery/message-list.operations.ts'
import { listWordings } from '../../shared/delivery/wording.operations.ts'
import type { Delivery } from '../../shared/message/message.ts'
import { isOverdue } from '../../shared/message/message-count.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Address } from '../components/address.tsx'
import { Menu, MenuLinks } from '../components/menu.tsx'
import { PageHead } from '../components/page-head.tsx'
import { ButtonLink, Table } from '../components/parts.tsx'
import { localText } from '../messages/catalogue.ts'
import { failureKey } from '../messages/failure-words.ts'
import { momentText } from '../messages/format.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'
import { MessageGroups, UnsentNotice } from './message-list.tsx'
import { stateOf } from './message-open.tsx'
import { filterCounts } from './message-rows.ts'
import { type MessageView, messageQuery } from './message-view.ts'

/** What families were told and will be: what waits or failed first, then a row a message, and what went to single people. */
export function MessagesPage({ reader, view }: { reader: Reader; view: MessageView }) {
  const { t } = reader
  const { list } = view
  const isEmpty = list.summaries.length === 0
  return (
    <SchoolPage look="desk" reader={reader} title={t('outbox.title')}>
      <PageHead
        t={t}
        title={t('outbox.title')}
        answer={<p class="soft">{headline(reader, view)}</p>}
        actions={!isEmpty && <WriteMenu reader={reader} workshops={[...list.workshops.values()]} />}
      />
      {isEmpty ? <Blank reader={reader} /> : <UnsentNotice reader={reader} list={list} />}
      {!isEmpty && <MessageGroups reader={reader} view={view} />}
      <Personal reader={reader} deliveries={list.personal} />
    </SchoolPage>
  )
}

function headline({ t }: Reader, { list }: MessageView): string {
  if (list.summaries.length === 0) return t('outbox.nothing')
  // All numbers of the sentence count messages to one person.
  const deliveries = list.summaries.flatMap((summary) => summary.deliveries)
  const late = deliveries.filter((delivery) => isOverdue(delivery, list.now)).length
  const { failed, waiting } = filterCounts(list.summaries)
  const said = [
    late > 0 && t('outbox.late', { count: late }),
    late === 0 && waiting > 0 && t('outbox.waits', { count: waiting }),
    failed > 0 && t('outbox.failed', { count: failed }),
  ]
  return said.filter(Boolean).join(' ') || t('outbox.well')
}

/** The workshops about whose families one can write, behind one button. */
function WriteMenu({
  reader: { t, language },
  workshops,
}: {
  reader: Reader
  workshops: readonly Workshop[]
}) {
  const underWay = workshops.filter(({ status }) => status === 'voting' || status === 'scheduled')
  if (underWay.length === 0) return null
  return (
    <Menu summary={t('tell.title')} look="button">
      <MenuLinks
        links={[
          ...underWay.map(({ id, title }) => ({
            label: localText(title, language),
            href: schoolRoutes.broadcast(id),
          })),
          { label: t('wording.title'), href: schoolRoutes.wordings() },
        ]}
      />
    </Menu>
  )
}

function Blank({ reader: { t } }: { reader: Reader }) {
  return (
    <section class="blank">
      <h2>{t('outbox.blank')}</h2>
      <p>{t('outbox.blankText')}</p>
      <ButtonLink href={schoolRoutes.newWorkshop()}>{t('today.workshopButton')}</ButtonLink>
    </section>
  )
}

/** Sign-in codes, invitations and the like, folded; open where one of them did not arrive. */
function Personal({ reader, deliveries }: { reader: Reader; deliveries: readonly Delivery[] }) {
  const { t, language, school } = reader
  if (deliveries.length === 0) return null
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  const newest = deliveries.toSorted((one, other) => other.at.localeCompare(one.at))
  return (
    <details class="fold" open={deliveries.some(({ failure }) => failure !== undefined)}>
      <summary>{t('outbox.personal', { count: deliveries.length })}</summary>
      <Table
        caption={t('outbox.personalText')}
        heads={[t('outbox.when'), t('outbox.to'), t('outbox.what')]}
        rows={newest.map((delivery) => [
          momentText(delivery.at, place),
          <Address reader={reader} address={delivery.to} />,
          personalText(reader, delivery),
        ])}
      />
    </details>
  )
}

function personalText({ t, language, school }: Reader, delivery: Delivery): string {
  const { kind, state, sentAt, failure, attempts } = delivery
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  return [
    kind !== 'notices' && t(`outbox.kind.${kind}`),
    stateOf(t, state),
    sentAt && momentText(sentAt, place),
    failure && `${t(failureKey(failure))} ${t('outbox.tried', { attempts, failure })}`,
  ]
    .filter(Boolean)
    .join(' · ')
}

/** Registers the page of messages. */
export function registerOutbox(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.outbox(), async (c) => {
    const { school } = organizerOf(c)
    const context = c.get('context')
    const query = messageQuery((name) => c.req.query(name))
    const [list, wordings] = await Promise.all([
      listMessages(context, school.id),
      query.open ? listWordings(context, school.id) : [],
    ])
    const view = { list, wordings, ...query, origin: c.get('origin') }
    return show(c, <MessagesPage reader={c.get('reader')} view={view} />)
  })
}
