import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import { startExpiry } from '../../../infra/local/expiry.ts'
import { freshTable } from '../../support/engine.ts'

test('one machine removes expired items by its clock, repeatedly', async () => {
  const table = await freshTable()
  const clock = { now: '2027-03-01T15:00:00Z' }
  const now = () => DateTime.fromISO(clock.now, { zone: 'utc' })
  const put = (sk: string, expiresAt?: number) =>
    table.commit({ put: { pk: 'P', sk, ...(expiresAt && { expiresAt }) } })
  const kept = async () => (await table.scan()).items.map(({ sk }) => sk).sort()
  await put('stays')
  await put('today', now().toSeconds())
  await put('tomorrow', now().plus({ days: 1 }).toSeconds())
  const expiry = startExpiry({ table, now }, { first: 0, later: 1 })
  try {
    await expect.poll(kept, { timeout: 10_000 }).toEqual(['stays', 'tomorrow'])
    clock.now = '2027-03-02T15:00:00Z'
    await expect.poll(kept, { timeout: 10_000 }).toEqual(['stays'])
  } finally {
    await expiry.stop()
  }
})
