import type { DateTime } from 'luxon'
import * as z from 'zod'
import { type Instant, instantOf, timeAt } from '../time/instant.ts'

/** The kinds of automatic and written notices to families; the sender renders the words. */
export type NoticeKind =
  | 'voteInvitation'
  | 'voteReminder'
  | 'timeChosen'
  | 'replyReminder'
  | 'reminder'
  | 'dayBefore'
  | 'moved'
  | 'cancelled'
  | 'thanks'
  | 'hostMessage'
  | 'broadcast'

/** The recipients of a broadcast: all families, those that have not answered, or those that come. */
export type Audience = 'all' | 'unheard' | 'coming'

/** One thing to send at an instant; stale from `until` on, and then sent to nobody. */
export type NoticeStep = {
  kind: NoticeKind
  due: Instant
  until: Instant
  /** The words that a person wrote, by language; other kinds are worded by the catalogues. */
  words?: Record<string, string>
  /** The languages whose words were machine-translated. */
  machine?: string[]
  /** Of a broadcast: the audience, and its reading languages; all languages where empty. */
  to?: Audience
  languages?: string[]
}

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
export type About = NoticeStep & { workshop: string; session?: string; stand: string }

/** What a notice needs to know of a session. */
export type NoticeSession = {
  id: string
  workshop: string
  start: Instant
  end: Instant
  timeZone: string
  sequence: number
  status: 'scheduled' | 'cancelled'
}

/** What a notice needs to know of a workshop. */
export type NoticeWorkshop = {
  id: string
  status: string
  poll?: { version: number; closesAt: Instant; stoppedAt?: Instant } | undefined
}

const FIRST_HOUR = 8
const END_HOUR = 21
const USUAL_HOUR = 10
const REMINDED_DAYS_BEFORE_CLOSE = 2
const QUIET_HOURS_AFTER_NEWS = 72
const DAY_BEFORE = 1
const STALE_AFTER_HOURS = 24
const THANKS_FOR_DAYS = 7

/** The instant itself within 8:00–21:00 by the clock of the zone, else the next 8:00. */
export function withinHours(instant: Instant, timeZone: string): Instant {
  const local = timeAt(instant, timeZone)
  if (local.hour >= FIRST_HOUR && local.hour < END_HOUR) return instant
  const morning = local.startOf('day').set({ hour: FIRST_HOUR })
  return instantOf(local.hour < FIRST_HOUR ? morning : morning.plus({ days: 1 }))
}

/** The notice of a poll: an invitation when it is released, and a reminder two local days before the deadline. */
export function pollNotice(
  workshop: NoticeWorkshop,
  {
    now,
    leaves = now,
    timeZone,
    isNew,
  }: { now: Instant; leaves?: Instant; timeZone: string; isNew: boolean },
): Notice | undefined {
  const closesAt = workshop.poll?.closesAt
  if (!closesAt) return undefined
  const due = usualTime(closesAt, timeZone, REMINDED_DAYS_BEFORE_CLOSE)
  const steps: NoticeStep[] = [
    ...(isNew ? [{ kind: 'voteInvitation' as const, due: leaves, until: closesAt }] : []),
    ...(due > hoursAfter(now, STALE_AFTER_HOURS)
      ? [{ kind: 'voteReminder' as const, due, until: closesAt }]
      : []),
  ]
  const id = `${workshop.id}#${workshop.poll?.version}`
  return steps.length > 0 ? noticeOf(id, { workshop: workshop.id, stand: closesAt, steps }) : undefined
}

/** The local days before a session (negative: after it) at which its steps are due. */
export type NoticeDays = { invitations: number; reminder: number; recheck: number; thanks: number }

/** The news about a session; of a series only the first session has any. */
export type News = 'timeChosen' | 'moved' | undefined

/**
 * The notice of a session: the news when it is released; at T-14 and T-7 a reminder to families that have not replied, unless the
 * news is three days old or less; at T-2 and the day before, a note to families that come; at T+2 thanks. All steps but
 * the news are due at 10:00 local time.
 */
export function sessionNotice(
  session: NoticeSession,
  { news, now, leaves = now, days }: { news: News; now: Instant; leaves?: Instant; days: NoticeDays },
): Notice {
  const { start, timeZone } = session
  const at = (kind: NoticeKind, daysBefore: number): NoticeStep => {
    const due = usualTime(start, timeZone, daysBefore)
    return { kind, due, until: earlier(start, hoursAfter(due, STALE_AFTER_HOURS)) }
  }
  const thanks = usualTime(start, timeZone, days.thanks)
  const asked = [at('replyReminder', days.invitations), at('replyReminder', days.reminder)]
  const notes = [at('reminder', days.recheck), at('dayBefore', DAY_BEFORE)]
  const steps: NoticeStep[] = [
    ...(news ? [{ kind: news, due: leaves, until: start }] : []),
    ...asked.filter(({ due }) => due > hoursAfter(now, QUIET_HOURS_AFTER_NEWS)),
    ...notes.filter(({ due }) => due > hoursAfter(now, STALE_AFTER_HOURS)),
    { kind: 'thanks' as const, due: thanks, until: hoursAfter(thanks, THANKS_FOR_DAYS * 24) },
  ]
  const inOrder = steps.filter(({ due, until }) => due < until).sort((a, b) => a.due.localeCompare(b.due))
  return noticeOf(`${session.id}#${session.sequence}`, { ...ofSession(session), steps: inOrder })
}

/** The notice of a cancelled session, due when it is released. */
export function cancellationNotice(session: NoticeSession, leaves: Instant): Notice {
  const steps = [{ kind: 'cancelled' as const, due: leaves, until: session.start }]
  return noticeOf(`${session.id}#${session.sequence}#cancelled`, { ...ofSession(session), steps })
}

/** What a host writes to the families that come. */
export const HostMessage = z.lazy(() => z.strictObject({ text: z.string().trim().min(1).max(400) }))
export type HostMessage = z.infer<typeof HostMessage>

/** The host's words as a notice, due at once; `place` counts the host's messages for that session. */
export function hostNotice(
  session: NoticeSession,
  { words, machine }: { words: Record<string, string>; machine: string[] },
  { now, place }: { now: Instant; place: number },
): Notice {
  const steps = [{ kind: 'hostMessage' as const, due: now, until: session.end, words, machine }]
  return noticeOf(`${session.id}#host#${place}`, { ...ofSession(session), steps })
}

/** An organizer's broadcast to the families of a workshop or a session, due when it is released. */
export function broadcastNotice(
  given: { id: string; workshop: string; session?: NoticeSession | undefined },
  content: Required<Pick<NoticeStep, 'words' | 'machine' | 'to' | 'languages'>> & { leaves: Instant },
): Notice {
  const { id, workshop, session } = given
  const { leaves, ...step } = content
  const until = session?.end ?? hoursAfter(leaves, STALE_AFTER_HOURS)
  const steps = [{ kind: 'broadcast' as const, due: leaves, until, ...step }]
  const of = session ? ofSession(session) : { workshop, stand: '' }
  return noticeOf(`${session?.id ?? workshop}#broadcast#${id}`, { ...of, steps })
}

const ofSession = ({ id, workshop, sequence }: NoticeSession) => ({
  workshop,
  session: id,
  stand: String(sequence),
})

function noticeOf(id: string, given: Pick<Notice, 'workshop' | 'session' | 'stand' | 'steps'>): Notice {
  return { id, ...given, at: 0, reached: [], withdrawn: [], revision: 1 }
}

function usualTime(instant: Instant, timeZone: string, daysBefore: number): Instant {
  const day: DateTime = timeAt(instant, timeZone).startOf('day').minus({ days: daysBefore })
  return instantOf(day.set({ hour: USUAL_HOUR }))
}

function hoursAfter(instant: Instant, hours: number): Instant {
  return instantOf(timeAt(instant).plus({ hours }))
}

const earlier = (one: Instant, other: Instant) => (one < other ? one : other)

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

/** The notice after its step was fanned out to all families, or was skipped. */
export function stepDone(notice: Notice): Notice {
  const { cursor: _, ...rest } = notice
  return { ...rest, at: notice.at + 1, revision: notice.revision + 1 }
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
  const { words, machine } = about
  if (!words) return about
  const [first] = Object.keys(words)
  const wanted = [language, language.split('-')[0], 'en', first]
  const kept = Object.entries(words).filter(([tag]) => wanted.includes(tag))
  return {
    ...about,
    words: Object.fromEntries(kept),
    ...(machine && { machine: machine.filter((tag) => wanted.includes(tag)) }),
  }
}

/** Whether a topic still describes the current state, and is not stale. */
export function stillHolds(
  { kind, stand, until, session: id }: About,
  { workshop, session }: { workshop: NoticeWorkshop | undefined; session: NoticeSession | undefined },
  now: Instant,
): boolean {
  if (!workshop || now >= until) return false
  if (kind === 'broadcast' && workshop.status === 'cancelled') return false
  if (id === undefined && kind === 'broadcast') return true
  if (id === undefined) {
    const { poll } = workshop
    const isStopped = poll?.stoppedAt !== undefined
    const isOpen = workshop.status === 'voting' && poll && !isStopped && now < poll.closesAt
    return isOpen === true && (kind === 'voteInvitation' || poll?.closesAt === stand)
  }
  if (!session || String(session.sequence) !== stand) return false
  if (kind === 'cancelled') return session.status === 'cancelled' || workshop.status === 'cancelled'
  return session.status === 'scheduled' && workshop.status !== 'cancelled'
}

/** What families answered about a topic: who voted, the replies, and who came. */
export type Responses = {
  voted: ReadonlySet<string>
  replies: ReadonlyMap<string, { attending: boolean; waiting: boolean }>
  came: ReadonlySet<string>
}

/**
 * Whether a step is for a family: news for all, reminders for those without an answer, the rest for those that come or
 * came.
 */
export function isFor(
  { kind, to }: Pick<NoticeStep, 'kind' | 'to'>,
  family: string,
  heard: Responses,
): boolean {
  const { voted, replies, came } = heard
  const reply = replies.get(family)
  switch (kind) {
    case 'broadcast':
      if (to === 'coming') return reply?.attending === true && !reply.waiting
      return to === 'all' || !(voted.has(family) || reply)
    case 'voteInvitation':
    case 'timeChosen':
      return true
    case 'voteReminder':
      return !voted.has(family)
    case 'replyReminder':
      return reply === undefined
    case 'moved':
    case 'cancelled':
      return reply?.attending === true
    case 'thanks':
      return came.size > 0 ? came.has(family) : reply?.attending === true && !reply.waiting
    default:
      return reply?.attending === true && !reply.waiting
  }
}
