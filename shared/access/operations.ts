import type { DateTime } from 'luxon'
import { type Delivery, waiting } from '../message/message.ts'
import { keepMessage } from '../message/store.ts'
import { rememberingTable } from '../table/remembering.ts'
import { ConditionFailed, type Table } from '../table/table.ts'
import { type Actor, mustOrganize, publicScope, scopeOf } from './actor.ts'
import type { Context, Guarded, Services } from './context.ts'
import { callerOf, isTooMany, isWrongGuess, refuseUntil, windowAt } from './guess.ts'
import { hashOf, newId, newSecret } from './identifier.ts'
import type { ApiKey, Member, NewApiKey, NewMember } from './member.ts'
import { Refusal, refuse } from './refusal.ts'
import {
  challengeEnd,
  codeMatches,
  hasEnough,
  invitationEnd,
  mustBeOpen,
  newChallenge,
  sameText,
} from './sign-in.ts'
import * as store from './store.ts'

/** The services for one request, which reads nothing twice that it did not change. */
export function forOneRequest(services: Services): Services {
  return { ...services, table: rememberingTable(services.table) }
}

/**
 * Who guesses wrong too often from one network address waits. Only what was wrong is counted, in the table, and who has
 * to wait is remembered in this process: what is right costs nothing more.
 */
export function guardOf({ table, now, cookieKey, behindFirewall }: Services): (network?: string) => Guarded {
  const waiting = { window: 0, callers: new Set<string>() }
  return (network) => async (kind, work) => {
    const seconds = now().toSeconds()
    const { window, end } = windowAt(seconds)
    if (waiting.window !== window) Object.assign(waiting, { window, callers: new Set() })
    const isKnown = network !== undefined && !behindFirewall
    const caller = isKnown ? callerOf(cookieKey, { kind, network, window }) : undefined
    if (caller && waiting.callers.has(caller)) refuseUntil(end, seconds)
    const count = async () => {
      if (!caller) return
      const names = [caller, `${kind}#${window}`]
      const [own = 0, all = 0] = await Promise.all(names.map((name) => store.countGuess(table, name, end)))
      if (!isTooMany(kind, { own, all })) return
      waiting.callers.add(caller)
      refuseUntil(end, seconds)
    }
    if (kind === 'ask') await count()
    try {
      return await work()
    } catch (fault) {
      if (fault instanceof Refusal && isWrongGuess(kind, fault)) await count()
      throw fault
    }
  }
}

const instant = (time: DateTime) => time.toUTC().toISO() ?? ''

/** Who a bearer token is: the deployment itself, or a school's key. Undefined where it is neither. */
export async function actorOfToken(
  table: Table,
  token: string,
  apiToken?: string,
): Promise<Actor | undefined> {
  if (apiToken && sameText(token, apiToken)) return { kind: 'deployment' }
  const secret = await store.findSecret(table, token)
  return secret?.kind === 'api-key' ? { kind: 'apiKey', school: secret.school, id: secret.id } : undefined
}

/** Who a signed-in member is now; undefined once removed from the team. */
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

/** Brings somebody in and sends them a sign-in link; the same address again answers who is there already. */
export async function inviteMember(
  { table, actor, now }: Context,
  school: string,
  input: NewMember,
): Promise<{ member: Member; token?: string }> {
  mustOrganize(actor)
  const scope = scopeOf(actor, school)
  const known = (await store.teamOf(table, scope)).find(({ email }) => email === input.email)
  if (known) return { member: known }
  const member: Member = { id: newId(), school, ...input, invitedAt: instant(now()) }
  const token = newSecret()
  const end = invitationEnd(now())
  const secret = { kind: 'sign-in' as const, email: member.email, until: instant(end), school }
  await table.commit(
    ...store.addMemberWrites(scope, member),
    store.keepSecret(hashOf(token), secret, Math.ceil(end.toSeconds())),
    keepMessage(scope, signInMessage(member, { token }, end, now())),
  )
  return { member, token }
}

/** The first organizer of a new school, who needs no invitation: only the deployment itself may name one. */
export async function foundTeam(
  { table, actor, now }: Context,
  school: string,
  input: NewMember,
): Promise<Member> {
  if (actor.kind !== 'deployment') refuse('forbidden')
  const member: Member = { id: newId(), school, ...input, role: 'organizer', invitedAt: instant(now()) }
  await table.commit(...store.addMemberWrites(scopeOf(actor, school), member))
  return member
}

function signInMessage(
  { email: to, language = 'en' }: Member,
  fields: Record<string, string>,
  end: DateTime,
  now: DateTime,
): Delivery {
  const kind = fields.code ? 'sign-in' : 'invitation'
  const message = { id: newId(), kind, channel: 'email', to, language, fields, at: instant(now) } as const
  return waiting(message, Math.ceil(end.toSeconds()), now)
}

/** Takes somebody out of the team, at once on all their devices. The last organizer stays. */
export async function removeMember({ table, actor }: Context, school: string, id: string): Promise<void> {
  mustOrganize(actor)
  const scope = scopeOf(actor, school)
  const team = await store.teamOf(table, scope)
  const member = team.find((one) => one.id === id) ?? refuse('not-found')
  const successor = team.find((one) => one.role === 'organizer' && one.id !== id)
  if (member.role === 'organizer' && !successor) refuse('last-organizer')
  try {
    await table.commit(
      ...store.removeMemberWrites(scope, member, member.role === 'organizer' ? successor : undefined),
    )
  } catch (fault) {
    if (fault instanceof ConditionFailed) refuse(fault.index === 0 ? 'not-found' : 'last-organizer')
    throw fault
  }
}

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
    store.getChallenge(table, email),
  ])
  const scope = publicScope(membership.school)
  const member = await store.getMember(table, scope, membership.id)
  if (hasEnough(before, now())) return undefined
  const { code, token, challenge } = newChallenge(email, now(), before)
  const end = now().plus({ minutes: 10 })
  const kept = store.putChallenge(email, challenge, challengeEnd(challenge, now()))
  if (!member) {
    // Of who is nobody's we keep no address; where nothing lies, taking it away takes as long.
    await table.commit(kept, store.dropSecret(challenge.linkHash), store.dropSecret(hashOf(code)))
    return undefined
  }
  const secret = { kind: 'sign-in' as const, email, until: challenge.until }
  await table.commit(
    kept,
    store.keepSecret(challenge.linkHash, secret, Math.ceil(end.toSeconds())),
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
  const challenge = mustBeOpen(await store.getChallenge(table, email), now())
  // The try is counted before the code is looked at, so that tries at the same moment count each.
  try {
    await table.commit(store.countTry(email, challenge, challengeEnd({ wrong: 1 }, now())))
  } catch (fault) {
    if (fault instanceof ConditionFailed) refuse('too-many-tries')
    throw fault
  }
  if (!codeMatches(challenge, email, code)) refuse('code-wrong')
  await table.commit(store.dropChallenge(email), store.dropSecret(challenge.linkHash))
  return memberAt(table, email)
}

/** Signs in with the link that was sent; it works once, and ends the code that came with it. */
export async function signInWithLink(
  { table, now }: Context,
  token: string,
): Promise<{ school: string; member: string; invited?: true; family?: string }> {
  const secret = await store.findSecret(table, token)
  if (secret?.kind !== 'sign-in' || secret.until <= instant(now())) refuse('link-expired')
  // Who invites sees the link too, so that it shows nothing of whose the address is, nor forgets who guessed at it.
  const isInvited = secret.school !== undefined
  try {
    await table.commit(
      store.useSecret(hashOf(token)),
      ...(isInvited ? [] : [store.dropChallenge(secret.email)]),
    )
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

/** Makes an API key for the school. The secret is answered once; only its hash is kept. */
export async function makeApiKey(
  { table, actor, now }: Context,
  school: string,
  { name }: NewApiKey,
): Promise<ApiKey & { secret: string }> {
  mustOrganize(actor)
  const secret = `convite_${newSecret()}`
  const key = { id: newId(), name, ending: secret.slice(-4), madeAt: instant(now()), hash: hashOf(secret) }
  await table.commit(...store.addApiKeyWrites(scopeOf(actor, school), key))
  return { ...key, secret }
}

/** The school's API keys without their secrets. */
export async function listApiKeys({ table, actor }: Context, school: string): Promise<ApiKey[]> {
  mustOrganize(actor)
  return store.apiKeysOf(table, scopeOf(actor, school))
}

/** Makes a key stop, at once. */
export async function revokeApiKey(context: Context, school: string, id: string): Promise<void> {
  const key = (await listApiKeys(context, school)).find((one) => one.id === id) ?? refuse('not-found')
  await context.table.commit(...store.removeApiKeyWrites(scopeOf(context.actor, school), key))
}
