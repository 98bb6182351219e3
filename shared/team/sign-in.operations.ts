import { publicScope, scopeOf } from '../access/actor.ts'
import { commitOr } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { hashOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { dropSecret, findSecret, keepSecret, useSecret } from '../access/secret.store.ts'
import { keepMessage } from '../message/message.store.ts'
import type { Table } from '../table/table.ts'
import { instantOf } from '../time/instant.ts'
import { countTry, dropChallenge, getChallenge, putChallenge } from './challenge.store.ts'
import { signInMessage } from './member.operations.ts'
import * as store from './member.store.ts'
import { challengeEnd, codeMatches, isAtSendLimit, mustBeOpen, newChallenge } from './sign-in.ts'

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
  const member = await store.getMember(table, scope, membership.id)
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
    keepMessage(scope, signInMessage(member, { code, token }, end, now())),
  )
  return { code, token }
}

// A school id that does not exist.
const NOBODY = { school: 'nobody', id: 'nobody' }

/** Signs in with the six-digit code, within ten minutes and five tries. */
export async function signInWithCode(
  { table, now }: Context,
  { email, code }: { email: string; code: string },
): Promise<{ school: string; member: string; family?: string }> {
  const challenge = mustBeOpen(await getChallenge(table, email), now())
  // The try is counted before the code is compared, so that concurrent tries are all counted.
  await commitOr('too-many-tries', table, countTry(email, challenge, challengeEnd({ wrong: 1 }, now())))
  if (!codeMatches(challenge, email, code)) refuse('code-wrong')
  await table.commit(dropChallenge(email), dropSecret(challenge.linkHash))
  return memberAt(table, email)
}

/** Signs in with the link that was sent. It works once and invalidates the code that was sent with it. */
export async function signInWithLink(
  { table, now }: Context,
  token: string,
): Promise<{ school: string; member: string; invited?: true; family?: string }> {
  const secret = await findSecret(table, token)
  if (secret?.kind !== 'sign-in' || secret.until <= instantOf(now())) refuse('link-expired')
  // The inviter sees the link too: using it does not prove who owns the address, so the count of wrong tries stays.
  const isInvited = secret.school !== undefined
  const ended = isInvited ? [] : [dropChallenge(secret.email)]
  await commitOr('link-expired', table, useSecret(hashOf(token)), ...ended)
  const found = await memberAt(table, secret.email, secret.school)
  return isInvited ? { ...found, invited: true } : found
}

// A member of several schools signs in to the one that sent the invitation, else to the first.
async function memberAt(
  table: Table,
  email: string,
  school?: string,
): Promise<{ school: string; member: string; family?: string }> {
  const memberships = await store.membershipsOf(table, email)
  const found = memberships.find((one) => one.school === school) ?? memberships[0] ?? refuse('link-expired')
  const { family } = (await store.getMember(table, publicScope(found.school), found.id)) ?? {}
  return { school: found.school, member: found.id, ...(family && { family }) }
}

/** A member's memberships in other schools, by the same address. */
export async function otherMemberships({
  table,
  actor,
}: Context): Promise<{ school: string; member: string }[]> {
  if (actor.kind !== 'member') return []
  const { email } =
    (await store.getMember(table, scopeOf(actor, actor.school), actor.id)) ?? refuse('not-found')
  const memberships = await store.membershipsOf(table, email)
  return memberships
    .filter(({ school }) => school !== actor.school)
    .map(({ school, id }) => ({ school, member: id }))
}
