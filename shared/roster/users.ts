import { refuse } from '../access/refusal.ts'
import { isName } from '../access/visible.ts'
import { beginsAsFormula } from '../family/formula.ts'
import { isDate } from '../family/grade.ts'
import { holdsUncollected } from '../family/uncollected.ts'
import { languageOf, type Remark, type RemarkReason, type RosterDefaults } from './roster.ts'
import { type CsvRow, readRows } from './rows.ts'

const RANK = { student: 0, parent: 1, guardian: 2, relative: 3 } as const
type FamilyRole = keyof typeof RANK

/** A student or caregiver of a OneRoster bundle. */
export type User = {
  id: string
  role: FamilyRole
  line: number
  row: CsvRow
  agents: string[]
  language?: string
}

/** The family members in a bundle; `known` are the ids of all users, also of others. */
export type Users = {
  users: User[]
  known: Set<string>
  removed: string[]
  rejected: Remark[]
  warnings: Remark[]
}

const FILE = 'users.csv'
const REQUIRED = ['sourcedId', 'givenName', 'familyName', 'agentSourcedIds']
const OPTIONAL = ['status', 'role', 'email', 'sms', 'phone', 'grades', 'metadata.homeLanguage']

/** Parses `users.csv`, and in OneRoster 1.2 also `roles.csv`. */
export function readUsers(bundle: ReadonlyMap<string, Uint8Array>, reading: RosterDefaults): Users {
  const rolesFile = bundle.get('roles.csv')
  const file = bundle.get(FILE) ?? refuseFile('users', 'there is no users.csv')
  const { rows, header, ...remarks } = readRows(file, FILE, { required: REQUIRED, optional: OPTIONAL })
  const hasRoles = header.includes('role') && (rows.length === 0 || rows.some(({ values }) => values.role))
  if (!rolesFile && !hasRoles) refuseFile('roles', 'no role column, and no roles.csv as OneRoster 1.2 has')
  const read: Users = { users: [], known: new Set(), removed: [], ...remarks }
  const roles = rolesFile && readRoles(rolesFile, read)
  for (const row of rows) addUser(read, row, roles, reading)
  return read
}

function refuseFile(why: 'users' | 'roles', detail: string): never {
  return refuse('roster-unreadable', { why, errors: [{ pointer: `/${FILE}`, detail }] })
}

function readRoles(bytes: Uint8Array, read: Users): Map<string, string> {
  const { rows, rejected, warnings } = readRows(bytes, 'roles.csv', {
    required: ['userSourcedId', 'role'],
    optional: ['status'],
  })
  read.rejected.push(...rejected)
  read.warnings.push(...warnings)
  const roles = new Map<string, string>()
  for (const { values } of rows) {
    const { usersourcedid: user = '', role = '', status = '' } = values
    if (status.toLowerCase() === 'tobedeleted') continue
    // A teacher with a child at the school counts as a parent.
    if (rank(role) < rank(roles.get(user) ?? '') || !roles.has(user)) roles.set(user, role.toLowerCase())
  }
  return roles
}

function rank(role: string): number {
  const name = role.toLowerCase()
  return isFamilyRole(name) ? RANK[name] : Number.POSITIVE_INFINITY
}

function isFamilyRole(role: string): role is FamilyRole {
  return Object.hasOwn(RANK, role)
}

function addUser(
  read: Users,
  row: CsvRow,
  roles: Map<string, string> | undefined,
  reading: RosterDefaults,
): void {
  const { values, line } = row
  const id = values.sourcedid ?? ''
  const removed = values.status?.toLowerCase() === 'tobedeleted'
  const role = (roles ? roles.get(id) : values.role?.toLowerCase()) ?? ''
  const fault = idFault(read, id) ?? (removed ? undefined : faultOf(row, role))
  if (fault) {
    read.rejected.push({ file: FILE, line, ...fault })
    return
  }
  read.known.add(id)
  if (removed) read.removed.push(id)
  else if (isFamilyRole(role)) {
    if (role !== 'student') read.warnings.push(...signsIn(row))
    const agents = (values.agentsourcedids ?? '').split(',').map((agent) => agent.trim())
    read.users.push({ id, role, line, row, agents: agents.filter(Boolean), ...spoken(read, row, reading) })
  }
}

const NAMES = ['givenName', 'familyName']

// Names of caregivers that a spreadsheet takes for formulas; of students no name is kept.
function signsIn({ values, line }: CsvRow): Remark[] {
  const odd = NAMES.filter((field) => beginsAsFormula(values[field.toLowerCase()] ?? ''))
  return odd.map((field) => ({ file: FILE, line, field, reason: 'sign' }))
}

type Fault = { field: string; reason: RemarkReason } | undefined

function idFault({ known }: Users, id: string): Fault {
  if (!id) return { field: 'sourcedId', reason: 'missing' }
  if (id.length > 200) return { field: 'sourcedId', reason: 'too-long' }
  if (holdsUncollected(id)) return { field: 'sourcedId', reason: 'uncollected' }
  return known.has(id) ? { field: 'sourcedId', reason: 'duplicate' } : undefined
}

function faultOf({ values }: CsvRow, role: string): Fault {
  const { givenname = '', familyname = '', grades = '', status = '' } = values
  if (!['', 'active'].includes(status.toLowerCase())) return { field: 'status', reason: 'status-unknown' }
  if (!role) return { field: 'role', reason: 'role-missing' }
  if (!isFamilyRole(role)) return undefined
  if (!isName(givenname) && !isName(familyname)) return { field: 'givenName', reason: 'missing' }
  if (givenname.length > 100) return { field: 'givenName', reason: 'too-long' }
  if (familyname.length > 100) return { field: 'familyName', reason: 'too-long' }
  if (holdsUncollected(givenname)) return { field: 'givenName', reason: 'uncollected' }
  if (holdsUncollected(familyname)) return { field: 'familyName', reason: 'uncollected' }
  if (role !== 'student') return undefined
  if (!gradeOf(grades)) return { field: 'grades', reason: 'grade-missing' }
  return isDate(gradeOf(grades)) ? { field: 'grades', reason: 'grade' } : undefined
}

/** The first of a student's grades. */
export function gradeOf(grades: string): string {
  return (
    grades
      .split(',')
      .map((grade) => grade.trim())
      .find(Boolean) ?? ''
  )
}

function spoken(read: Users, { values, line }: CsvRow, reading: RosterDefaults): { language?: string } {
  const typed = values['metadata.homelanguage'] ?? ''
  if (!typed) return {}
  const language = languageOf(typed)
  if (language) return { language }
  read.warnings.push({ file: FILE, line, field: 'metadata.homeLanguage', reason: 'language-unreadable' })
  return { language: reading.defaultLanguage }
}
