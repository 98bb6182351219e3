import type { DateTime } from 'luxon'
import { type Actor, mustOrganize, publicScope, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { hashOf, idFor, newId, newSecret } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { keepSecret } from '../access/secret.store.ts'
import { keepMessage } from '../message/message.store.ts'
import { type Delivery, waiting } from '../message/message.ts'
import { getSchool } from '../school/school.store.ts'
import type { School } from '../school/school.ts'
import { failedWrite, tryCommit } from '../table/attempt.ts'
import { keyOf } from '../table/key.ts'
import type { Migration } from '../table/migration.ts'
import type { Item, Table } from '../table/table.ts'
import { instantOf } from '../time/instant.ts'
import * as store from './member.store.ts'
import { isSameAddress, type Member, type NewMember, wasMember } from './member.ts'
import { invitationEnd } from './sign-in.ts'

/** A sign-in of a member: `since` (RFC 3339 UTC) is when the code or link was asked for. */
export type SignedInMember = { school: string; member: string; since: string }

/** The actor of a signed-in member; undefined once they were removed, or where they joined after the sign-in. */
export async function actorOfMember(
  table: Table,
  { school, member: id, since }: SignedInMember,
): Promise<Actor | undefined> {
  const member = await store.getMember(table, publicScope(school), id)
  if (!member || !wasMember(member, since)) return undefined
  const { role, name, family } = member
  return { kind: 'member', school, id, role, name, ...(family && { family }) }
}

/** The school's team, organizers first, then by name. */
export async function listTeam({ table, actor }: Context, school: string): Promise<Member[]> {
  mustOrganize(actor)
  const rank = ['organizer', 'helper', 'parentLeader']
  const team = await store.teamOf(table, scopeOf(actor, school))
  return team.sort((a, b) => rank.indexOf(a.role) - rank.indexOf(b.role) || a.name.localeCompare(b.name))
}

/** Adds a member and sends them a sign-in link; for an address that is on the team already, returns that member. */
export async function inviteMember(
  context: Context,
  school: string,
  input: NewMember,
): Promise<{ member: Member; token?: string; isNew: boolean }> {
  const { table, actor, now } = context
  mustOrganize(actor)
  const scope = scopeOf(actor, school)
  const memberOfAddress = async () =>
    (await store.teamOf(table, scope)).find(({ email }) => isSameAddress(email, input.email))
  const known = await memberOfAddress()
  const id = idFor(context)
  // A request that is sent again finds the member that it made.
  const found = (one: Member) => ({ member: one, isNew: one.id === id })
  if (known) return found(known)
  const member: Member = { id, school, ...input, invitedAt: instantOf(now()) }
  const sender = await getSchool(table, scope)
  const token = newSecret()
  const end = invitationEnd(now())
  const secret = { kind: 'sign-in' as const, email: member.email, until: instantOf(end), school }
  const isFirst = await tryCommit(
    table,
    ...store.addMemberWrites(scope, member),
    keepSecret(hashOf(token), secret, Math.ceil(end.toSeconds())),
    keepMessage(scope, signInMessage(member, { token, ...senderOf(sender) }, end, now())),
  )
  // Of parallel invitations one writes the member; the others return it.
  return isFirst ? { member, token, isNew: true } : found((await memberOfAddress()) ?? refuse('conflict'))
}

/** The field of a message that says which school writes it. */
export function senderOf(school: School | undefined): Record<string, string> {
  return school ? { school: school.name } : {}
}

/** The e-mail with a sign-in link, or with a code and its link. */
export function signInMessage(
  { email: to, language = 'en' }: Member,
  fields: Record<string, string>,
  end: DateTime,
  now: DateTime,
): Delivery {
  const kind = fields.code ? 'sign-in' : 'invitation'
  const message = { id: newId(), kind, channel: 'email', to, language, fields, at: instantOf(now) } as const
  return waiting(message, Math.ceil(end.toSeconds()), now)
}

/** Removes a member and all that their address has in the team; they are signed out on all devices at once. Refuses to remove the last organizer. */
export async function removeMember({ table, actor }: Context, school: string, id: string): Promise<void> {
  mustOrganize(actor)
  const scope = scopeOf(actor, school)
  const team = await store.teamOf(table, scope)
  const member = team.find((one) => one.id === id) ?? refuse('not-found')
  const isSame = (one: Member) => isSameAddress(one.email, member.email)
  const further = team.filter((one) => one.id !== id && isSame(one))
  const wasOrganizer = [member, ...further].some(({ role }) => role === 'organizer')
  const successor = team.find((one) => one.role === 'organizer' && !isSame(one))
  if (wasOrganizer && !successor) refuse('last-organizer')
  const remaining = wasOrganizer ? successor : undefined
  const failed = await failedWrite(table, ...store.removeMemberWrites(scope, [member, ...further], remaining))
  if (failed !== undefined) refuse(failed === 0 ? 'not-found' : 'last-organizer')
}

/** Makes the address of each member unique in their school, where that was not kept yet. */
export const CLAIM_ADDRESSES: Migration = {
  id: '2026-11-29-one-member-an-address',
  async update(table, item) {
    if (!store.isMemberItem(item)) return 'unchanged'
    // `isMemberItem` tells that it is one.
    const member = item as Item & Member
    const isClaimed = await tryCommit(
      table,
      { check: keyOf(item), when: 'present' },
      store.claimAddress(member),
    )
    return isClaimed ? 'changed' : 'unchanged'
  },
}
