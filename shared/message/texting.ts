import type { ContactState } from '../family/contact.ts'
import type { NoticeKind } from './notice.ts'

// Texts about one session to one number.
const MOST_TEXTS = 3

// Kinds that change a family's plans: the last text is reserved for them.
const CHANGES: ReadonlySet<NoticeKind> = new Set(['moved', 'changed', 'seated', 'cancelled'])
// Kinds that are still texted to those who asked for fewer texts.
const NEEDED: ReadonlySet<NoticeKind> = new Set([
  ...CHANGES,
  'voteInvitation',
  'timeChosen',
  'dayBefore',
  'answered',
])

/** Whether a kind changes a family's plans, so that a person calls where no message arrives. */
export function changesPlans(kind: NoticeKind): boolean {
  return CHANGES.has(kind)
}

/**
 * Whether a kind may go as a text after `texts` others about the session: the third text is reserved for changes of
 * plans, a fourth is never sent, and those who asked for fewer get only what they need.
 */
export function mayText(
  kind: NoticeKind,
  { texts, known }: { texts: number; known: ContactState | undefined },
): boolean {
  if (known?.state === 'fewer' && !NEEDED.has(kind)) return false
  return texts < (CHANGES.has(kind) ? MOST_TEXTS : MOST_TEXTS - 1)
}

/** The first free place among the texts about a session, or undefined. */
export function freePlace(taken: ReadonlyMap<number, string>): number | undefined {
  return Array.from({ length: MOST_TEXTS }, (_, place) => place).find((place) => !taken.has(place))
}
