import { publicScope } from '../../shared/access/actor.ts'
import type { Table } from '../../shared/table/table.ts'
import { ballotsOf } from '../../shared/workshop/ballot.store.ts'
import { answerTo } from '../../shared/workshop/ballot.ts'
import { isInTime } from '../../shared/workshop/poll.ts'
import { getWorkshop } from '../../shared/workshop/workshop.store.ts'
import { type OptionSums, tallyOf } from './electorate.ts'

/** What is kept of a poll's ballots beside them, so that nobody who reads pays for their number. */
export type Projection = {
  /** Milliseconds since the oldest vote that it does not hold yet was received; 0 where it holds all. */
  lag(): Promise<number>
  /** The tally of all ballots as they lie in the table, counted one by one. */
  recount(): Promise<OptionSums>
}

// Of so many that wait the oldest is looked for.
const MOST_WAITING = 1000

/** The projection of a workshop's poll: its packed copy, which each ballot bears a mark for until it is in there. */
export function projectionOf(
  table: Table,
  { school, workshop }: { school: string; workshop: string },
): Projection {
  const scope = publicScope(school)
  return {
    lag: async () => {
      const waiting = await table.unpacked(`SCHOOL#${school}#BALLOTS#${workshop}`, MOST_WAITING)
      const ballots = await table.getItems(waiting)
      // What was packed meanwhile has no mark any more.
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
