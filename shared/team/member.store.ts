import type { SchoolScope } from '../access/actor.ts'
import { hashOf } from '../access/identifier.ts'
import type { Key, Table, Write } from '../table/table.ts'
import type { Member } from './member.ts'

export const schoolPartition = (scope: SchoolScope) => `SCHOOL#${scope}`
const memberKey = (scope: SchoolScope, id: string): Key => ({
  pk: schoolPartition(scope),
  sk: `MEMBER#${id}`,
})
export const addressPartition = (email: string) => `ADDRESS#${hashOf(email)}`
const addressKey = (member: Member): Key => ({
  pk: addressPartition(member.email),
  sk: `MEMBER#${member.school}#${member.id}`,
})

/** A member, and the item that finds them by address at sign-in. */
export function addMemberWrites(scope: SchoolScope, member: Member): Write[] {
  return [
    { put: { ...memberKey(scope, member.id), ...member }, when: 'absent' },
    { put: { ...addressKey(member), school: member.school, id: member.id } },
  ]
}

/** Removes a member; with `successor`, only while that member is still an organizer. */
export function removeMemberWrites(scope: SchoolScope, member: Member, successor?: Member): Write[] {
  return [
    { remove: memberKey(scope, member.id), when: 'present' },
    { remove: addressKey(member) },
    ...(successor
      ? [{ check: memberKey(scope, successor.id), when: { equals: { role: 'organizer' } } } satisfies Write]
      : []),
  ]
}

/** Changes the family that a member acts for, if the member still exists. */
export function changeMember(scope: SchoolScope, member: Member): Write {
  return { put: { ...memberKey(scope, member.id), ...member }, when: 'present' }
}

/** A member of the team, or undefined. */
export async function getMember(table: Table, scope: SchoolScope, id: string): Promise<Member | undefined> {
  return table.get<Member>(memberKey(scope, id))
}

/** The school's team. */
export async function teamOf(table: Table, scope: SchoolScope): Promise<Member[]> {
  return table.queryAll<Member>(schoolPartition(scope), 'MEMBER#')
}

/** The memberships of an address: school and member id. */
export async function membershipsOf(table: Table, email: string): Promise<{ school: string; id: string }[]> {
  return table.queryAll<{ school: string; id: string }>(addressPartition(email), 'MEMBER#')
}
