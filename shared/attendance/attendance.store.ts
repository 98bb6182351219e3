import type { SchoolScope } from '../access/actor.ts'
import type { Consistency, Key, Table, Write } from '../table/table.ts'
import type { Attendance, Thanks, Turnout } from './attendance.ts'

const attendancePartition = (scope: SchoolScope, session: string) => `SCHOOL#${scope}#SESSION#${session}`
const attendanceKey = (scope: SchoolScope, session: string, family: string): Key => ({
  pk: attendancePartition(scope, session),
  sk: `ATTENDANCE#${family}`,
})

/** The attendance of a session. */
export async function attendanceOf(table: Table, scope: SchoolScope, session: string): Promise<Attendance[]> {
  return table.queryAll<Attendance>(attendancePartition(scope, session), 'ATTENDANCE#')
}

/** A family's attendance of a session, or undefined. */
export async function getAttendance(
  table: Table,
  scope: SchoolScope,
  session: string,
  family: string,
): Promise<Attendance | undefined> {
  return table.get<Attendance>(attendanceKey(scope, session, family))
}

/** Saves a family's attendance. */
export function putAttendance(scope: SchoolScope, session: string, attendance: Attendance): Write {
  return { put: { ...attendanceKey(scope, session, attendance.family), ...attendance } }
}

/** Deletes a family's attendance. */
export function removeAttendance(scope: SchoolScope, session: string, family: string): Write {
  return { remove: attendanceKey(scope, session, family) }
}

const turnoutPartition = (scope: SchoolScope) => `SCHOOL#${scope}#TURNOUT`
const turnoutKey = (scope: SchoolScope, session: string): Key => ({
  pk: turnoutPartition(scope),
  sk: `SESSION#${session}`,
})

/** The turnouts of the school's sessions with closed attendance. */
export async function turnoutsOf(
  table: Table,
  scope: SchoolScope,
  reading?: Consistency,
): Promise<Turnout[]> {
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

/** Closes the attendance of a session with that turnout. */
export function putTurnout(scope: SchoolScope, turnout: Turnout): Write {
  return { put: { ...turnoutKey(scope, turnout.session), ...turnout } }
}

/** Reopens the attendance of a session. */
export function removeTurnout(scope: SchoolScope, session: string): Write {
  return { remove: turnoutKey(scope, session) }
}

const thanksKey = (scope: SchoolScope, session: string, family: string): Key => ({
  pk: attendancePartition(scope, session),
  sk: `THANKS#${family}`,
})

/** The families' thanks to the host of a session. */
export async function thanksOf(table: Table, scope: SchoolScope, session: string): Promise<Thanks[]> {
  return table.queryAll<Thanks>(attendancePartition(scope, session), 'THANKS#')
}

/** Saves a family's thanks, in place of earlier ones. */
export function putThanks(scope: SchoolScope, session: string, thanks: Thanks): Write {
  return { put: { ...thanksKey(scope, session, thanks.family), ...thanks } }
}

/** A family's thanks to the host of a session, or undefined. */
export async function getThanks(
  table: Table,
  scope: SchoolScope,
  session: string,
  family: string,
): Promise<Thanks | undefined> {
  return table.get<Thanks>(thanksKey(scope, session, family))
}

/** Deletes a family's thanks. */
export function removeThanks(scope: SchoolScope, session: string, family: string): Write {
  return { remove: thanksKey(scope, session, family) }
}
