import { faultRecord } from '../../shared/access/fault.ts'

const LONGEST_PAUSE_MS = 30_000
const STOP_WITHIN_MS = 3_000

/** A task that runs beside the server until it is stopped. */
export type Background = { stop(): Promise<void> }

/**
 * Runs one round after another, that many milliseconds apart. After a slow round it rests for twice the time that the
 * round took, up to `mostRest`. A fault is logged, and the next round retries with exponential backoff.
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
          logFault(fault)
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

/** Waits until all have ended, for three seconds at most. */
export async function stopWithin(...ends: Promise<unknown>[]): Promise<void> {
  const pause = new Promise((done) => setTimeout(done, STOP_WITHIN_MS).unref())
  await Promise.race([Promise.all(ends), pause])
}

/** Logs a fault with its reference. */
export function logFault(fault: unknown): void {
  logLine(faultRecord(fault instanceof Error ? fault : new Error()))
}

/** Logs a record as a line of JSON. */
export function logLine(record: object): void {
  console.error(JSON.stringify(record))
}
