import type { ContactState } from '../family/contact.ts'
import type { NoticeKind } from './notice.ts'

// The most texts about a session to one number.
const MOST_TEXTS = 3

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

/** The first place among the texts about a session that nothing took, or undefined. */
export function freePlace(taken: ReadonlyMap<number, string>): number | undefined {
  return Array.from({ length: MOST_TEXTS }, (_, place) => place).find((place) => !taken.has(place))
}
