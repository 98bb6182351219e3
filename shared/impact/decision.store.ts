import type { SchoolScope } from '../access/actor.ts'
import type { Key, Table, Write } from '../table/table.ts'
import type { ParentDecision } from './decision.ts'

const partition = (scope: SchoolScope) => `SCHOOL#${scope}#DECISIONS`
const decisionKey = (scope: SchoolScope, id: string): Key => ({ pk: partition(scope), sk: `DECISION#${id}` })

/** The decisions that parents changed. */
export async function decisionsOf(table: Table, scope: SchoolScope): Promise<ParentDecision[]> {
  return table.queryAll<ParentDecision>(partition(scope), 'DECISION#')
}

/** A decision, if nobody changed it since the revision before its own. */
export function putDecision(scope: SchoolScope, decision: ParentDecision): Write {
  const { id, revision } = decision
  return {
    put: { ...decisionKey(scope, id), ...decision },
    when: revision === 1 ? 'absent' : { equals: { revision: revision - 1 } },
  }
}

/** Deletes a decision. */
export function removeDecision(scope: SchoolScope, id: string): Write {
  return { remove: decisionKey(scope, id), when: 'present' }
}
