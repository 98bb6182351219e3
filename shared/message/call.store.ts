import type { SchoolScope } from '../access/actor.ts'
import type { Key, Table, Write } from '../table/table.ts'
import type { Call } from './call.ts'

const partition = (scope: SchoolScope) => `SCHOOL#${scope}#CALLS`
const callKey = (scope: SchoolScope, id: string): Key => ({ pk: partition(scope), sk: `CALL#${id}` })

/** The calls of a school, open and finished. */
export async function callsOf(table: Table, scope: SchoolScope): Promise<Call[]> {
  return table.queryAll<Call>(partition(scope), 'CALL#')
}

/** A call, or undefined. */
export async function getCall(table: Table, scope: SchoolScope, id: string): Promise<Call | undefined> {
  return table.get<Call>(callKey(scope, id))
}

/** A call that is new, or that nobody changed since the revision before its own. */
export function putCall(scope: SchoolScope, call: Call): Write {
  return {
    put: { ...callKey(scope, call.id), ...call },
    when: call.revision === 1 ? 'absent' : { equals: { revision: call.revision - 1 } },
  }
}

/** Deletes a call. */
export function removeCall(scope: SchoolScope, id: string): Write {
  return { remove: callKey(scope, id) }
}
