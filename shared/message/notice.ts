import { closestTag } from '../school/language-choice.ts'
import type { Instant } from '../time/instant.ts'

/** The kinds of automatic and written notices to families; the sender renders the words. */
export type NoticeKind =
  | 'voteInvitation'
  | 'voteReminder'
  | 'timeChosen'
  | 'replyReminder'
  | 'reminder'
  | 'dayBefore'
  | 'moved'
  | 'changed'
  | 'seated'
  | 'cancelled'
  | 'thanks'
  | 'hostMessage'
  | 'broadcast'
  | 'answered'

/** The recipients of a broadcast: all families, those that have not answered, those that come, or chosen ones. */
export type Audience = 'all' | 'unheard' | 'coming' | 'chosen'

/** A value before and after a change; left out where there was or is none. */
type FromTo<T> = { from?: T; to?: T }

/** What an organizer changed of a workshop whose sessions families know. Titles by language. */
export type WorkshopChanges = {
  title?: FromTo<Record<string, string>>
  place?: FromTo<string>
  language?: FromTo<string>
  minutes?: FromTo<number>
}

/** The fields that a notice inserts into its words, as they were when it was sent. Instants are RFC 3339 UTC. */
export type ToldFields = {
  title: Record<string, string>
  place?: string
  start?: Instant
  end?: Instant
  closesAt?: Instant
}

/** One thing to send at an instant; stale from `until` on, and then sent to nobody. */
export type NoticeStep = {
  kind: NoticeKind
  due: Instant
  until: Instant
  /** The words that a person wrote, by language; other kinds are worded by the catalogues. */
  words?: Record<string, string>
  /** The languages whose words were machine-translated. */
  machine?: string[]
  /** Of the kind `hostMessage`: the family that wrote it, so that it can erase its words. */
  author?: string
  /** Of a broadcast: the audience, and its reading languages; all languages where empty. */
  to?: Audience
  languages?: string[]
  /** Of a broadcast to chosen families, and of an answer to a question: which, until it was fanned out. */
  families?: string[]
  /** Of the kind `changed`. */
  changes?: WorkshopChanges
  /** The fields as they were sent; later changes of the workshop leave them. */
  told?: ToldFields
}

/** What a family brings or does, or gave: what it is called, how many places, and when it begins where that was said. */
export type Gift = { title: Record<string, string>; places: number; from?: Instant }

/** The number of caregivers notified over each channel. */
export type ChannelCounts = { email: number; sms: number; call: number }

/**
 * The notices of a poll or a session, step by step. `stand` identifies the state that they describe: the poll's
 * deadline or the session's sequence. Once that has changed, the remaining steps are not sent.
 */
export type Notice = {
  id: string
  workshop: string
  session?: string
  stand: string
  steps: NoticeStep[]
  /** The index of the next step; past the last one, all are done. */
  at: number
  /** The last family that the current step was fanned out to. */
  cursor?: string
  /** One per step. */
  reached: ChannelCounts[]
  /** Kinds of steps that an organizer withdrew. */
  withdrawn: NoticeKind[]
  revision: number
}

/** A topic of a message. */
export type About = Omit<NoticeStep, 'families'> & {
  workshop: string
  session?: string
  stand: string
  /** Of a reminder or a thank-you: what this family gives. */
  gifts?: Gift[]
}

/** What a notice needs to know of a session. */
export type NoticeSession = {
  id: string
  workshop: string
  start: Instant
  end: Instant
  timeZone: string
  sequence: number
  status: 'scheduled' | 'cancelled'
  movedAt?: Instant
}

/** What a notice needs to know of a workshop. */
export type NoticeWorkshop = {
  id: string
  status: string
  poll?: { version: number; closesAt: Instant; stoppedAt?: Instant } | undefined
}

/** Whether the first step was already fanned out, to the first families at least. */
export function hasBegun({ at, cursor, reached }: Notice): boolean {
  return at > 0 || cursor !== undefined || reached.length > 0
}

/** The next step, or undefined where all are done. */
export function nextStep({ steps, at }: Notice): NoticeStep | undefined {
  return steps[at]
}

/** The notice with a withdrawn kind of step restored. */
export function restored(notice: Notice, kind: NoticeKind): Notice {
  const kinds = notice.withdrawn.filter((one) => one !== kind)
  return { ...notice, withdrawn: kinds, revision: notice.revision + 1 }
}

/** The notice after its step was fanned out to all families, or was skipped; it forgets which were chosen. */
export function stepDone(notice: Notice): Notice {
  const { cursor: _, ...rest } = notice
  const steps = notice.steps.map(({ families, ...step }, place) =>
    families && place > notice.at ? { ...step, families } : step,
  )
  return { ...rest, steps, at: notice.at + 1, revision: notice.revision + 1 }
}

/** The notice with the fields of the step that is being fanned out; those of an earlier page stay. */
export function stepTold(notice: Notice, told: ToldFields): Notice {
  const steps = notice.steps.map((step, place) => (place === notice.at ? { told, ...step } : step))
  return { ...notice, steps }
}

/** The notice after its step was fanned out to another page of families. */
export function stepAdvanced(notice: Notice, cursor: string, reached: ChannelCounts): Notice {
  const counts = [...notice.reached]
  const before = counts[notice.at] ?? { email: 0, sms: 0, call: 0 }
  // Skipped steps count nobody.
  for (let step = counts.length; step < notice.at; step++) counts[step] = { email: 0, sms: 0, call: 0 }
  counts[notice.at] = {
    email: before.email + reached.email,
    sms: before.sms + reached.sms,
    call: before.call + reached.call,
  }
  return { ...notice, cursor, reached: counts, revision: notice.revision + 1 }
}

/** The notice with a kind of step withdrawn. */
export function withdrawn(notice: Notice, kind: NoticeKind): Notice {
  return {
    ...notice,
    withdrawn: [...new Set([...notice.withdrawn, kind])],
    revision: notice.revision + 1,
  }
}

/** The topic as its message stores it: with the words in the reader's language and its fallbacks alone. */
export function aboutInLanguage(about: About, language: string): About {
  const { words, machine, changes, told, gifts } = about
  if (!words && !changes && !told && !gifts) return about
  const shown = (texts: Record<string, string>) => readableIn(texts, language)
  return {
    ...about,
    ...(words && { words: shown(words) }),
    ...(words && machine && { machine: machine.filter((tag) => tag in shown(words)) }),
    ...(changes?.title && {
      changes: {
        ...changes,
        title: { from: shown(changes.title.from ?? {}), to: shown(changes.title.to ?? {}) },
      },
    }),
    ...(told && { told: { ...told, title: shown(told.title) } }),
    ...(gifts && { gifts: gifts.map((gift) => ({ ...gift, title: shown(gift.title) })) }),
  }
}

function readableIn(texts: Record<string, string>, language: string): Record<string, string> {
  const tags = Object.keys(texts)
  const wanted = [closestTag(tags, language), closestTag(tags, 'en'), tags[0]]
  return Object.fromEntries(Object.entries(texts).filter(([tag]) => wanted.includes(tag)))
}

// Each change of a session plans these again, in a notice of its own.
const PLANNED_AGAIN: ReadonlySet<NoticeKind> = new Set(['replyReminder', 'reminder', 'dayBefore', 'thanks'])
// These name the time that a later move replaces.
const OF_ITS_TIME: ReadonlySet<NoticeKind> = new Set(['moved', 'hostMessage', 'broadcast'])

// These hold whatever the vote or the session comes to.
const WITHOUT_TIME: ReadonlySet<NoticeKind> = new Set(['broadcast', 'answered'])

/** Whether a topic still describes the current state, and is not stale. */
export function stillHolds(
  { kind, stand, due, until, session: id }: About,
  { workshop, session }: { workshop: NoticeWorkshop | undefined; session: NoticeSession | undefined },
  now: Instant,
): boolean {
  if (!workshop || now >= until) return false
  if (WITHOUT_TIME.has(kind) && workshop.status === 'cancelled') return false
  if (id === undefined && WITHOUT_TIME.has(kind)) return true
  if (id === undefined) {
    const { poll } = workshop
    const isStopped = poll?.stoppedAt !== undefined
    const isOpen = workshop.status === 'voting' && poll && !isStopped && now < poll.closesAt
    return isOpen === true && (kind === 'voteInvitation' || poll?.closesAt === stand)
  }
  if (!session) return false
  const isCurrent = String(session.sequence) === stand
  if (kind === 'cancelled')
    return isCurrent && (session.status === 'cancelled' || workshop.status === 'cancelled')
  if (session.status !== 'scheduled' || workshop.status === 'cancelled') return false
  if (PLANNED_AGAIN.has(kind)) return isCurrent
  return !OF_ITS_TIME.has(kind) || (session.movedAt ?? '') <= due
}

/** What families answered about a topic: who voted, who voted for the session's time, the replies, and who came. */
export type Responses = {
  voted: ReadonlySet<string>
  mayCome: ReadonlySet<string>
  replies: ReadonlyMap<string, { attending: boolean; waiting: boolean; seatedAt?: Instant }>
  came: ReadonlySet<string>
}

/** Whether a kind changes what families that come, wait or may come count on. */
export function isChange(kind: NoticeKind): boolean {
  return kind === 'moved' || kind === 'changed' || kind === 'cancelled'
}

/**
 * Whether a step is for a family: news for all, reminders for those without an answer, changes for those that come,
 * wait, or voted for the time and have not replied, the rest for those that come or came.
 */
export function isFor(
  { kind, to, families, due }: Pick<NoticeStep, 'kind' | 'to' | 'families' | 'due'>,
  family: string,
  heard: Responses,
): boolean {
  const { voted, mayCome, replies, came } = heard
  const reply = replies.get(family)
  switch (kind) {
    case 'broadcast':
      if (to === 'chosen') return families?.includes(family) === true
      if (to === 'coming') return reply?.attending === true && !reply.waiting
      return to === 'all' || !(voted.has(family) || reply)
    case 'answered':
      return families?.includes(family) === true
    case 'voteInvitation':
    case 'timeChosen':
      return true
    case 'voteReminder':
      return !voted.has(family)
    case 'replyReminder':
      return reply === undefined
    case 'moved':
    case 'changed':
    case 'cancelled':
      return reply ? reply.attending : mayCome.has(family)
    case 'seated':
      return reply?.seatedAt === due
    case 'thanks':
      return came.size > 0 ? came.has(family) : reply?.attending === true && !reply.waiting
    default:
      return reply?.attending === true && !reply.waiting
  }
}

/** The families of a step that is for few of a school; undefined where each family is looked at. */
export function familiesNamed(
  step: Pick<NoticeStep, 'kind' | 'to' | 'families' | 'due'>,
  heard: Responses,
): string[] | undefined {
  if (step.kind === 'answered') return step.families
  if (step.kind !== 'seated') return undefined
  return [...heard.replies.keys()].filter((family) => isFor(step, family, heard))
}
