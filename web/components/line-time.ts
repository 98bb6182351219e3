import type { SignUpLine } from '../../shared/session/sign-up.operations.ts'
import { clockText, timeRange } from '../messages/format.ts'

/** When something of a sign-up list is done: "5:30 PM", "5:30 – 6:00 PM"; empty where that was not said. */
export function lineTime(
  { from, to }: Pick<SignUpLine, 'from' | 'to'>,
  place: { language: string; timeZone: string },
): string {
  if (from && to) return timeRange(from, to, place)
  const only = from ?? to
  return only ? clockText(only, place) : ''
}
