import type { MessageList } from '../../shared/delivery/message-list.operations.ts'
import type { Wording } from '../../shared/message/wording.ts'
import { schoolRoutes } from '../school-routes.ts'
import {
  MESSAGE_FILTERS,
  MESSAGE_GROUPINGS,
  type MessageFilter,
  type MessageGrouping,
} from './message-rows.ts'

/** What the page of messages shows: which of them in which groups, which one is open, and what was just done. */
export type MessageView = {
  list: MessageList
  /** The only workshop whose messages are shown. */
  workshop?: string
  only: MessageFilter
  by: MessageGrouping
  open: string | undefined
  /** The school's own words, where a message is open. */
  wordings: readonly Wording[]
  /** The notice that was just withdrawn; empty where nobody knows which. */
  withdrawn?: string | undefined
  origin: string
}

/** The view that an address asks for; what it does not know is as usual. */
export function messageQuery(query: (name: string) => string | undefined) {
  return {
    only: MESSAGE_FILTERS.find((one) => one === query('only')) ?? 'all',
    by: MESSAGE_GROUPINGS.find((one) => one === query('by')) ?? 'workshop',
    open: query('open'),
    withdrawn: query('done') === 'withdrawn' ? (query('notice') ?? '') : undefined,
  } as const
}

/** The address of a view, with another part of it. */
export function messageAddress(
  { workshop, only, by }: Pick<MessageView, 'workshop' | 'only' | 'by'>,
  change: { only?: MessageFilter; by?: MessageGrouping; open?: string } = {},
): string {
  const next = { only, by, ...change }
  const query = new URLSearchParams({
    ...(next.only !== 'all' && { only: next.only }),
    ...(next.by !== 'workshop' && { by: next.by }),
    ...(next.open && { open: next.open }),
  })
  const path = workshop === undefined ? schoolRoutes.outbox() : schoolRoutes.notices(workshop)
  return query.size > 0 ? `${path}?${query}` : path
}
