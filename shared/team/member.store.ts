import type { SchoolScope } from '../access/actor.ts'
import { hashOf } from '../access/identifier.ts'
import type { Key, Table, Write } from '../table/table.ts'
import type { Member } from './member.ts'

export const schoolPartition = (scope: SchoolScope) => `SCHOOL#${scope}`
const memberKey = (scope: SchoolScope, id: string): Key => ({
  pk: schoolPartition(scope),
  sk: `MEMBER#${id}`,
})
export const addressPartition = (email: string) => `ADDRESS#${hashOf(email.toLowerCase())}`
const addressKey = (member: Member): Key => ({
  pk: addressPartition(member.email),
  sk: `MEMBER#${member.school}#${member.id}`,
})

// One for each address and school, so that an address has at most one member in a school.
const onlyMemberKey = ({ email, school }: Member): Key => ({
  pk: addressPartition(email),
  sk: `SCHOOL#${school}`,
})

/** A member, the item that finds them by address at sign-in, and the one that keeps their address unique in the school. */
export function addMemberWrites(scope: SchoolScope, member: Member): Write[] {
  return [
    { put: { ...memberKey(scope, member.id), ...member }, when: 'absent' },
    { put: { ...addressKey(member), school: member.school, id: member.id } },
    claimAddress(member),
  ]
}

/** Makes the member the only one of their address in the school; fails where there is one. */
export function claimAddress(member: Member): Write {
  return { put: { ...onlyMemberKey(member), school: member.school, id: member.id }, when: 'absent' }
}

/**
 * Removes a member, with the further entries that one address may have from before it was unique; with `successor`, only
 * while that member is still an organizer, which is the last of the writes.
 */
export function removeMemberWrites(
  scope: SchoolScope,
  [member, ...further]: readonly [Member, ...Member[]],
  successor?: Member,
): Write[] {
  return [
    { remove: memberKey(scope, member.id), when: 'present' },
    ...further.map((one): Write => ({ remove: memberKey(scope, one.id) })),
    ...[member, ...further].map((one): Write => ({ remove: addressKey(one) })),
    { remove: onlyMemberKey(member) },
    ...(successor
      ? [{ check: memberKey(scope, successor.id), when: { equals: { role: 'organizer' } } } satisfies Write]
      : []),
  ]
}

/** Whether an item is a member's own. */
export function isMemberItem({ pk, sk }: Key): boolean {
  return pk.startsWith('SCHOOL#') && sk.startsWith('MEMBER#')
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
