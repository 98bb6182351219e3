import { mustActFor, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { schoolOf } from '../access/identifier.ts'
import { getBallot } from '../workshop/ballot.store.ts'
import type { Wish } from '../workshop/wish.ts'
import { workshopsOf } from '../workshop/workshop.store.ts'
import type { Workshop } from '../workshop/workshop.ts'
import { rememberedWishes } from './remembered-wishes.ts'
import { getRemembered } from './reply.store.ts'
import { isRemembered } from './reply.ts'

/** The wishes that a family's vote for a workshop starts from, as it said in another vote or in a reply. */
export async function readRememberedWishes(
  { table, actor, now }: Context,
  workshopId: string,
  family: string,
): Promise<readonly Wish[]> {
  mustActFor(actor, family)
  const scope = scopeOf(actor, schoolOf(workshopId))
  const [remembered, workshops] = await Promise.all([
    getRemembered(table, scope, family),
    workshopsOf(table, scope),
  ])
  const others = lastVotes(workshops.filter(({ id }) => id !== workshopId))
  const ballots = await Promise.all(others.map((id) => getBallot(table, scope, id, family, 'recent')))
  const isKept = remembered && isRemembered(remembered, now().toSeconds())
  return rememberedWishes({
    ballots: ballots.filter((one) => one !== undefined),
    remembered: isKept ? remembered : undefined,
  })
}

// A family that answered none of these is not asked for what it said before them.
const MOST_VOTES = 3

function lastVotes(workshops: readonly Workshop[]): string[] {
  const closing = (workshop: Workshop) => workshop.poll?.closesAt ?? ''
  return workshops
    .filter(({ poll }) => poll !== undefined)
    .sort((one, other) => (closing(one) < closing(other) ? 1 : -1))
    .slice(0, MOST_VOTES)
    .map(({ id }) => id)
}
