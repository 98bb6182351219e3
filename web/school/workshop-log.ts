import { type Notice, type NoticeStep, stillHolds } from '../../shared/message/notice.ts'
import type { Session } from '../../shared/session/session.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'

/** A message about a workshop: sent to so many people, or planned. */
export type LoggedStep = { kind: NoticeStep['kind']; due: string; people?: number }

type Known = { workshop: Workshop; sessions: readonly Session[]; now: string }

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
  if (people > 0) return { kind: step.kind, due: step.due, people }
  const isOver = place < notice.at || notice.withdrawn.includes(step.kind)
  if (isOver || !isStillDue(notice, step, known)) return undefined
  return { kind: step.kind, due: step.due }
}

function isStillDue(notice: Notice, step: NoticeStep, { workshop, sessions, now }: Known): boolean {
  const { session: id, stand } = notice
  const about = { ...step, workshop: workshop.id, stand, ...(id && { session: id }) }
  return stillHolds(about, { workshop, session: sessions.find((one) => one.id === id) }, now)
}
