import type { SchoolScope } from '../access/actor.ts'
import { hashOf } from '../access/identifier.ts'
import type { Table, Write } from '../table/table.ts'

const partition = (scope: SchoolScope) => `SCHOOL#${scope}#DEPARTED`

/** By what a roster's id is remembered of a family that left: a hash within the school, and nothing else. */
function tombstoneOf(scope: SchoolScope, sourceId: string): string {
  return hashOf(`${scope}#${sourceId}`)
}

/** Remembers that whoever the roster knows by this id asked not to be kept. */
export function putTombstone(scope: SchoolScope, sourceId: string): Write {
  const stone = tombstoneOf(scope, sourceId)
  return { put: { pk: partition(scope), sk: `STONE#${stone}`, stone } }
}

/** Whether somebody of a roster asked not to be kept, by the roster's id. */
export async function departedOf(table: Table, scope: SchoolScope): Promise<(sourceId: string) => boolean> {
  const stones = await table.queryAll<{ stone: string }>(partition(scope), 'STONE#')
  const known = new Set(stones.map(({ stone }) => stone))
  return (sourceId) => known.size > 0 && known.has(tombstoneOf(scope, sourceId))
}
