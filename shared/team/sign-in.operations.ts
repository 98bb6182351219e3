import { publicScope, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { hashOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { dropSecret, findSecret, keepSecret, useSecret } from '../access/secret.store.ts'
import { keepMessage } from '../message/message.store.ts'
import { ConditionFailed, type Table } from '../table/table.ts'
import { instantOf } from '../time/instant.ts'
import { countTry, dropChallenge, getChallenge, putChallenge } from './challenge.store.ts'
import { signInMessage } from './member.operations.ts'
import * as store from './member.store.ts'
import { challengeEnd, codeMatches, isAtSendLimit, mustBeOpen, newChallenge } from './sign-in.ts'

/**
 * Sends a code and a link to an address, to the outbox of the person's school; five in ten minutes. An address that
 * nobody has is answered alike, by the same calls to the database and with a code that nobody was sent, so that nothing
 * tells who belongs to a team. Returns what was sent, for the terminal.
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
    // Of who is nobody's we keep no address; where nothing lies, taking it away takes as long.
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

// Under a name that no school has.
const NOBODY = { school: 'nobody', id: 'nobody' }

/** Signs in with the six-digit code: within ten minutes, five tries. */
export async function signInWithCode(
  { table, now }: Context,
  { email, code }: { email: string; code: string },
): Promise<{ school: string; member: string; family?: string }> {
  const challenge = mustBeOpen(await getChallenge(table, email), now())
  // The try is counted before the code is looked at, so that tries at the same moment count each.
  try {
    await table.commit(countTry(email, challenge, challengeEnd({ wrong: 1 }, now())))
  } catch (fault) {
    if (fault instanceof ConditionFailed) refuse('too-many-tries')
    throw fault
  }
  if (!codeMatches(challenge, email, code)) refuse('code-wrong')
  await table.commit(dropChallenge(email), dropSecret(challenge.linkHash))
  return memberAt(table, email)
}

/** Signs in with the link that was sent; it works once, and ends the code that came with it. */
export async function signInWithLink(
  { table, now }: Context,
  token: string,
): Promise<{ school: string; member: string; invited?: true; family?: string }> {
  const secret = await findSecret(table, token)
  if (secret?.kind !== 'sign-in' || secret.until <= instantOf(now())) refuse('link-expired')
  // Who invites sees the link too, so that it shows nothing of whose the address is, nor forgets who guessed at it.
  const isInvited = secret.school !== undefined
  try {
    await table.commit(useSecret(hashOf(token)), ...(isInvited ? [] : [dropChallenge(secret.email)]))
  } catch (fault) {
    if (fault instanceof ConditionFailed) refuse('link-expired')
    throw fault
  }
  const found = await memberAt(table, secret.email, secret.school)
  return isInvited ? { ...found, invited: true } : found
}

// Who helps in several schools comes into the one that invited them, else into any.
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

/** The other schools on whose teams a member is, by the same address. */
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
