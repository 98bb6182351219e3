import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import { publicScope } from '../../../shared/access/actor.ts'
import { dueJobs, putJob } from '../../../shared/roster/import.store.ts'
import { claimed, newJob } from '../../../shared/roster/import-job.ts'
import { freshTable } from '../../support/engine.ts'

const now = DateTime.fromISO('2027-03-01T15:00:00.000Z', { zone: 'utc' })

test('due imports are found in every shard of the index, and in the former single shard', async () => {
  const table = await freshTable()
  const scope = publicScope('puente')
  const ids = Array.from({ length: 40 }, (_, place) => `j${String(place).padStart(2, '0')}`)
  for (const id of ids)
    await table.commit(putJob(scope, claimed(newJob(id, { upload: 'u', dryRun: false }, now), now)))
  const former = { pk: 'SCHOOL#puente#JOBS', sk: 'JOB#former', duePk: 'DUE#IMPORTS', dueSk: now.toISO() }
  await table.commit({ put: former })
  const found = async () => {
    const places = await dueJobs(table, now.plus({ minutes: 3 }).toISO() ?? '', 100)
    return places.map(({ job }) => job).sort()
  }
  await expect.poll(found).toEqual(['former', ...ids])
  expect(await dueJobs(table, now.minus({ minutes: 1 }).toISO() ?? '', 100)).toEqual([])
})
