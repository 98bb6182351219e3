import type { Table } from '../../shared/table/table.ts'

/** A table that works in rounds, and the number of rounds since the last query. */
export type RoundTable = { table: Table; rounds: () => number }

/**
 * A table that collects calls until no more arrive, executes them together, and returns them together: the number of
 * round trips then depends on which call waits for which, and not on their speed.
 */
export function inRounds(table: Table): RoundTable {
  let made = 0
  let waiting: (() => Promise<() => void>)[] = []
  const makeAll = async () => {
    const calls = waiting
    waiting = []
    made++
    const answers = await Promise.all(calls.map((call) => call()))
    for (const answer of answers) answer()
  }
  const turn =
    <Asked extends unknown[], Answer>(call: (...asked: Asked) => Promise<Answer>) =>
    (...asked: Asked) =>
      new Promise<Answer>((done, fail) => {
        waiting.push(() =>
          call(...asked).then(
            (answer) => () => done(answer),
            (fault) => () => fail(fault),
          ),
        )
        if (waiting.length === 1) whenQuiet(() => waiting.length, makeAll)
      })
  const wrapped: Table = {
    get: turn(table.get) as Table['get'],
    getItems: turn(table.getItems),
    query: turn(table.query) as Table['query'],
    queryItems: turn(table.queryItems),
    queryAll: turn(table.queryAll) as Table['queryAll'],
    due: turn(table.due),
    unpacked: turn(table.unpacked),
    commit: turn(table.commit),
    count: turn(table.count),
    putAll: turn(table.putAll),
  }
  const rounds = () => {
    const since = made
    made = 0
    return since
  }
  return { table: wrapped, rounds }
}

// At least as many turns of the event loop as any step between two calls takes.
const QUIET_TURNS = 20

function whenQuiet(count: () => number, work: () => void, seen = count(), turns = QUIET_TURNS): void {
  if (turns === 0) work()
  else
    setImmediate(() => {
      const now = count()
      whenQuiet(count, work, now, now === seen ? turns - 1 : QUIET_TURNS)
    })
}
