import type { DateTime } from 'luxon'
import { type Actor, mustOrganize, publicScope, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { hashOf, newId, newSecret } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { keepSecret } from '../access/secret.store.ts'
import { keepMessage } from '../message/message.store.ts'
import { type Delivery, waiting } from '../message/message.ts'
import { failedWrite } from '../table/attempt.ts'
import type { Table } from '../table/table.ts'
import { instantOf } from '../time/instant.ts'
import * as store from './member.store.ts'
import type { Member, NewMember } from './member.ts'
import { invitationEnd } from './sign-in.ts'

/** The actor of a signed-in member; undefined once the member was removed from the team. */
export async function actorOfMember(table: Table, school: string, id: string): Promise<Actor | undefined> {
  const member = await store.getMember(table, publicScope(school), id)
  if (!member) return undefined
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
  { table, actor, now }: Context,
  school: string,
  input: NewMember,
): Promise<{ member: Member; token?: string }> {
  mustOrganize(actor)
  const scope = scopeOf(actor, school)
  const known = (await store.teamOf(table, scope)).find(({ email }) => email === input.email)
  if (known) return { member: known }
  const member: Member = { id: newId(), school, ...input, invitedAt: instantOf(now()) }
  const token = newSecret()
  const end = invitationEnd(now())
  const secret = { kind: 'sign-in' as const, email: member.email, until: instantOf(end), school }
  await table.commit(
    ...store.addMemberWrites(scope, member),
    keepSecret(hashOf(token), secret, Math.ceil(end.toSeconds())),
    keepMessage(scope, signInMessage(member, { token }, end, now())),
  )
  return { member, token }
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

/** Removes a member, who is signed out on all devices at once. Refuses to remove the last organizer. */
export async function removeMember({ table, actor }: Context, school: string, id: string): Promise<void> {
  mustOrganize(actor)
  const scope = scopeOf(actor, school)
  const team = await store.teamOf(table, scope)
  const member = team.find((one) => one.id === id) ?? refuse('not-found')
  const successor = team.find((one) => one.role === 'organizer' && one.id !== id)
  if (member.role === 'organizer' && !successor) refuse('last-organizer')
  const remaining = member.role === 'organizer' ? successor : undefined
  const failed = await failedWrite(table, ...store.removeMemberWrites(scope, member, remaining))
  if (failed !== undefined) refuse(failed === 0 ? 'not-found' : 'last-organizer')
}
