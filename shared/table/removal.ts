import type { Item, WholeTable } from './table.ts'

const AT_ONCE = 100

/**
 * Removes everything of a school: what lies in its partitions, its line in the directory, its secrets and its
 * team's addresses. Returns how many items went; doing it again removes what was written meanwhile.
 */
export async function removeSchoolItems(table: WholeTable, school: string): Promise<number> {
  let removed = 0
  let after: Parameters<WholeTable['scan']>[0]
  do {
    const { items, next } = await table.scan(after)
    const theirs = items.filter((item) => isOf(school, item))
    for (let at = 0; at < theirs.length; at += AT_ONCE) {
      const batch = theirs.slice(at, at + AT_ONCE)
      await table.commit(...batch.map((item) => ({ remove: item })))
      removed += batch.length
    }
    after = next
  } while (after)
  return removed
}

function isOf(school: string, { pk, sk, school: named }: Item): boolean {
  const own = `SCHOOL#${school}`
  return pk === own || pk.startsWith(`${own}#`) || sk === own || named === school
}
