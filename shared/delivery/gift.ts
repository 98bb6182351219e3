import type { Gift, NoticeKind } from '../message/notice.ts'
import { inListOrder, type SignUp, timesOf } from '../session/sign-up.ts'
import type { Instant } from '../time/instant.ts'

/** The kinds of notices that say what a family gives: two days before, and in the thanks. */
export const TELLS_GIFTS: ReadonlySet<NoticeKind> = new Set(['reminder', 'thanks'])

/** What each family gives by the lines of a session's sign-up list, as the list shows them. */
export function giftsOf(lines: readonly SignUp[], session: { start: Instant }): ReadonlyMap<string, Gift[]> {
  const gifts = new Map<string, Gift[]>()
  for (const line of [...lines].sort(inListOrder)) {
    const { from } = timesOf(line, session)
    for (const { family, places } of line.takings) {
      const gift = { title: line.title, places, ...(from && { from }) }
      gifts.set(family, [...(gifts.get(family) ?? []), gift])
    }
  }
  return gifts
}
