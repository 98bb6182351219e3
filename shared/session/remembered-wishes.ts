import type { Ballot } from '../workshop/ballot.ts'
import type { Wish } from '../workshop/wish.ts'
import type { Remembered } from './reply.ts'

/** What a family said before: its ballots in other votes, and the remembered part of its last reply. */
export type SaidBefore = {
  ballots: readonly Pick<Ballot, 'couldComeIf' | 'receivedAt'>[]
  remembered?: Remembered | undefined
}

/** The wishes that a family's next vote starts from: those of its last ballot or of its last reply, the later of the two. */
export function rememberedWishes({ ballots, remembered }: SaidBefore): readonly Wish[] {
  const [last] = ballots.toSorted((one, other) => (one.receivedAt < other.receivedAt ? 1 : -1))
  if (remembered && (remembered.repliedAt ?? '') > (last?.receivedAt ?? '')) return wishesOf(remembered)
  return last?.couldComeIf ?? (remembered ? wishesOf(remembered) : [])
}

// A wish names at most so many children.
const MOST_CHILDREN = 20

function wishesOf({ children, interpretation: [need], ride }: Remembered): Wish[] {
  return [
    ...(children.length > 0
      ? [{ kind: 'childcare' as const, children: children.slice(0, MOST_CHILDREN) }]
      : []),
    ...(need ? [{ kind: 'interpreter' as const, language: need.language }] : []),
    ...(ride > 0 ? ['ride' as const] : []),
  ]
}
