import { publicScope, scopeOf } from '../access/actor.ts'
import { commitOr } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { hashOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { dropSecret, findSecret, keepSecret, useSecret } from '../access/secret.store.ts'
import { keepMessage } from '../message/message.store.ts'
import { getSchool } from '../school/school.store.ts'
import type { Table } from '../table/table.ts'
import { instantOf } from '../time/instant.ts'
import { countTry, dropChallenge, getChallenge, putChallenge } from './challenge.store.ts'
import { type SignedInMember, senderOf, signInMessage } from './member.operations.ts'
import * as store from './member.store.ts'
import { type Member, wasMember } from './member.ts'
import {
  challengeEnd,
  codeMatches,
  invitationSentAt,
  isAtSendLimit,
  mustBeOpen,
  newChallenge,
  requestedAt,
} from './sign-in.ts'

/**
 * Sends a code and a link to an address, through the outbox of the member's school; at most five in ten minutes. An
 * unknown address gets the same answer after the same calls to the database, so as not to reveal who belongs to a team.
 * Returns the code and link, for the terminal.
 */
export async function requestSignIn(
  { table, now }: Context,
  { email }: { email: string },
): Promise<{ code: string; token: string } | undefined> {
  const [[membership = NOBODY], before] = await Promise.all([
    store.membershipsOf(table, email),
    getChallenge(table, email),
  ])
  const scope = publicScope(membership.school)
  const [member, school] = await Promise.all([
    store.getMember(table, scope, membership.id),
    getSchool(table, scope),
  ])
  if (isAtSendLimit(before, now())) return undefined
  const { code, token, challenge } = newChallenge(email, now(), before)
  const end = now().plus({ minutes: 10 })
  const kept = putChallenge(email, challenge, challengeEnd(challenge, now()))
  if (!member) {
    // An unknown address is not stored. The two deletes of nothing take as long as the writes for a member.
    await table.commit(kept, dropSecret(challenge.linkHash), dropSecret(hashOf(code)))
    return undefined
  }
  const secret = { kind: 'sign-in' as const, email, until: challenge.until }
  await table.commit(
    kept,
    keepSecret(challenge.linkHash, secret, Math.ceil(end.toSeconds())),
    keepMessage(scope, signInMessage(member, { code, token, ...senderOf(school) }, end, now())),
  )
  return { code, token }
}

// A school id that does not exist.
const NOBODY = { school: 'nobody', id: 'nobody' }

/** What a sign-in opens: one membership of that moment, and the family that this member acts for. */
type SignedIn = SignedInMember & { family?: string }

/** Signs in with the six-digit code, within ten minutes and five tries. */
export async function signInWithCode(
  { table, now }: Context,
  { email, code }: { email: string; code: string },
): Promise<SignedIn> {
  const challenge = mustBeOpen(await getChallenge(table, email), now())
  // The try is counted before the code is compared, so that concurrent tries are all counted.
  await commitOr('too-many-tries', table, countTry(email, challenge, challengeEnd({ wrong: 1 }, now())))
  if (!codeMatches(challenge, email, code)) refuse('code-wrong')
  await table.commit(dropChallenge(email), dropSecret(challenge.linkHash))
  return memberAt(table, email, { since: requestedAt(challenge.until) })
}

/** Signs in with the link that was sent. It works once and invalidates the code that was sent with it. */
export async function signInWithLink(
  { table, now }: Context,
  token: string,
): Promise<SignedIn & { invited?: true }> {
  const secret = await findSecret(table, token)
  if (secret?.kind !== 'sign-in' || secret.until <= instantOf(now())) refuse('link-expired')
  // The inviter sees the link too: using it does not prove who owns the address, so the count of wrong tries stays.
  const { email, school, until } = secret
  const ended = school ? [] : [dropChallenge(email)]
  await commitOr('link-expired', table, useSecret(hashOf(token)), ...ended)
  if (!school) return memberAt(table, email, { since: requestedAt(until) })
  const invited = await memberAt(table, email, { since: invitationSentAt(until), school })
  return { ...invited, since: instantOf(now()), invited: true }
}

// An invitation opens the school that sent it and no other; a code or link, the first school that the address was in then.
async function memberAt(
  table: Table,
  email: string,
  { since, school }: { since: string; school?: string },
): Promise<SignedIn> {
  const all = await membersOf(table, email, since)
  const {
    id,
    school: found,
    family,
  } = all.find((one) => school === undefined || one.school === school) ?? refuse('link-expired')
  return { school: found, member: id, since, ...(family && { family }) }
}

// Those who joined after `since` are not reached by a sign-in from before.
async function membersOf(table: Table, email: string, since: string): Promise<Member[]> {
  const memberships = await store.membershipsOf(table, email)
  const members = await Promise.all(
    memberships.map(({ school, id }) => store.getMember(table, publicScope(school), id)),
  )
  return members.filter((one) => one !== undefined).filter((one) => wasMember(one, since))
}

/** A member's memberships in other schools, by the same address, that were there when they signed in. */
export async function otherMemberships({ table, actor }: Context, since: string): Promise<SignedInMember[]> {
  if (actor.kind !== 'member') return []
  const { email } =
    (await store.getMember(table, scopeOf(actor, actor.school), actor.id)) ?? refuse('not-found')
  const members = await membersOf(table, email, since)
  return members
    .filter(({ school }) => school !== actor.school)
    .map(({ school, id }) => ({ school, member: id, since }))
}
