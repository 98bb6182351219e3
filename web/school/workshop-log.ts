import type { SentChannel } from '../../shared/access/context.ts'
import { type Notice, type NoticeStep, stillHolds } from '../../shared/message/notice.ts'
import type { Session } from '../../shared/session/session.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'

/** Whether a message left: to all, to none, or to some at most; or whether people call and write instead. */
export type LoggedState = 'sent' | 'waiting' | 'some' | 'byHand'

/** A message about a workshop: made for so many people, or planned. */
export type LoggedStep = { kind: NoticeStep['kind']; due: string; people?: number; state?: LoggedState }

type Known = {
  workshop: Workshop
  sessions: readonly Session[]
  now: string
  /** The channels for which a service is set up. */
  carriers: readonly SentChannel[]
}

// The page of messages has all of them.
const MOST_SHOWN = 3

/** The last messages that were sent about a workshop, and the next that are planned, by their time. */
export function messageLog(notices: readonly Notice[], known: Known): LoggedStep[] {
  const steps = notices
    .flatMap((notice) => notice.steps.flatMap((_, place) => loggedStep(notice, place, known) ?? []))
    .sort((one, other) => (one.due < other.due ? -1 : 1))
  const sent = steps.filter(({ people }) => people !== undefined)
  const planned = steps.filter(({ people }) => people === undefined)
  return [...sent.slice(-MOST_SHOWN), ...planned.slice(0, MOST_SHOWN)]
}

// What nobody needed, what was withdrawn, and what was overtaken by a change is neither.
function loggedStep(notice: Notice, place: number, known: Known): LoggedStep | undefined {
  const step = notice.steps[place]
  if (!step) return undefined
  const { email = 0, sms = 0, call = 0 } = notice.reached[place] ?? {}
  const people = email + sms + call
  if (people > 0) return { kind: step.kind, due: step.due, people, state: stateOf({ email, sms }, known) }
  const isOver = place < notice.at || notice.withdrawn.includes(step.kind)
  if (isOver || !isStillDue(notice, step, known)) return undefined
  return { kind: step.kind, due: step.due }
}

function stateOf(made: Record<SentChannel, number>, { carriers }: Known): LoggedState {
  const used = (['email', 'sms'] as const).filter((channel) => made[channel] > 0)
  const served = used.filter((channel) => carriers.includes(channel))
  if (used.length === 0) return 'byHand'
  if (served.length === used.length) return 'sent'
  // A text without a service may have become an e-mail.
  return carriers.length > 0 ? 'some' : 'waiting'
}

function isStillDue(notice: Notice, step: NoticeStep, { workshop, sessions, now }: Known): boolean {
  const { session: id, stand } = notice
  const about = { ...step, workshop: workshop.id, stand, ...(id && { session: id }) }
  return stillHolds(about, { workshop, session: sessions.find((one) => one.id === id) }, now)
}
