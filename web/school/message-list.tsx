import type { MessageList } from '../../shared/delivery/message-list.operations.ts'
import type { MessageSummary } from '../../shared/message/message-summary.ts'
import { dayAt } from '../../shared/time/instant.ts'
import { Icon } from '../components/icon.tsx'
import { Notice } from '../components/parts.tsx'
import { localText } from '../messages/catalogue.ts'
import { dueDayText } from '../messages/format.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'
import { OpenMessage } from './message-open.tsx'
import { MessageRow } from './message-row.tsx'
import {
  filterCounts,
  isFound,
  isPastSending,
  MESSAGE_FILTERS,
  MESSAGE_GROUPINGS,
  type MessageGroup,
  messageGroups,
} from './message-rows.ts'
import { type MessageView, messageAddress } from './message-view.ts'

type ListProps = { reader: Reader; view: MessageView }

/** How many messages wait, why, and what to do instead; nothing where none does. */
export function UnsentNotice({ reader: { t }, list }: { reader: Reader; list: MessageList }) {
  const { messages, families, why, isPartial } = list.unsent
  if (messages === 0) return null
  const [channel] = list.unsentBy
  const reason = why === 'retry' ? why : list.unsentBy.length > 1 || !channel ? 'both' : channel
  return (
    <Notice tone="warning">
      <p>
        <b>{t('outbox.unsent', { messages, families, why: t(`outbox.unsent.${reason}`) })}</b>{' '}
        {why === 'noCarrier' && t('outbox.nothingLost')} {isPartial && t('today.unsent.older')}
      </p>
      {why === 'noCarrier' && (
        <p>
          <a class="button quiet" href={schoolRoutes.calls()}>
            <Icon name="phone" />
            {t('calls.title')}
          </a>
        </p>
      )}
    </Notice>
  )
}

/** The messages to families in their groups, with the filters above them; what is not sent any more is folded. */
export function MessageGroups({ reader, view }: ListProps) {
  const { t } = reader
  const { summaries } = view.list
  const current = summaries.filter((summary) => !isPastSending(summary))
  const found = current.filter((summary) => isFound(summary, view.only))
  const past = view.only === 'all' ? summaries.filter(isPastSending) : []
  return (
    <>
      <Filters reader={reader} view={view} summaries={current} />
      {found.length === 0 && <p>{t('outbox.noneOfThese')}</p>}
      <Groups reader={reader} view={view} summaries={found} />
      {past.length > 0 && (
        <details class="fold" open={past.some(({ id }) => id === view.open)}>
          <summary>{t('notices.unsent', { count: past.length })}</summary>
          <Groups reader={reader} view={view} summaries={past} />
        </details>
      )}
      {view.list.hasOlder && <p class="soft">{t('today.unsent.older')}</p>}
    </>
  )
}

type GroupsProps = ListProps & { summaries: readonly MessageSummary[] }

function Filters({ reader: { t }, view, summaries }: GroupsProps) {
  const counts = filterCounts(summaries)
  return (
    <nav class="filters no-print" aria-label={t('outbox.filters')}>
      <ul>
        {MESSAGE_FILTERS.filter((only) => only === 'all' || only === view.only || counts[only] > 0).map(
          (only) => (
            <li>
              <a
                href={messageAddress(view, { only })}
                class={
                  only === 'failed' || (only === 'waiting' && view.list.unsent.messages > 0) ? 'late' : ''
                }
                {...(only === view.only && { 'aria-current': 'true' as const })}
              >
                {t(only === 'all' ? 'outbox.all' : `outbox.state.${only}`)} <span>{counts[only]}</span>
              </a>
            </li>
          ),
        )}
      </ul>
      {view.workshop === undefined && (
        <ul aria-label={t('checklist.grouped')}>
          {MESSAGE_GROUPINGS.map((by) => (
            <li>
              <a
                href={messageAddress(view, { by })}
                {...(by === view.by && { 'aria-current': 'true' as const })}
              >
                {t(`outbox.grouped.${by}`)}
              </a>
            </li>
          ))}
        </ul>
      )}
    </nav>
  )
}

function Groups({ reader, view, summaries }: GroupsProps) {
  const dayOf = (at: string) => dayAt(at, reader.school?.timeZone ?? 'UTC')
  return (
    <div class="areas messages">
      {messageGroups(summaries, view.by, dayOf).map((group) => (
        <section class="area" aria-labelledby={headingId(group)}>
          <h2 id={headingId(group)}>{headingOf(reader, view, group)}</h2>
          <ul>
            {group.summaries.map((summary) =>
              view.open === summary.id ? (
                <OpenMessage reader={reader} view={view} summary={summary} />
              ) : (
                <MessageRow {...{ reader, view, summary, dayOf }} />
              ),
            )}
          </ul>
        </section>
      ))}
    </div>
  )
}

// A workshop has messages of both kinds: each message is on the page once.
const headingId = ({ summaries }: MessageGroup) => `heading-${summaries[0]?.id}`

function headingOf(
  { language }: Reader,
  { by, list }: MessageView,
  { key, summaries }: MessageGroup,
): string {
  if (by === 'day') return dueDayText(key, language, 'day')
  const title = list.workshops.get(key)?.title ?? summaries[0]?.about.told?.title
  return title ? localText(title, language) : '—'
}
