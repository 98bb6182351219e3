import { mustActFor, mustOrganize, mustPrepare, type SchoolScope, scopeOf } from '../access/actor.ts'
import { commitOr, createOnce } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { deepEqual } from '../access/deep-equality.ts'
import { idFor, idsFor, secretFor } from '../access/identifier.ts'
import { type FieldError, type RefusalCode, refuse } from '../access/refusal.ts'
import { addSecret, dropSecret, findSecret, revokeSecret } from '../access/secret.store.ts'
import { isExpired, type Secret } from '../access/secret.ts'
import { readSchool } from '../school/school.operations.ts'
import { tryCommit } from '../table/attempt.ts'
import type { Consistency } from '../table/table.ts'
import { instantOf } from '../time/instant.ts'
import { type Consent, withConsents } from './consent.ts'
import { familiesOf, familiesWith, getFamily, pageOfFamilies, putFamily } from './family.store.ts'
import {
  type Channel,
  changeFamily,
  type Family,
  type FamilyChange,
  type FamilyInput,
  familyName,
} from './family.ts'
import { storedTexts } from './family-change.ts'
import { codeSecret, isCodeSecret, linkOf } from './link.ts'
import { phoneReader } from './phone.ts'

/**
 * Adds a family by hand. Phone numbers are parsed for the school's country and stored in E.164. Returns the
 * family that the same request made before.
 */
export async function addFamily(context: Context, schoolId: string, input: FamilyInput): Promise<Family> {
  mustOrganize(context.actor)
  const id = idFor(context)
  const school = await readSchool(context, schoolId)
  const read = await withPhones(input.caregivers, school.country)
  const caregivers = read.map((one, place) => ({ ...one, id: idFor(context, String(place)) }))
  const writtenLanguage = input.writtenLanguage ?? input.spokenLanguage ?? school.defaultLanguage
  const family: Family = {
    ...input,
    id,
    name: input.name ?? familyName(caregivers),
    writtenLanguage,
    spokenLanguage: input.spokenLanguage ?? writtenLanguage,
    caregivers,
    sourceIds: [],
    saidThemselves: [],
    links: [],
    revision: 1,
  }
  const known = withConsents(family, undefined, consentOf(context))
  const { table, actor } = context
  const scope = scopeOf(actor, schoolId)
  const find = () => getFamily(table, scope, id)
  return createOnce(table, { made: known, writes: [putFamily(scope, known)], find })
}

const SOURCES = {
  family: 'family',
  member: 'team',
  apiKey: 'program',
  deployment: 'program',
  public: 'program',
} as const

function consentOf({ actor, now }: Context): Consent {
  return { source: SOURCES[actor.kind], at: instantOf(now()) }
}

async function withPhones<C extends { channels: Channel[] }>(
  caregivers: readonly C[],
  country: string,
  stored: ReadonlySet<string | undefined> = new Set(),
): Promise<C[]> {
  const hasNumbers = caregivers.some(({ channels }) => channels.some(isNumber))
  if (!hasNumbers) return [...caregivers]
  const readPhone = await phoneReader()
  const errors: FieldError[] = []
  const read = caregivers.map((caregiver, person) => ({
    ...caregiver,
    channels: caregiver.channels.map((channel, place) => {
      if (!isNumber(channel)) return channel
      const address = readPhone(channel.address, country)
      if (!address && !stored.has(channel.address))
        errors.push({ pointer: `/caregivers/${person}/channels/${place}/address`, detail: 'phone' })
      return { ...channel, ...(address && { address }) }
    }),
  }))
  return errors.length > 0 ? refuse('invalid-input', { errors }) : read
}

function isNumber(channel: Channel): channel is Channel & { address: string } {
  return channel.address !== undefined && (channel.kind === 'sms' || channel.kind === 'phone')
}

/** A family, for itself or for the team. */
export async function readFamily(
  { table, actor }: Context,
  school: string,
  id: string,
  reading?: Consistency,
): Promise<Family> {
  if (actor.kind === 'family') mustActFor(actor, id)
  else mustPrepare(actor)
  return (await getFamily(table, scopeOf(actor, school), id, reading)) ?? refuse('not-found')
}

/** The names of families by their ids, for the team; one that is gone has none. */
export async function namesOfFamilies(
  context: Context,
  school: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const families = await readFamilies(context, school, [...new Set(ids)])
  return new Map(families.map(({ id, name }) => [id, name]))
}

/** Those of these families that there are, in the order of their ids as given, for the team. */
export async function readFamilies(
  { table, actor }: Context,
  school: string,
  ids: readonly string[],
): Promise<Family[]> {
  mustPrepare(actor)
  const families = await familiesWith(table, scopeOf(actor, school), ids)
  const byId = new Map(families.map((family) => [family.id, family]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** A page of the school's families. */
export async function listFamilies(
  { table, actor }: Context,
  school: string,
  page: { limit: number; cursor?: string },
): Promise<{ items: Family[]; nextCursor?: string }> {
  mustOrganize(actor)
  const { items, next } = await pageOfFamilies(table, scopeOf(actor, school), page)
  return { items, ...(next && { nextCursor: next.replace('FAMILY#', '') }) }
}

/** Every family of the school, sorted by name. */
export async function allFamilies({ table, actor }: Context, school: string): Promise<Family[]> {
  mustPrepare(actor)
  const families = await familiesOf(table, scopeOf(actor, school))
  return families.sort((one, other) => one.name.localeCompare(other.name) || one.id.localeCompare(other.id))
}

/** Changes a family, by itself or by the team; later rosters do not overwrite the changed fields. */
export async function updateFamily(
  context: Context,
  schoolId: string,
  id: string,
  change: FamilyChange,
): Promise<Family> {
  mustActFor(context.actor, id)
  const family = await readFamily(context, schoolId, id)
  if (change.revision !== undefined && change.revision !== family.revision) refuse('family-changed')
  const { country } = await readSchool(context, schoolId)
  const caregivers = change.caregivers && (await withPhones(change.caregivers, country, storedTexts(family)))
  const given = { ...change, ...(caregivers && { caregivers }) }
  const changed = withConsents(changeFamily(family, given, idsFor(context)), family, consentOf(context))
  await commitOr('family-changed', context.table, putFamily(scopeOf(context.actor, schoolId), changed))
  return changed
}

/** Access to a family's pages: a link token, and a code to type in from paper. */
export type PersonalLink = { token: string; code: string }

/**
 * Issues a new personal link and code; earlier ones are revoked immediately. With `signOut` the family is also signed out
 * on all devices.
 */
export async function issueLink(
  context: Context,
  school: string,
  id: string,
  { signOut = false }: { signOut?: boolean } = {},
): Promise<PersonalLink> {
  mustOrganize(context.actor)
  const family = await readFamily(context, school, id)
  const devicesSince = signOut ? { devicesSince: instantOf(context.now()) } : {}
  return replaceLink(context, school, { ...family, ...devicesSince })
}

/** Issues a new personal link to a family that asks for it itself, ends those before and signs its devices out. */
export async function renewLink(context: Context, school: string, id: string): Promise<PersonalLink> {
  mustActFor(context.actor, id)
  const family = await readFamily(context, school, id)
  return replaceLink(context, school, { ...family, devicesSince: instantOf(context.now()) })
}

async function replaceLink(context: Context, school: string, family: Family): Promise<PersonalLink> {
  const scope = scopeOf(context.actor, school)
  const { token, code, tokenHash, codeHash } = linkOf(secretFor(context, family.id))
  const links = [tokenHash, codeHash]
  const isIssuedTo = (one: Family | undefined) => deepEqual(one?.links, links)
  // The same request issued it before.
  if (isIssuedTo(family)) return { token, code }
  const secret = { kind: 'family-link' as const, school, family: family.id }
  const isIssued = await tryCommit(
    context.table,
    putFamily(scope, {
      ...family,
      links,
      printedCodes: [],
      linksSince: instantOf(context.now()),
      revision: family.revision + 1,
    }),
    ...links.map((hash) => addSecret(hash, secret)),
    ...family.links.map((hash) => revokeSecret(hash, context.now())),
    ...(family.printedCodes ?? []).map(dropSecret),
  )
  if (!isIssued && !isIssuedTo(await getFamily(context.table, scope, family.id))) refuse('family-changed')
  return { token, code }
}

/** The family of a personal link, and the workshop about whose answer it tells; refuses a link that was replaced. */
export async function openLink(
  { table, now }: Pick<Context, 'table' | 'now'>,
  token: string,
): Promise<{ school: SchoolScope; family: string; asked?: string }> {
  // Codes are only accepted on their own page, where tries are counted; as a link they grant nothing.
  const secret = isCodeSecret(token) ? undefined : await findSecret(table, token)
  const owner = ownerOf(secret, 'link-expired')
  if (secret?.kind !== 'family-link' || !secret.at) return owner
  if (isExpired(secret, now())) refuse('link-expired')
  // The link of a message is revoked with the family, and when the family's link is replaced.
  const family = await getFamily(table, owner.school, owner.family)
  if (!family || (family.linksSince ?? '') > secret.at) return refuse('link-expired')
  return { ...owner, ...(secret.asked && { asked: secret.asked }) }
}

function ownerOf(
  secret: Secret | undefined,
  otherwise: RefusalCode,
): { school: SchoolScope; family: string } {
  if (secret?.kind !== 'family-link') return refuse(otherwise)
  const { school, family } = secret
  return { school: scopeOf({ kind: 'family', school, family }, school), family }
}

/** The family of a code from paper, normalized from how it was typed. */
export async function openCode(
  { table }: Pick<Context, 'table'>,
  typed: string,
): Promise<{ school: SchoolScope; family: string }> {
  return ownerOf(await findSecret(table, codeSecret(typed)), 'code-wrong')
}
