import type { SchoolScope } from '../access/actor.ts'
import { hashOf } from '../access/identifier.ts'
import type { Table, Write } from '../table/table.ts'

const partition = (scope: SchoolScope) => `SCHOOL#${scope}#DEPARTED`

/** The hash of a roster's id within the school, which is all that is stored about a deleted family. */
function tombstoneOf(scope: SchoolScope, sourceId: string): string {
  return hashOf(`${scope}#${sourceId}`)
}

/** Records that the person or family with this roster id deleted their data. */
export function putTombstone(scope: SchoolScope, sourceId: string): Write {
  const stone = tombstoneOf(scope, sourceId)
  return { put: { pk: partition(scope), sk: `STONE#${stone}`, stone } }
}

/** A lookup of roster ids: whether the person or family deleted their data. */
export async function departedOf(table: Table, scope: SchoolScope): Promise<(sourceId: string) => boolean> {
  const stones = await table.queryAll<{ stone: string }>(partition(scope), 'STONE#')
  const known = new Set(stones.map(({ stone }) => stone))
  return (sourceId) => known.size > 0 && known.has(tombstoneOf(scope, sourceId))
}
