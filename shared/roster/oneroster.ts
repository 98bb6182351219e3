import { type Channel, familyName } from '../family/family.ts'
import {
  channelOf,
  type Remark,
  type RemarkReason,
  type Roster,
  type RosterCaregiver,
  type RosterDefaults,
  type RosterFamily,
  unique,
} from './roster.ts'
import { withoutRepeated } from './same-person.ts'
import { gradeOf, readUsers, type User, type Users } from './users.ts'

const FILE = 'users.csv'
const NAME_LENGTH = 100

/** The families of a OneRoster 1.1 or 1.2 bundle. */
export function readOneRoster(bundle: ReadonlyMap<string, Uint8Array>, reading: RosterDefaults): Roster {
  const read = readUsers(bundle, reading)
  const byId = new Map(read.users.map((user) => [user.id, user]))
  const ties = tiesOf(read, byId)
  const caregivers = new Map(
    read.users
      .filter(({ role }) => role !== 'student')
      .map((user) => [user.id, caregiverOf(user, reading, read.warnings)]),
  )
  const families: RosterFamily[] = []
  const attached = new Set<string>()
  for (const component of componentsOf(read.users, ties)) {
    const relatives = relativesOf(component, ties, byId)
    for (const { id } of relatives) attached.add(id)
    families.push(familyOf(component, relatives, caregivers, reading, read.warnings))
  }
  for (const { id, role, line } of read.users)
    if (role === 'relative' && !attached.has(id))
      warn(read.warnings, line, 'agentSourcedIds', 'relative-untied')
  const lines = new Map(read.users.map(({ id, line }) => [id, line]))
  return {
    families,
    ties: { file: FILE, field: 'agentSourcedIds', lines, tied: ties },
    removed: read.removed,
    rejected: read.rejected,
    warnings: read.warnings,
  }
}

function warn(warnings: Remark[], line: number, field: string, reason: RemarkReason): void {
  warnings.push({ file: FILE, line, field, reason })
}

// Ties between people, whichever of the two rows states them.
function tiesOf(
  { users, known, warnings }: Users,
  byId: ReadonlyMap<string, User>,
): Map<string, Set<string>> {
  const ties = new Map(users.map(({ id }) => [id, new Set<string>()]))
  for (const { id, agents, line } of users) {
    for (const agent of agents) {
      if (!known.has(agent)) warn(warnings, line, 'agentSourcedIds', 'agent-unknown')
      if (!byId.has(agent)) continue
      ties.get(id)?.add(agent)
      ties.get(agent)?.add(id)
    }
  }
  return ties
}

function componentsOf(users: readonly User[], ties: ReadonlyMap<string, Set<string>>): User[][] {
  const waiting = new Map(users.filter(({ role }) => role !== 'relative').map((user) => [user.id, user]))
  const components: User[][] = []
  for (const user of [...waiting.values()]) {
    const component: User[] = []
    const queue = [user.id]
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
      const next = waiting.get(id)
      if (!next) continue
      waiting.delete(id)
      component.push(next)
      queue.push(...(ties.get(id) ?? []))
    }
    // Sorted, because the order of an export's rows is arbitrary: the same people make the same family.
    if (component.length > 0) components.push(sorted(component))
  }
  return components
}

function relativesOf(
  component: readonly User[],
  ties: ReadonlyMap<string, Set<string>>,
  byId: ReadonlyMap<string, User>,
): User[] {
  const near = unique(component.flatMap(({ id }) => [...(ties.get(id) ?? [])]))
  const users = near.flatMap((id) => byId.get(id) ?? [])
  return sorted(users.filter(({ role }) => role === 'relative'))
}

function sorted(users: readonly User[]): User[] {
  return users.toSorted((one, other) => (one.id < other.id ? -1 : 1))
}

function familyOf(
  component: readonly User[],
  relatives: readonly User[],
  known: ReadonlyMap<string, RosterCaregiver>,
  reading: RosterDefaults,
  warnings: Remark[],
): RosterFamily {
  const students = component.filter(({ role }) => role === 'student')
  const adults = [...component.filter(({ role }) => role !== 'student'), ...relatives]
  const [first] = component
  if (adults.length === 0 && first) warn(warnings, first.line, 'agentSourcedIds', 'no-caregiver')
  if (adults.length > 12 || students.length > 20)
    warn(warnings, first?.line ?? 1, 'agentSourcedIds', 'family-large')
  const language = [...adults, ...students].find((user) => user.language)?.language ?? reading.defaultLanguage
  const listed = adults.flatMap((user): RosterCaregiver[] => {
    const caregiver = known.get(user.id)
    if (!caregiver) return []
    const own = user.language !== language && user.language
    return [{ ...caregiver, ...(own && { writtenLanguage: own, spokenLanguage: own }) }]
  })
  const caregivers = withoutRepeated(listed)
  const grades = students.map(({ row }) => gradeOf(row.values.grades ?? ''))
  return {
    sourceIds: component.map(({ id }) => id),
    name: truncate(familyName(caregivers.length > 0 ? caregivers : students.map(namesOf))),
    writtenLanguage: language,
    spokenLanguage: language,
    caregivers,
    children: students.map(({ id }, index) => ({ grade: grades[index] ?? '', sourceId: id })),
    groups: unique([`language:${language}`, ...grades.map((grade) => `grade:${grade}`)]),
  }
}

// Does not cut a surrogate pair in two: the table rejects a lone surrogate.
function truncate(name: string): string {
  return name.slice(0, NAME_LENGTH).replace(/\p{Surrogate}$/u, '')
}

function namesOf({ row: { values } }: User): { givenName: string; familyName: string } {
  return { givenName: values.givenname ?? '', familyName: values.familyname ?? '' }
}

function caregiverOf(user: User, reading: RosterDefaults, warnings: Remark[]): RosterCaregiver {
  const channels: Channel[] = []
  for (const kind of ['sms', 'phone', 'email'] as const) {
    const typed = user.row.values[kind] ?? ''
    const channel = channelOf(kind, typed, reading)
    if (channel) channels.push(channel)
    else if (typed) warn(warnings, user.line, kind, kind === 'email' ? 'email' : 'phone')
  }
  return { sourceId: user.id, ...namesOf(user), channels }
}
