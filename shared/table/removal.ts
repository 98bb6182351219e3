import { tryCommit } from './attempt.ts'
import { type Item, type Key, keyOf } from './key.ts'
import type { WholeTable } from './table.ts'

const AT_ONCE = 100

/**
 * Removes everything of a school: its partitions, its line in the directory, its secrets and its team's addresses.
 * Returns how many items were removed. Idempotent: a second run removes what was written meanwhile.
 */
export async function removeSchoolItems(table: WholeTable, school: string): Promise<number> {
  let removed = 0
  await eachPage(table, async (items) => {
    const theirs = items.filter((item) => isOf(school, item))
    for (let at = 0; at < theirs.length; at += AT_ONCE) {
      const batch = theirs.slice(at, at + AT_ONCE)
      await table.commit(...batch.map((item) => ({ remove: item })))
      removed += batch.length
    }
  })
  return removed
}

// A phone number's items for text messages carry the id of their session.
function isOf(school: string, { pk, sk, school: named }: Item): boolean {
  const own = `SCHOOL#${school}`
  const isWithin = pk === own || pk.startsWith(`${own}#`) || sk === own
  return isWithin || named === school || sk.startsWith(`TEXT#${school}-`)
}

/**
 * Removes the items whose `expiresAt` (seconds since 1970) has passed, as DynamoDB's time to live does. An item that was
 * prolonged meanwhile stays. Returns how many items were removed.
 */
export async function removeExpired(table: WholeTable, now: number): Promise<number> {
  let removed = 0
  await eachPage(table, async (items) => {
    for (const { expiresAt, ...item } of items) {
      if (typeof expiresAt !== 'number' || expiresAt > now) continue
      if (await tryCommit(table, { remove: keyOf(item), when: { equals: { expiresAt } } })) removed++
    }
  })
  return removed
}

async function eachPage(table: WholeTable, look: (items: Item[]) => Promise<void>): Promise<void> {
  let after: Key | undefined
  do {
    const { items, next } = await table.scan(after)
    await look(items)
    after = next
  } while (after)
}
