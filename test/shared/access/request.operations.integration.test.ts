import { expect, test } from 'vitest'
import type { Services } from '../../../shared/access/context.ts'
import { withRequestCache } from '../../../shared/access/request.operations.ts'
import { freshTable } from '../../support/engine.ts'

test('a request reads an item once, and the next request reads it again', async () => {
  const engine = await freshTable()
  let calls = 0
  const getItems: typeof engine.getItems = (...given) => {
    calls++
    return engine.getItems(...given)
  }
  const services = { table: { ...engine, getItems } } as unknown as Services // the rest is not asked for
  const { table } = withRequestCache(services)
  await table.get({ pk: 'a', sk: 'b' })
  await table.get({ pk: 'a', sk: 'b' })
  expect(calls).toBe(1)
  await withRequestCache(services).table.get({ pk: 'a', sk: 'b' })
  expect(calls).toBe(2)
})
