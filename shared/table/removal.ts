import { type Item, type Key, keyOf } from './key.ts'
import { ConditionFailed, type WholeTable } from './table.ts'

const AT_ONCE = 100

/**
 * Removes everything of a school: what lies in its partitions, its line in the directory, its secrets and its
 * team's addresses. Returns how many items went; doing it again removes what was written meanwhile.
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

// A number's places for texts carry the session that they were about.
function isOf(school: string, { pk, sk, school: named }: Item): boolean {
  const own = `SCHOOL#${school}`
  const isWithin = pk === own || pk.startsWith(`${own}#`) || sk === own
  return isWithin || named === school || sk.startsWith(`TEXT#${school}-`)
}

/**
 * Removes what is over at `now` (seconds since 1970) by its `expiresAt`, as DynamoDB does by itself where it is switched
 * on. What was prolonged meanwhile stays. Returns how many items went.
 */
export async function removeExpired(table: WholeTable, now: number): Promise<number> {
  let removed = 0
  await eachPage(table, async (items) => {
    for (const { expiresAt, ...item } of items) {
      if (typeof expiresAt !== 'number' || expiresAt > now) continue
      if (await isGone(table, keyOf(item), expiresAt)) removed++
    }
  })
  return removed
}

async function isGone(table: WholeTable, key: Key, expiresAt: number): Promise<boolean> {
  try {
    await table.commit({ remove: key, when: { equals: { expiresAt } } })
    return true
  } catch (fault) {
    if (fault instanceof ConditionFailed) return false
    throw fault
  }
}

async function eachPage(table: WholeTable, look: (items: Item[]) => Promise<void>): Promise<void> {
  let after: Key | undefined
  do {
    const { items, next } = await table.scan(after)
    await look(items)
    after = next
  } while (after)
}
