import { mustActFor, mustOrganize, mustPrepare, type SchoolScope, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { newId } from '../access/identifier.ts'
import { type FieldError, Refusal, type RefusalCode, refuse } from '../access/refusal.ts'
import { dropSecret, findSecret, keepSecret } from '../access/secret.store.ts'
import { isExpired, type Secret } from '../access/secret.ts'
import { readSchool } from '../school/school.operations.ts'
import { ConditionFailed, type Reading, type Write } from '../table/table.ts'
import { instantOf } from '../time/instant.ts'
import { type Consent, withConsents } from './consent.ts'
import { familiesOf, getFamily, pageOfFamilies, putFamily } from './family.store.ts'
import {
  type Channel,
  changeFamily,
  type Family,
  type FamilyChange,
  type FamilyInput,
  familyName,
} from './family.ts'
import { codeSecret, generateLink, isCodeSecret } from './link.ts'
import { phoneReader } from './phone.ts'
import { matches } from './search.ts'

const LINKS_AT_ONCE = 8

/**
 * A family by hand. Phone numbers are read in the school's country and kept in E.164. Throws ConditionFailed where there
 * is one of that id.
 */
export async function addFamily(
  context: Context,
  schoolId: string,
  input: FamilyInput,
  id = newId(),
): Promise<Family> {
  mustOrganize(context.actor)
  const school = await readSchool(context, schoolId)
  const read = await withPhones(input.caregivers, school.country)
  const caregivers = read.map((one) => ({ ...one, id: newId() }))
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
  await context.table.commit(putFamily(scopeOf(context.actor, schoolId), known))
  return known
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
      if (!address)
        errors.push({ pointer: `/caregivers/${person}/channels/${place}/address`, detail: 'phone' })
      return { ...channel, ...(address && { address }) }
    }),
  }))
  return errors.length > 0 ? refuse('invalid-input', { errors }) : read
}

function isNumber(channel: Channel): channel is Channel & { address: string } {
  return channel.address !== undefined && (channel.kind === 'sms' || channel.kind === 'phone')
}

/** A family: its own, or any of the school's for the team. */
export async function readFamily(
  { table, actor }: Context,
  school: string,
  id: string,
  reading?: Reading,
): Promise<Family> {
  if (actor.kind === 'family') mustActFor(actor, id)
  else mustPrepare(actor)
  return (await getFamily(table, scopeOf(actor, school), id, reading)) ?? refuse('not-found')
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

/** Every family of the school, by name. */
export async function allFamilies({ table, actor }: Context, school: string): Promise<Family[]> {
  mustPrepare(actor)
  const families = await familiesOf(table, scopeOf(actor, school))
  return families.sort((one, other) => one.name.localeCompare(other.name) || one.id.localeCompare(other.id))
}

/** The families with the words in one of their names, whatever the script, case or accents. */
export async function searchFamilies(context: Context, school: string, text: string): Promise<Family[]> {
  return (await allFamilies(context, school)).filter((family) => matches(family, text))
}

/** Changes a family, by itself or by the team; what was changed so is left alone by later rosters. */
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
  const caregivers = change.caregivers && (await withPhones(change.caregivers, country))
  const given = { ...change, ...(caregivers && { caregivers }) }
  const changed = withConsents(changeFamily(family, given, newId), family, consentOf(context))
  await commitUnchanged(context, putFamily(scopeOf(context.actor, schoolId), changed))
  return changed
}

async function commitUnchanged({ table }: Context, ...writes: Write[]): Promise<void> {
  try {
    await table.commit(...writes)
  } catch (fault) {
    if (fault instanceof ConditionFailed) refuse('family-changed')
    throw fault
  }
}

/** What opens a family's pages: a link, and a code to type in from paper. */
export type PersonalLink = { token: string; code: string }

/**
 * A new personal link with its code for paper; earlier ones stop working at once. With `signOut` the family is also
 * signed out wherever it is signed in.
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

/** The same for many families at once, by their ids. */
export async function issueLinks(
  context: Context,
  school: string,
  families: readonly Family[],
): Promise<Map<string, PersonalLink>> {
  mustOrganize(context.actor)
  const links = new Map<string, PersonalLink>()
  const waiting = [...families]
  // Whom somebody edited meanwhile is read anew; who was removed gets none, and holds nobody up.
  const retryWithFreshRead = async (fault: unknown, id: string) => {
    if (!(fault instanceof Refusal)) throw fault
    return issueLink(context, school, id).catch((again) => {
      if (again instanceof Refusal && again.code === 'not-found') return undefined
      throw again
    })
  }
  const worker = async () => {
    for (let family = waiting.shift(); family; family = waiting.shift()) {
      const { id } = family
      const link = await replaceLink(context, school, family).catch((fault) => retryWithFreshRead(fault, id))
      if (link) links.set(id, link)
    }
  }
  await Promise.all(Array.from({ length: LINKS_AT_ONCE }, worker))
  return links
}

async function replaceLink(context: Context, school: string, family: Family): Promise<PersonalLink> {
  const scope = scopeOf(context.actor, school)
  const link = generateLink()
  const secret = { kind: 'family-link' as const, school, family: family.id }
  const links = [link.tokenHash, link.codeHash]
  await commitUnchanged(
    context,
    putFamily(scope, {
      ...family,
      links,
      linksSince: instantOf(context.now()),
      revision: family.revision + 1,
    }),
    ...links.map((hash) => keepSecret(hash, secret)),
    ...family.links.map(dropSecret),
  )
  return { token: link.token, code: link.code }
}

/** Which family a personal link is for; refused once it was reissued. */
export async function openLink(
  { table, now }: Pick<Context, 'table' | 'now'>,
  token: string,
): Promise<{ school: SchoolScope; family: string }> {
  // A code is typed on its own page, where tries can be counted: it opens nothing as a link.
  const secret = isCodeSecret(token) ? undefined : await findSecret(table, token)
  const owner = ownerOf(secret, 'link-expired')
  if (secret?.kind !== 'family-link' || !secret.at) return owner
  if (isExpired(secret, now())) refuse('link-expired')
  // One of a message: it stops with the family, and with the family's next link.
  const family = await getFamily(table, owner.school, owner.family)
  return family && (family.linksSince ?? '') <= secret.at ? owner : refuse('link-expired')
}

function ownerOf(
  secret: Secret | undefined,
  otherwise: RefusalCode,
): { school: SchoolScope; family: string } {
  if (secret?.kind !== 'family-link') return refuse(otherwise)
  const { school, family } = secret
  return { school: scopeOf({ kind: 'family', school, family }, school), family }
}

/** Which family a code from paper is for, however it was typed. */
export async function openCode(
  { table }: Pick<Context, 'table'>,
  typed: string,
): Promise<{ school: SchoolScope; family: string }> {
  return ownerOf(await findSecret(table, codeSecret(typed)), 'code-wrong')
}
