import { faultRecord } from '../../shared/access/fault.ts'

const LONGEST_PAUSE_MS = 30_000
const STOP_WITHIN_MS = 3_000

/** Work in the background of the server until it is stopped. */
export type Background = { stop(): Promise<void> }

/**
 * One round after the other, that many milliseconds apart; where one takes long, twice as long, but not more than
 * `mostRest`. A fault is logged and the next round tries again, after an ever longer pause.
 */
export function repeat(milliseconds: number, round: () => Promise<void>, mostRest = 0): Background {
  let stopped = false
  let wake: () => void = () => undefined
  const run = async () => {
    for (let faults = 0; !stopped; ) {
      const began = performance.now()
      faults = await round().then(
        () => 0,
        (fault) => {
          sayFault(fault)
          return faults + 1
        },
      )
      if (stopped) return
      const pause = Math.max(
        Math.min(milliseconds * 2 ** faults, LONGEST_PAUSE_MS),
        Math.min(2 * (performance.now() - began), mostRest),
      )
      await new Promise<void>((done) => {
        wake = done
        setTimeout(done, pause).unref()
      })
    }
  }
  const running = run()
  const stop = async () => {
    stopped = true
    wake()
    await running
  }
  return { stop }
}

/** Waits for the promises, but not for long. */
export async function stopWithin(...ends: Promise<unknown>[]): Promise<void> {
  const pause = new Promise((done) => setTimeout(done, STOP_WITHIN_MS).unref())
  await Promise.race([Promise.all(ends), pause])
}

/** Logs a fault by its reference. */
export function sayFault(fault: unknown): void {
  say(faultRecord(fault instanceof Error ? fault : new Error()))
}

/** Logs a line. */
export function say(record: object): void {
  console.error(JSON.stringify(record))
}
