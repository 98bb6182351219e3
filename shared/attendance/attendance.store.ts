import type { SchoolScope } from '../access/actor.ts'
import type { Key, Reading, Table, Write } from '../table/table.ts'
import type { Attendance, Thanks, Turnout } from './attendance.ts'

const attendancePartition = (scope: SchoolScope, session: string) => `SCHOOL#${scope}#SESSION#${session}`
const attendanceKey = (scope: SchoolScope, session: string, family: string): Key => ({
  pk: attendancePartition(scope, session),
  sk: `ATTENDANCE#${family}`,
})

/** Who is at a session, or was. */
export async function attendanceOf(table: Table, scope: SchoolScope, session: string): Promise<Attendance[]> {
  return table.queryAll<Attendance>(attendancePartition(scope, session), 'ATTENDANCE#')
}

/** Whether and with how many a family is at a session. */
export async function getAttendance(
  table: Table,
  scope: SchoolScope,
  session: string,
  family: string,
): Promise<Attendance | undefined> {
  return table.get<Attendance>(attendanceKey(scope, session, family))
}

/** The family is there. */
export function putAttendance(scope: SchoolScope, session: string, attendance: Attendance): Write {
  return { put: { ...attendanceKey(scope, session, attendance.family), ...attendance } }
}

/** The family is not there after all. */
export function removeAttendance(scope: SchoolScope, session: string, family: string): Write {
  return { remove: attendanceKey(scope, session, family) }
}

const turnoutPartition = (scope: SchoolScope) => `SCHOOL#${scope}#TURNOUT`
const turnoutKey = (scope: SchoolScope, session: string): Key => ({
  pk: turnoutPartition(scope),
  sk: `SESSION#${session}`,
})

/** The turnouts of the school's sessions whose attendance was closed. */
export async function turnoutsOf(table: Table, scope: SchoolScope, reading?: Reading): Promise<Turnout[]> {
  return table.queryAll<Turnout>(turnoutPartition(scope), undefined, reading)
}

/** The turnout of a session, or undefined while its attendance is open. */
export async function getTurnout(
  table: Table,
  scope: SchoolScope,
  session: string,
): Promise<Turnout | undefined> {
  return table.get<Turnout>(turnoutKey(scope, session))
}

/** The attendance of a session is closed, with that turnout. */
export function putTurnout(scope: SchoolScope, turnout: Turnout): Write {
  return { put: { ...turnoutKey(scope, turnout.session), ...turnout } }
}

/** The attendance of a session is open again. */
export function removeTurnout(scope: SchoolScope, session: string): Write {
  return { remove: turnoutKey(scope, session) }
}

const thanksKey = (scope: SchoolScope, session: string, family: string): Key => ({
  pk: attendancePartition(scope, session),
  sk: `THANKS#${family}`,
})

/** What families said to who led a session. */
export async function thanksOf(table: Table, scope: SchoolScope, session: string): Promise<Thanks[]> {
  return table.queryAll<Thanks>(attendancePartition(scope, session), 'THANKS#')
}

/** A family's words, in place of what it said before. */
export function putThanks(scope: SchoolScope, session: string, thanks: Thanks): Write {
  return { put: { ...thanksKey(scope, session, thanks.family), ...thanks } }
}

/** A family's words to who led a session, or undefined. */
export async function getThanks(
  table: Table,
  scope: SchoolScope,
  session: string,
  family: string,
): Promise<Thanks | undefined> {
  return table.get<Thanks>(thanksKey(scope, session, family))
}

/** Takes a family's words back. */
export function removeThanks(scope: SchoolScope, session: string, family: string): Write {
  return { remove: thanksKey(scope, session, family) }
}
