import type { NoticeKind } from '../notice/notice.ts'
import type { Instant } from '../time/instant.ts'

/**
 * What is known of an address: its owner stopped messages or wants fewer, it was refused for good, or it is open again.
 * `reason` is how we know: the link in an e-mail, a word by text message, a complaint, a code of who refused it.
 */
export type ContactState = { state: 'stopped' | 'failed' | 'fewer' | 'open'; reason: string; at: Instant }

/** An address on one of the ways to a person. */
export type Contact = { channel: 'email' | 'sms' | 'phone'; to: string }

/** What tells addresses apart: e-mail addresses whatever their case. */
export function contactName({ channel, to }: Contact): string {
  return `${channel}:${channel === 'email' ? to.trim().toLowerCase() : to}`
}

/** Whether nothing may go to an address. */
export function isClosed(known: ContactState | undefined): boolean {
  return known?.state === 'stopped' || known?.state === 'failed'
}

/** The most text messages about a session to one number. */
export const MOST_TEXTS = 3

// What changes a family's plans: for these the last text is kept.
const CHANGES: ReadonlySet<NoticeKind> = new Set(['moved', 'cancelled'])
// What who wants fewer texts is still told by text.
const NEEDED: ReadonlySet<NoticeKind> = new Set([...CHANGES, 'voteInvitation', 'timeChosen', 'dayBefore'])

/** Whether something changes a family's plans, so that a person calls where no message arrives. */
export function changesPlans(kind: NoticeKind): boolean {
  return CHANGES.has(kind)
}

/**
 * Whether something may go as a text: not as the fourth about a session, as the third only what changes plans, and
 * to who wants fewer only what they need. `texts` went about the session before.
 */
export function mayText(
  kind: NoticeKind,
  { texts, known }: { texts: number; known: ContactState | undefined },
): boolean {
  if (known?.state === 'fewer' && !NEEDED.has(kind)) return false
  return texts < (CHANGES.has(kind) ? MOST_TEXTS : MOST_TEXTS - 1)
}
