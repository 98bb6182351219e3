import type { Base } from '../../functions/wire.ts'
import { localImports } from '../../infra/local/imports.ts'
import type { Work } from '../../shared/access/background-jobs.ts'
import { filesInTable } from '../../shared/roster/import.operations.ts'

/** Background jobs as on one machine: at once, in this process. */
export function workHere(base: Base): Work {
  return localImports().workOn(base)
}

/** Files in the table, and jobs that wait in `handed` until the test runs them. */
export function workLater(base: Base) {
  const handed: Parameters<Work['hand']>[0][] = []
  const hand: Work['hand'] = async (place) => void handed.push(place)
  return { work: { files: filesInTable(base), hand }, handed }
}
