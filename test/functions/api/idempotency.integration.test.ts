import { expect, test, vi } from 'vitest'
import type { Table } from '../../../shared/table/table.ts'
import { apiOn, PUENTE } from '../../support/api.ts'
import { freshTable } from '../../support/engine.ts'

test('a request that broke down is done when it is sent again under its key, and then once only', async () => {
  const table = await freshTable()
  let isWell = false
  const commit: Table['commit'] = async (...writes) => {
    const isOfKey = writes.every((write) => JSON.stringify(write).includes('IDEMPOTENCY#'))
    if (!isWell && !isOfKey) throw new Error('the database is away')
    return table.commit(...writes)
  }
  const silent = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const call = apiOn({ ...table, commit })
  const send = () => call('POST', '/schools', PUENTE, { 'idempotency-key': 'one' })
  expect((await send()).status).toBe(500)
  expect((await send()).status).toBe(500)
  isWell = true
  const made = await send()
  expect(made.status).toBe(201)
  expect((await send()).body).toEqual(made.body)
  expect((await call('GET', '/schools')).body.items).toHaveLength(1)
  silent.mockRestore()
})
