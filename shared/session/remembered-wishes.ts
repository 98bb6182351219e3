import type { Wish } from '../workshop/wish.ts'
import type { Remembered } from './reply.ts'

// A wish names at most so many children.
const MOST_CHILDREN = 20

/** What would help a family come, as its last reply said. */
export function wishesOf({ children, interpretation: [need], ride }: Remembered): Wish[] {
  return [
    ...(children.length > 0
      ? [{ kind: 'childcare' as const, children: children.slice(0, MOST_CHILDREN) }]
      : []),
    ...(need ? [{ kind: 'interpreter' as const, language: need.language }] : []),
    ...(ride > 0 ? ['ride' as const] : []),
  ]
}
