import type { DateTime } from 'luxon'
import * as z from 'zod'
import { writtenText } from '../access/visible.ts'
import { type Instant, instantOf, timeAt } from '../time/instant.ts'
import type {
  Notice,
  NoticeKind,
  NoticeSession,
  NoticeStep,
  NoticeWorkshop,
  WorkshopChanges,
} from './notice.ts'

const FIRST_HOUR = 8
const END_HOUR = 21
const USUAL_HOUR = 10
const REMINDED_DAYS_BEFORE_CLOSE = 2
const QUIET_HOURS_AFTER_NEWS = 72
const DAY_BEFORE = 1
const STALE_AFTER_HOURS = 24
const THANKS_FOR_DAYS = 7
const ANSWERED_FOR_DAYS = 7

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
export type News = 'timeChosen' | 'moved' | 'changed' | undefined

type SessionNews = {
  news: News
  now: Instant
  leaves?: Instant
  days: NoticeDays
  changes?: WorkshopChanges
}

/**
 * The notice of a session: the news when it is released; at T-14 and T-7 a reminder to families that have not replied, unless they
 * were told a time in the three days before; at T-2 and the day before, a note to families that come; at T+2 thanks. All
 * steps but the news are due at 10:00 local time.
 */
export function sessionNotice(
  session: NoticeSession,
  { news, now, leaves = now, days, changes }: SessionNews,
): Notice {
  const { start, timeZone } = session
  const at = (kind: NoticeKind, daysBefore: number): NoticeStep => {
    const due = usualTime(start, timeZone, daysBefore)
    return { kind, due, until: earlier(start, hoursAfter(due, STALE_AFTER_HOURS)) }
  }
  const thanks = usualTime(start, timeZone, days.thanks)
  const asked = [at('replyReminder', days.invitations), at('replyReminder', days.reminder)]
  const notes = [at('reminder', days.recheck), at('dayBefore', DAY_BEFORE)]
  // A change of the place or the like is not told to families that have not replied.
  const quietHours = news === 'changed' ? 0 : QUIET_HOURS_AFTER_NEWS
  const steps: NoticeStep[] = [
    ...(news ? [{ kind: news, due: leaves, until: start, ...(changes && { changes }) }] : []),
    ...asked.filter(({ due }) => due > hoursAfter(now, quietHours)),
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

/** The notice to families that moved up from the waiting list of a session, due at once. */
export function seatNotice(session: NoticeSession & { revision: number }, now: Instant): Notice {
  const steps = [{ kind: 'seated' as const, due: now, until: session.start }]
  return noticeOf(`${session.id}#seated#${session.revision}`, { ...ofSession(session), steps })
}

/** What a host writes to the families that come. */
export const HostMessage = z.lazy(() => z.strictObject({ text: writtenText(400).min(1) }))
export type HostMessage = z.infer<typeof HostMessage>

/** The host's words as a notice, due when it is released. */
export function hostNotice(
  session: NoticeSession,
  content: { author: string; words: Record<string, string>; machine: string[] },
  { leaves, id }: { leaves: Instant; id: string },
): Notice {
  const steps = [{ kind: 'hostMessage' as const, due: leaves, until: session.end, ...content }]
  return noticeOf(`${session.id}#host#${id}`, { ...ofSession(session), steps })
}

/** An organizer's broadcast to the families of a workshop or a session, due when it is released. */
export function broadcastNotice(
  given: { id: string; workshop: string; session?: NoticeSession | undefined },
  content: Required<Pick<NoticeStep, 'words' | 'machine' | 'to' | 'languages'>> &
    Pick<NoticeStep, 'families'> & { leaves: Instant },
): Notice {
  const { id, workshop, session } = given
  const { leaves, ...step } = content
  const until = session?.end ?? hoursAfter(leaves, STALE_AFTER_HOURS)
  const steps = [{ kind: 'broadcast' as const, due: leaves, until, ...step }]
  const of = session ? ofSession(session) : { workshop, stand: '' }
  return noticeOf(`${session?.id ?? workshop}#broadcast#${id}`, { ...of, steps })
}

/** The notice to the family whose question about a workshop was answered, due when it is released. */
export function answeredNotice(
  { id, workshop, family }: { id: string; workshop: string; family: string },
  leaves: Instant,
): Notice {
  const until = hoursAfter(leaves, ANSWERED_FOR_DAYS * 24)
  const steps = [{ kind: 'answered' as const, due: leaves, until, families: [family] }]
  return noticeOf(`${workshop}#answered#${id}`, { workshop, stand: '', steps })
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
