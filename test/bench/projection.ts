import { publicScope } from '../../shared/access/actor.ts'
import type { Table } from '../../shared/table/table.ts'
import { ballotsOf } from '../../shared/workshop/ballot.store.ts'
import { answerTo } from '../../shared/workshop/ballot.ts'
import { isInTime } from '../../shared/workshop/poll.ts'
import { getWorkshop } from '../../shared/workshop/workshop.store.ts'
import { type OptionSums, tallyOf } from './electorate.ts'

/** The projection of a poll, so that the cost of reading it does not grow with its ballots. */
export type Projection = {
  /** Milliseconds since the oldest vote that it does not contain yet was received; 0 where it contains all. */
  lag(): Promise<number>
  /** The tally of all ballots in the table, counted one by one. */
  recount(): Promise<OptionSums>
}

// The oldest is searched for among this many waiting ones.
const MOST_WAITING = 1000

/**
 * The projection of a workshop's poll: its packed copy. Each ballot has a pending marker until the copy contains it.
 */
export function projectionOf(
  table: Table,
  { school, workshop }: { school: string; workshop: string },
): Projection {
  const scope = publicScope(school)
  return {
    lag: async () => {
      const waiting = await table.unpacked(`SCHOOL#${school}#BALLOTS#${workshop}`, MOST_WAITING)
      const ballots = await table.getItems(waiting)
      // Ballots that were packed in the meantime have no marker any more.
      const since = ballots.flatMap(({ mark, receivedAt }) => (mark ? [Date.parse(String(receivedAt))] : []))
      return since.length > 0 ? Math.max(1, Date.now() - Math.min(...since)) : 0
    },
    recount: async () => {
      const { poll } = (await getWorkshop(table, scope, workshop)) ?? {}
      if (!poll) throw new Error('the workshop has no poll')
      const ballots = (await ballotsOf(table, scope, workshop)).filter(({ receivedAt }) =>
        isInTime(poll, receivedAt),
      )
      const options = poll.options.map(({ id }) => id)
      return tallyOf(
        options,
        ballots.map((ballot) =>
          Object.fromEntries(
            poll.options.flatMap((option) => {
              const answer = answerTo(ballot, option)
              return answer ? [[option.id, answer]] : []
            }),
          ),
        ),
      )
    },
  }
}
