import type { Call } from './call.ts'
import { type Delivery, type Message, type ShownState, shownState } from './message.ts'
import { isOverdue, type StateCounts } from './message-count.ts'
import { type About, type Notice, type NoticeSession, type NoticeWorkshop, stillHolds } from './notice.ts'

/**
 * Where a message to families is: still to come, sent to them, or not sent any more, because nobody needed it, an
 * organizer withdrew it, or a change overtook it.
 */
export type SummaryState = 'planned' | 'told' | 'nobody' | 'withdrawn' | 'over'

/** How many texts or e-mails of a message are in a state; `why` is a failure's code, or the reason to leave them out. */
export type SummaryPart = { channel: Message['channel']; state: ShownState; why?: string; count: number }

/** One message to families, however many languages and channels it has. */
export type MessageSummary = {
  id: string
  about: About
  state: SummaryState
  /** The notice of a planned message, which can be withdrawn; `isWithdrawn` where it was, and can be restored. */
  notice?: string
  isWithdrawn: boolean
  /** Families by reading language. */
  families: number
  languages: Record<string, number>
  parts: SummaryPart[]
  /** The caregivers whom a person calls, those of them who were not called yet, and those whom nobody called in time. */
  calls: { all: number; open: number; missed: number }
  /** Messages that were sent and are not among those read. */
  unlisted: number
  /** Whether some should have left and wait. */
  isLate: boolean
  deliveries: Delivery[]
}

/** What messages are summed up from, with the workshops and sessions as they are now. */
export type MessageSources = {
  deliveries: readonly Delivery[]
  calls: readonly Call[]
  /** The calls that nobody made before what they are about was over. */
  missed: readonly Call[]
  notices: readonly Notice[]
  workshops: ReadonlyMap<string, NoticeWorkshop>
  sessions: ReadonlyMap<string, NoticeSession>
  now: string
}

type Topic = { about: About; state: SummaryState; notice?: Notice; place?: number }

/** The name of a message in an address. One change of a workshop is one message to all its sessions. */
export function summaryId({ workshop, session, kind, due }: About): string {
  const subject = kind === 'changed' ? '' : (session ?? '')
  return [workshop, subject, kind, due.replace(/\D/g, '')].join('.')
}

/** The messages to families of which something was sent, is planned, or is called about. */
export function summariesOf(sources: MessageSources): MessageSummary[] {
  const topics = new Map<string, Topic>()
  for (const topic of plannedTopics(sources)) {
    const before = topics.get(summaryId(topic.about))
    if (before?.state !== 'told') topics.set(summaryId(topic.about), topic)
  }
  const byTopic = groupedByTopic(sources)
  for (const [id, { deliveries, calls }] of byTopic) {
    const about = deliveries[0]?.notices?.about.find((one) => summaryId(one) === id) ?? calls[0]?.about
    const known = topics.get(id)
    if (known) topics.set(id, { ...known, state: 'told' })
    else if (about) topics.set(id, { about, state: 'told' })
  }
  const missed = tally(sources.missed.map(({ about }) => summaryId(about)))
  return [...topics].map(([id, topic]) => {
    const sent = byTopic.get(id) ?? { deliveries: [], calls: [] }
    return summaryOf(topic, { id, ...sent, missed: missed[id] ?? 0, now: sources.now })
  })
}

function plannedTopics(sources: MessageSources): Topic[] {
  return sources.notices.flatMap((notice) =>
    notice.steps.map((step, place) => {
      const { workshop, session, stand } = notice
      const about = { ...step, workshop, ...(session && { session }), stand }
      return { about, notice, place, state: stateOf(about, { notice, place }, sources) }
    }),
  )
}

function stateOf(
  about: About,
  { notice, place }: { notice: Notice; place: number },
  { workshops, sessions, now }: MessageSources,
): SummaryState {
  if (reachedIn(notice, place) > 0) return 'told'
  if (place < notice.at) return 'nobody'
  if (notice.withdrawn.includes(about.kind) && about.due <= now) return 'withdrawn'
  const subject = { workshop: workshops.get(about.workshop), session: sessions.get(about.session ?? '') }
  return stillHolds(about, subject, now) ? 'planned' : 'over'
}

function reachedIn({ reached }: Notice, place: number): number {
  const { email = 0, sms = 0, call = 0 } = reached[place] ?? {}
  return email + sms + call
}

type Sent = { deliveries: Delivery[]; calls: Call[] }

function groupedByTopic({ deliveries, calls }: MessageSources): Map<string, Sent> {
  const found = new Map<string, Sent>()
  const at = (about: About): Sent => {
    const id = summaryId(about)
    const sent = found.get(id) ?? { deliveries: [], calls: [] }
    found.set(id, sent)
    return sent
  }
  for (const delivery of deliveries)
    for (const about of delivery.notices?.about ?? []) at(about).deliveries.push(delivery)
  for (const call of calls) at(call.about).calls.push(call)
  return found
}

type OfTopic = Sent & { id: string; missed: number; now: string }

function summaryOf(topic: Topic, { id, deliveries, calls, missed, now }: OfTopic): MessageSummary {
  const { about, state, notice, place } = topic
  const readers = new Map([
    ...deliveries.map(({ notices, language }) => [notices?.family ?? '', language] as const),
    ...calls.map(({ family, language }) => [family, language] as const),
  ])
  const reached = (notice && place !== undefined && notice.reached[place]) || { email: 0, sms: 0, call: 0 }
  return {
    id,
    about,
    state,
    ...(notice && { notice: notice.id }),
    isWithdrawn: notice?.withdrawn.includes(about.kind) ?? false,
    families: readers.size,
    languages: tally(readers.values()),
    parts: partsOf(deliveries),
    calls: { all: Math.max(reached.call, calls.length), open: calls.length, missed },
    unlisted: Math.max(0, reached.email + reached.sms - deliveries.length),
    isLate: deliveries.some((delivery) => isOverdue(delivery, now)),
    deliveries,
  }
}

function tally(values: Iterable<string>): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  return counts
}

// The most messages first; what is equally many is always in the same order.
function partsOf(deliveries: readonly Delivery[]): SummaryPart[] {
  const parts = new Map<string, SummaryPart>()
  for (const { channel, state: kept, failure } of deliveries) {
    const { state, why: reason } = shownState(kept)
    const why = state === 'failed' ? failure : reason
    const key = `${channel} ${state} ${why ?? ''}`
    const count = (parts.get(key)?.count ?? 0) + 1
    parts.set(key, { channel, state, ...(why && { why }), count })
  }
  const order = ([key, part]: [string, SummaryPart], [otherKey, other]: [string, SummaryPart]) =>
    other.count - part.count || (key < otherKey ? -1 : 1)
  return [...parts].sort(order).map(([, part]) => part)
}

/** How many messages of all summaries are in each state. */
export function totalStates(summaries: readonly MessageSummary[]): StateCounts {
  const total: StateCounts = { waiting: 0, sent: 0, delivered: 0, failed: 0, leftOut: 0 }
  for (const { state, count } of summaries.flatMap(({ parts }) => parts)) total[state] += count
  return total
}
