import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import {
  advanced,
  claimed,
  compressJob,
  decompressJob,
  done,
  faulted,
  type ImportJob,
  newJob,
  planned,
  progressOf,
  publicJob,
  refused,
} from '../../../shared/roster/import-job.ts'
import type { RosterReport } from '../../../shared/roster/report.ts'

const now = DateTime.fromISO('2027-03-01T15:00:00Z', { zone: 'utc' })
const begun = newJob('j', { upload: 'u', dryRun: false }, now)
const report = (created: number, rejected = 0): RosterReport => ({
  families: { created, updated: 0, unchanged: 0 },
  caregivers: created,
  students: created,
  languages: [],
  rejected: Array.from({ length: rejected }, (_, line) => ({
    file: 'users.csv',
    line,
    field: 'email',
    reason: 'email',
  })),
  warnings: [],
})

describe('an import', () => {
  test('counts written families over several runs, and never backwards', () => {
    const first = advanced(planned(begun, report(100), 100), 40)
    expect([first.done, first.total]).toEqual([40, 100])
    expect(advanced(first, 25).done).toBe(40)
    // The next run finds that 40 exist and 60 remain.
    const second = planned(first, report(60), 60)
    expect([second.done, second.total]).toEqual([40, 100])
    expect(done(advanced(second, 70), report(60))).toMatchObject({
      status: 'done',
      done: 100,
      result: { families: { created: 100 } },
    })
  })

  test('says what is done: new families first, then those that change', () => {
    const look = report(2, 1)
    const plan = { ...look, families: { created: 2, updated: 3, unchanged: 4 } }
    const job = planned(begun, plan, 5)
    expect(progressOf(begun)).toBeUndefined()
    expect(progressOf(advanced(job, 1))).toEqual({ created: 1, updated: 0, unchanged: 4, rejected: 1 })
    expect(progressOf(advanced(job, 4))).toEqual({ created: 2, updated: 2, unchanged: 4, rejected: 1 })
  })

  test('that is abandoned is due after two minutes; one that ended never is', () => {
    expect(claimed(begun, now).due).toBe('2027-03-01T15:02:00.000Z')
    expect(done(claimed(begun, now), report(1))).not.toHaveProperty('due')
    expect(refused(claimed(begun, now), 'roster-unreadable')).toMatchObject({ code: 'roster-unreadable' })
    expect(refused(claimed(begun, now))).not.toHaveProperty('due')
  })

  test('that faults is tried five times', () => {
    const states: ImportJob['status'][] = []
    let job = begun
    for (let fault = 0; fault < 5; fault++) {
      job = faulted(job)
      states.push(job.status)
    }
    expect(states).toEqual(['running', 'running', 'running', 'running', 'failed'])
  })

  test('is stored for a week, and is small enough for an item', () => {
    expect(begun.expiresAt).toBe(now.plus({ days: 7 }).toSeconds())
    const long = compressJob(done(begun, report(1, 20_000)))
    expect((long.result as Uint8Array).byteLength).toBeLessThan(100_000)
    expect(decompressJob(long).result?.rejected.length).toBeGreaterThan(1000)
    const running = compressJob(planned(begun, report(1, 20_000), 1))
    expect((running.planned as Uint8Array).byteLength).toBeLessThan(100_000)
  })

  test('shows its progress, and for a dry run also the upload', () => {
    expect(publicJob(claimed(begun, now))).toEqual({ id: 'j', status: 'running', done: 0, total: 0 })
    expect(publicJob(newJob('j', { upload: 'u', dryRun: true }, now))).toMatchObject({ upload: 'u' })
  })
})
