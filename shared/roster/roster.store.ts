import type { SchoolScope } from '../access/actor.ts'
import type { Key, Table, Write } from '../table/table.ts'

/** Who imports into a school just now, and until which instant that holds if they never finish. */
export type Turn = { holder: string; until: string }

const turnKey = (scope: SchoolScope): Key => ({ pk: `SCHOOL#${scope}#JOBS`, sk: 'TURN' })

/** Whose turn it is to import, or undefined. */
export async function getTurn(table: Table, scope: SchoolScope): Promise<Turn | undefined> {
  return table.get<Turn>(turnKey(scope))
}

/** Takes the turn, if nobody has it, or still only who had it `before`. */
export function takeTurn(scope: SchoolScope, turn: Turn, before?: Turn): Write {
  return {
    put: { ...turnKey(scope), ...turn },
    when: before ? { equals: { holder: before.holder } } : 'absent',
  }
}

/** Gives the turn back, if it was not taken over meanwhile. */
export function endTurn(scope: SchoolScope, { holder }: Turn): Write {
  return { remove: turnKey(scope), when: { equals: { holder } } }
}
