import { scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { newId } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { addSchoolWrites } from '../school/school.store.ts'
import { DEFAULT_SETTINGS, type NewSchool, type School } from '../school/school.ts'
import { instantOf } from '../time/instant.ts'
import * as store from './member.store.ts'
import type { Member, NewMember } from './member.ts'

/** Creates a school. Only the deployment itself may, by its token or on the first run. */
export async function createSchool(
  { table, actor }: Context,
  input: NewSchool,
  { isDemonstration }: Pick<School, 'isDemonstration'> = {},
): Promise<School> {
  if (actor.kind !== 'deployment') refuse(actor.kind === 'public' ? 'sign-in-needed' : 'forbidden')
  const school: School = {
    id: newId(),
    ...input,
    settings: DEFAULT_SETTINGS,
    revision: 1,
    ...(isDemonstration && { isDemonstration }),
  }
  const scope = scopeOf(actor, school.id)
  await table.commit(...addSchoolWrites(scope, school))
  return school
}

/** Adds the first organizer of a new school, without an invitation. Only the deployment itself may. */
export async function addFirstOrganizer(
  { table, actor, now }: Context,
  school: string,
  input: NewMember,
): Promise<Member> {
  if (actor.kind !== 'deployment') refuse('forbidden')
  const member: Member = { id: newId(), school, ...input, role: 'organizer', invitedAt: instantOf(now()) }
  await table.commit(...store.addMemberWrites(scopeOf(actor, school), member))
  return member
}
