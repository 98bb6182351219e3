import type { DateTime } from 'luxon'
import * as z from 'zod'
import { writtenText } from '../access/visible.ts'
import { holdsUncollected } from '../family/uncollected.ts'
import { schoolYearEnd } from '../school/school-year.ts'
import { type Instant, instantOf } from '../time/instant.ts'

/** The kinds of conversations. */
export const CONVERSATION_KINDS = [
  'oneToOne',
  'positiveCall',
  'homeVisit',
  'tour',
  'community',
  'doorway',
  'text',
  'note',
] as const

/** The purposes of a conversation. */
export const CONVERSATION_PURPOSES = ['celebrate', 'listen', 'invite', 'logistics', 'concern'] as const
export type ConversationPurpose = (typeof CONVERSATION_PURPOSES)[number]

/** The outcomes of a conversation. */
export const CONVERSATION_OUTCOMES = ['reached', 'messageLeft', 'doNotCall'] as const

/** The kinds that use the phone. */
const CALLING = new Set<string>(['positiveCall'])

/** The conditions of a home visit according to Parent Teacher Home Visits; the pair is the recorder and `companion`. */
export const VISIT_CONDITIONS = ['voluntary', 'trained', 'paid', 'hopes', 'everybody'] as const

const MOST_LETTERS = 280
const day = () => z.iso.date('date')
const ownWords = (most: number) => writtenText(most).refine((text) => !holdsUncollected(text), 'uncollected')

/**
 * A conversation as it is recorded. A home visit needs a companion and all conditions of the practice; a promise needs
 * a due date.
 */
export const ConversationInput = z.lazy(() =>
  z
    .strictObject({
      kind: z.enum(CONVERSATION_KINDS),
      purpose: z.enum(CONVERSATION_PURPOSES),
      outcome: z.enum(CONVERSATION_OUTCOMES).default('reached'),
      note: ownWords(MOST_LETTERS).optional(),
      promise: ownWords(140).optional(),
      promiseBy: day().optional(),
      companion: writtenText(100).min(1).optional(),
      conditions: z.array(z.enum(VISIT_CONDITIONS)).max(VISIT_CONDITIONS.length).optional(),
    })
    .refine(({ promise, promiseBy }) => !promise || promiseBy, {
      message: 'promise-day',
      path: ['promiseBy'],
    })
    .refine(({ kind, companion }) => kind !== 'homeVisit' || companion, {
      message: 'visit-pair',
      path: ['companion'],
    })
    .refine(
      ({ kind, conditions = [] }) =>
        kind !== 'homeVisit' || VISIT_CONDITIONS.every((one) => conditions.includes(one)),
      { message: 'visit-conditions', path: ['conditions'] },
    ),
)
export type ConversationInput = z.infer<typeof ConversationInput>

/**
 * A recorded conversation, which the family may read. It expires at the end of the school year; `expiresAt` in seconds.
 */
export type Conversation = {
  id: string
  family: string
  kind: ConversationInput['kind']
  purpose: ConversationPurpose
  outcome: (typeof CONVERSATION_OUTCOMES)[number]
  note?: string
  /** The school's promise, its due date (`YYYY-MM-DD`), and when it was kept. */
  promise?: { text: string; by: string; keptAt?: Instant }
  companion?: string
  by: string
  at: Instant
  revision: number
  expiresAt: number
}

/** A new conversation that expires at the end of the school year in the school's zone. */
export function newConversation(
  { promise, promiseBy, conditions: _, ...input }: ConversationInput,
  {
    id,
    family,
    by,
    now,
    timeZone,
  }: { id: string; family: string; by: string; now: DateTime; timeZone: string },
): Conversation {
  const { note, companion, ...rest } = input
  return {
    ...rest,
    id,
    family,
    ...(note && { note }),
    ...(companion && input.kind === 'homeVisit' && { companion }),
    ...(promise && promiseBy && { promise: { text: promise, by: promiseBy } }),
    by,
    at: instantOf(now),
    revision: 1,
    expiresAt: Math.floor(schoolYearEnd(now, timeZone).toSeconds()),
  }
}

/** Whether a kind uses the phone, which a family may have declined. */
export function isCalling(kind: string): boolean {
  return CALLING.has(kind)
}

/** Whether a conversation is kept at an instant (seconds since 1970): DynamoDB deletes expired items with a delay. */
export function isUnexpired(seconds: number): (conversation: Pick<Conversation, 'expiresAt'>) => boolean {
  return ({ expiresAt }) => expiresAt > seconds
}

/** Whether people talked to celebrate, to listen or to invite. */
export function isPositive({ purpose, outcome }: Pick<Conversation, 'purpose' | 'outcome'>): boolean {
  return outcome === 'reached' && purpose !== 'concern' && purpose !== 'logistics'
}

/** A family to talk to: nobody has this year, or only about a concern. */
export type ToTalkTo<F> = { family: F; because: 'nobodyYet' | 'onlyConcern' }

// One collator for all: `localeCompare` makes one each time.
const { compare } = new Intl.Collator('en')

/** The families that nobody has talked to, then those that only heard a concern; each by name. */
export function toTalkTo<F extends { id: string; name: string }>(
  families: readonly F[],
  conversations: readonly Conversation[],
): ToTalkTo<F>[] {
  const reached = conversations.filter(({ outcome }) => outcome === 'reached')
  const talked = new Set(reached.map(({ family }) => family))
  const heardGood = new Set(reached.filter(isPositive).map(({ family }) => family))
  const heardConcern = new Set(
    reached.filter(({ purpose }) => purpose === 'concern').map(({ family }) => family),
  )
  const byName = families.toSorted((one, other) => compare(one.name, other.name))
  return [
    ...byName
      .filter(({ id }) => !talked.has(id))
      .map((family) => ({ family, because: 'nobodyYet' as const })),
    ...byName
      .filter(({ id }) => heardConcern.has(id) && !heardGood.has(id))
      .map((family) => ({ family, because: 'onlyConcern' as const })),
  ]
}

/** The conversations with an open promise, the soonest due first. */
export function openPromises(conversations: readonly Conversation[]): Conversation[] {
  const open = conversations.filter(({ promise }) => promise && !promise.keptAt)
  return open.sort((one, other) => (one.promise?.by ?? '').localeCompare(other.promise?.by ?? ''))
}

/** A school's outreach this year, as counts of families and of conversations. */
export type OutreachFigures = {
  families: number
  /** Families with a positive contact in the first six weeks. */
  positiveByWeekSix: number
  /** Families with a conversation, and those of them whose first one was positive. */
  talked: number
  firstPositive: number
  /** Positive conversations, and those about a concern. */
  positive: number
  concern: number
}

const FIRST_WEEKS = 6

/** The figures for the families on the roster; `firstDay` is the first day of school. */
export function outreachFigures(
  families: readonly { id: string }[],
  conversations: readonly Conversation[],
  firstDay: DateTime,
): OutreachFigures {
  const until = instantOf(firstDay.plus({ weeks: FIRST_WEEKS }))
  const known = new Set(families.map(({ id }) => id))
  const reached = conversations
    .filter(({ family, outcome }) => known.has(family) && outcome === 'reached')
    .sort((one, other) => one.at.localeCompare(other.at))
  const first = new Map([...reached].reverse().map((one) => [one.family, one]))
  const positive = reached.filter(isPositive)
  return {
    families: families.length,
    positiveByWeekSix: new Set(positive.filter(({ at }) => at < until).map(({ family }) => family)).size,
    talked: first.size,
    firstPositive: [...first.values()].filter(isPositive).length,
    positive: positive.length,
    concern: reached.filter(({ purpose }) => purpose === 'concern').length,
  }
}
