import type { DateTime } from 'luxon'
import * as z from 'zod'
import { type Instant, instantOf, timeAt } from '../time/instant.ts'

/** What families are told of by themselves; whoever sends it finds the words. */
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

/** Whom something is for: everybody, who was not heard from, or who said that they come. */
export type Audience = 'all' | 'unheard' | 'coming'

/** One thing to tell at an instant; from `until` on it is stale, and is told to nobody any more. */
export type Step = {
  kind: NoticeKind
  due: Instant
  until: Instant
  /** What a person wrote, by language; other kinds have their words from the catalogues. */
  words?: Record<string, string>
  /** The languages of those words that a machine translated. */
  machine?: string[]
  /** Of a broadcast: for whom, and who reads which languages; everybody's where none is named. */
  to?: Audience
  languages?: string[]
}

/** By which ways families were told, as counts of caregivers. */
export type Reached = { email: number; sms: number; call: number }

/**
 * What families will be told of a poll or a session, step after step. `stand` is of what state of things it speaks: the
 * deadline of the poll, or the session's sequence; where things stand otherwise by now, nothing more is told.
 */
export type Notice = {
  id: string
  workshop: string
  session?: string
  stand: string
  steps: Step[]
  /** Which step is next; all were told where there is none. */
  at: number
  /** The last family of the step that was told so far. */
  cursor?: string
  /** By step. */
  reached: Reached[]
  /** Steps that somebody took back. */
  withdrawn: NoticeKind[]
  revision: number
}

/** What one message is about. */
export type About = Step & { workshop: string; session?: string; stand: string }

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
  poll?: { version: number; closesAt: Instant } | undefined
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

/** What is told of a poll: at once that there is one, and two local days before its end to whom was not heard. */
export function pollNotice(
  workshop: NoticeWorkshop,
  { now, timeZone, isNew }: { now: Instant; timeZone: string; isNew: boolean },
): Notice | undefined {
  const closesAt = workshop.poll?.closesAt
  if (!closesAt) return undefined
  const due = usualTime(closesAt, timeZone, REMINDED_DAYS_BEFORE_CLOSE)
  const steps: Step[] = [
    ...(isNew ? [{ kind: 'voteInvitation' as const, due: now, until: closesAt }] : []),
    ...(due > hoursAfter(now, STALE_AFTER_HOURS)
      ? [{ kind: 'voteReminder' as const, due, until: closesAt }]
      : []),
  ]
  const id = `${workshop.id}#${workshop.poll?.version}`
  return steps.length > 0 ? noticeOf(id, { workshop: workshop.id, stand: closesAt, steps }) : undefined
}

/** Local days before (negative: after) a session's day at which families hear of it. */
export type NoticeDays = { invitations: number; reminder: number; recheck: number; thanks: number }

/** What is news of a session; a series says it once, for its first. */
export type News = 'timeChosen' | 'moved' | undefined

/**
 * What is told of a session: the news at once; at T-14 and T-7 a reminder to whom was not heard, unless the news is three
 * days old or less; at T-2 and on the day before a note to who comes; at T+2 thanks. All but news at 10:00 local time.
 */
export function sessionNotice(
  session: NoticeSession,
  { news, now, days }: { news: News; now: Instant; days: NoticeDays },
): Notice {
  const { start, timeZone } = session
  const at = (kind: NoticeKind, daysBefore: number): Step => {
    const due = usualTime(start, timeZone, daysBefore)
    return { kind, due, until: earlier(start, hoursAfter(due, STALE_AFTER_HOURS)) }
  }
  const thanks = usualTime(start, timeZone, days.thanks)
  const asked = [at('replyReminder', days.invitations), at('replyReminder', days.reminder)]
  const told = [at('reminder', days.recheck), at('dayBefore', DAY_BEFORE)]
  const steps: Step[] = [
    ...(news ? [{ kind: news, due: now, until: start }] : []),
    ...asked.filter(({ due }) => due > hoursAfter(now, QUIET_HOURS_AFTER_NEWS)),
    ...told.filter(({ due }) => due > hoursAfter(now, STALE_AFTER_HOURS)),
    { kind: 'thanks' as const, due: thanks, until: hoursAfter(thanks, THANKS_FOR_DAYS * 24) },
  ]
  const inOrder = steps.filter(({ due, until }) => due < until).sort((a, b) => a.due.localeCompare(b.due))
  return noticeOf(`${session.id}#${session.sequence}`, { ...ofSession(session), steps: inOrder })
}

/** What is told where a session was cancelled: that, at once. */
export function cancellationNotice(session: NoticeSession, now: Instant): Notice {
  const steps = [{ kind: 'cancelled' as const, due: now, until: session.start }]
  return noticeOf(`${session.id}#${session.sequence}#cancelled`, { ...ofSession(session), steps })
}

/** What a host writes to those who come. */
export const HostMessage = z.lazy(() => z.strictObject({ text: z.string().trim().min(1).max(400) }))
export type HostMessage = z.infer<typeof HostMessage>

/** The host's words as a notice, at once; `place` counts their messages for that session. */
export function hostNotice(
  session: NoticeSession,
  { words, machine }: { words: Record<string, string>; machine: string[] },
  { now, place }: { now: Instant; place: number },
): Notice {
  const steps = [{ kind: 'hostMessage' as const, due: now, until: session.end, words, machine }]
  return noticeOf(`${session.id}#host#${place}`, { ...ofSession(session), steps })
}

/** What an organizer writes to the families of a workshop, or of one of its sessions, at once. */
export function broadcastNotice(
  given: { id: string; workshop: string; session?: NoticeSession | undefined },
  told: Required<Pick<Step, 'words' | 'machine' | 'to' | 'languages'>> & { now: Instant },
): Notice {
  const { id, workshop, session } = given
  const { now, ...step } = told
  const until = session?.end ?? hoursAfter(now, STALE_AFTER_HOURS)
  const steps = [{ kind: 'broadcast' as const, due: now, until, ...step }]
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

/** The step that is next, or undefined where all were told. */
export function nextStep({ steps, at }: Notice): Step | undefined {
  return steps[at]
}

/** The notice after its step was told to everybody, or was over before. */
export function stepDone(notice: Notice): Notice {
  const { cursor: _, ...rest } = notice
  return { ...rest, at: notice.at + 1, revision: notice.revision + 1 }
}

/** The notice after some more families were told of its step. */
export function stepGone(notice: Notice, cursor: string, reached: Reached): Notice {
  const counts = [...notice.reached]
  const before = counts[notice.at] ?? { email: 0, sms: 0, call: 0 }
  // A step that was passed over has counted nobody.
  for (let step = counts.length; step < notice.at; step++) counts[step] = { email: 0, sms: 0, call: 0 }
  counts[notice.at] = {
    email: before.email + reached.email,
    sms: before.sms + reached.sms,
    call: before.call + reached.call,
  }
  return { ...notice, cursor, reached: counts, revision: notice.revision + 1 }
}

/** The notice without a kind that nobody is to hear any more. */
export function withdrawn(notice: Notice, kind: NoticeKind): Notice {
  return {
    ...notice,
    withdrawn: [...new Set([...notice.withdrawn, kind])],
    revision: notice.revision + 1,
  }
}

/** The matter as its message carries it: of words in many languages those that a reader of that one may be shown. */
export function aboutIn(about: About, language: string): About {
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

/** Whether what a notice or a message tells of still stands so, and is not stale. */
export function stillHolds(
  { kind, stand, until, session: id }: About,
  { workshop, session }: { workshop: NoticeWorkshop | undefined; session: NoticeSession | undefined },
  now: Instant,
): boolean {
  if (!workshop || now >= until) return false
  if (kind === 'broadcast' && workshop.status === 'cancelled') return false
  if (id === undefined && kind === 'broadcast') return true
  if (id === undefined) {
    const isOpen = workshop.status === 'voting' && workshop.poll !== undefined && now < workshop.poll.closesAt
    return isOpen && (kind === 'voteInvitation' || workshop.poll?.closesAt === stand)
  }
  if (!session || String(session.sequence) !== stand) return false
  if (kind === 'cancelled') return true
  return session.status === 'scheduled' && workshop.status !== 'cancelled'
}

/** Who was heard of a matter, by family: who voted, what was replied, and who came. */
export type Heard = {
  voted: ReadonlySet<string>
  replies: ReadonlyMap<string, { attending: boolean; waiting: boolean }>
  came: ReadonlySet<string>
}

/** Whether a family is to hear something: news all do, reminders who was not heard from, the rest who comes or came. */
export function isFor({ kind, to }: Pick<Step, 'kind' | 'to'>, family: string, heard: Heard): boolean {
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
