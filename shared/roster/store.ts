import type { SchoolScope } from '../access/actor.ts'
import type { Key, Table, Write } from '../table/table.ts'
import type { RosterReport } from './report.ts'

/** An import that goes on after its call was answered. */
export type Job = {
  id: string
  status: 'running' | 'done' | 'failed'
  done: number
  total: number
  result?: RosterReport
}

const jobKey = (scope: SchoolScope, id: string): Key => ({ pk: `SCHOOL#${scope}#JOBS`, sk: `JOB#${id}` })

/** The job as it stands; `expiresAt` in seconds is when the table forgets it. */
export function putJob(scope: SchoolScope, job: Job, expiresAt: number): Write {
  return { put: { ...jobKey(scope, job.id), ...job, expiresAt } }
}

/** The job, or undefined. */
export async function getJob(
  table: Table,
  scope: SchoolScope,
  id: string,
): Promise<(Job & { expiresAt: number }) | undefined> {
  return table.get(jobKey(scope, id))
}
