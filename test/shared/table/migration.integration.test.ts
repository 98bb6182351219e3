import { beforeEach, expect, test } from 'vitest'
import { isMigrated, migrate, shapeMigration } from '../../../shared/table/migration.ts'
import type { WholeTable } from '../../../shared/table/table.ts'
import { freshTable } from '../../support/engine.ts'

let table: WholeTable
beforeEach(async () => {
  table = await freshTable()
})

/** Changes the titles of things to capitals. */
const SHOUT = shapeMigration({
  id: 'shout',
  prefix: 'THING#',
  from: 1,
  to: 2,
  change: (item) => ({ ...item, title: String(item.title).toUpperCase() }),
})
const COUNT = 1200

async function things(): Promise<void> {
  const items = Array.from({ length: COUNT }, (_, place) => ({
    pk: `SCHOOL#${place % 7}`,
    sk: `THING#${place}`,
    version: 1,
    revision: 1,
    title: 'a',
  }))
  await table.putAll([...items, { pk: 'SCHOOL#1', sk: 'OTHER#1', version: 1, title: 'a' }])
}

async function titles(): Promise<string[]> {
  const found: string[] = []
  let after: Parameters<WholeTable['scan']>[0]
  do {
    const page = await table.scan(after)
    found.push(...page.items.filter(({ sk }) => sk.startsWith('THING#')).map(({ title }) => String(title)))
    after = page.next
  } while (after)
  return found
}

test('a migration changes every item of its version once, and no other', async () => {
  await things()
  expect(await migrate(table, SHOUT)).toEqual({ changed: COUNT, passedBy: 0 })
  expect(new Set(await titles())).toEqual(new Set(['A']))
  expect(await table.get({ pk: 'SCHOOL#1', sk: 'OTHER#1' })).toEqual({ title: 'a' })
  expect(await migrate(table, SHOUT)).toEqual({ changed: 0, passedBy: 0 })
})

test('a stopped migration continues where it was', async () => {
  await things()
  const interrupted = migrate(table, SHOUT, () => {
    throw new Error('the power is out')
  })
  await expect(interrupted).rejects.toThrow('power')
  const before = (await titles()).filter((title) => title === 'A').length
  expect(before).toBeGreaterThan(0)
  expect(before).toBeLessThan(COUNT)
  const scanned: number[] = []
  const watched = {
    ...table,
    scan: async (...where: Parameters<WholeTable['scan']>) => {
      const page = await table.scan(...where)
      scanned.push(page.items.length)
      return page
    },
  }
  expect(await migrate(watched, SHOUT)).toEqual({ changed: COUNT, passedBy: 0 })
  expect(scanned.reduce((sum, one) => sum + one, 0)).toBeLessThan(COUNT)
  expect(new Set(await titles())).toEqual(new Set(['A']))
})

test('an item that is written in the meantime keeps that write, and the next run migrates it', async () => {
  const key = { pk: 'SCHOOL#1', sk: 'THING#1' }
  await table.commit({ put: { ...key, version: 1, revision: 1, title: 'a' } })
  const busy = {
    ...table,
    scan: async () => {
      const page = await table.scan()
      await table.commit({ put: { ...key, version: 1, revision: 2, title: 'b' } })
      return page
    },
  }
  expect(await migrate(busy, SHOUT)).toEqual({ changed: 0, passedBy: 1 })
  expect(await isMigrated(table, SHOUT)).toBe(false)
  expect(await table.get(key)).toMatchObject({ title: 'b' })
  expect(await migrate(table, SHOUT)).toEqual({ changed: 1, passedBy: 0 })
  expect(await isMigrated(table, SHOUT)).toBe(true)
  expect(await table.get(key)).toMatchObject({ title: 'B' })
})
