import {
  mustActFor,
  mustOrganize,
  mustPrepare,
  organizes,
  type SchoolScope,
  scopeOf,
} from '../access/actor.ts'
import { commitOr, createOnce } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { deepEqual } from '../access/deep-equality.ts'
import { idFor } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { getContact, putContact } from '../family/contact.store.ts'
import { familiesOf, getFamily, putFamily, votersOf } from '../family/family.store.ts'
import type { Family } from '../family/family.ts'
import {
  findStrengths,
  type Skill,
  type SkillsInput,
  type StrengthFound,
  type StrengthsInput,
  withSkills,
  withStrengths,
} from '../family/strength.ts'
import { countedVisits } from '../family/visits.store.ts'
import { familiesSeenThisYear } from '../family/visits.ts'
import { getSchool } from '../school/school.store.ts'
import { schoolYearBegin } from '../school/school-year.ts'
import { tryCommit } from '../table/attempt.ts'
import type { Table, Write } from '../table/table.ts'
import { instantOf } from '../time/instant.ts'
import { workshopsOf } from '../workshop/workshop.store.ts'
import {
  conversationsWith,
  getCoverage,
  putConversation,
  putCoverage,
  removeConversation,
} from './conversation.store.ts'
import {
  type Conversation,
  type ConversationInput,
  isCalling,
  isUnexpired,
  newConversation,
} from './conversation.ts'
import { type Coverage, coverageOf, publishedAfter } from './coverage.ts'

/** Saves a family's strengths in its own words: by the family, or by the team on its behalf. */
export function saveStrengths(
  context: Context,
  school: string,
  id: string,
  input: StrengthsInput,
): Promise<Family> {
  return changeFamily(context, school, id, (family) => withStrengths(family, input))
}

/** Saves the skills that a family ticks. */
export function saveSkills(
  context: Context,
  school: string,
  id: string,
  input: SkillsInput,
): Promise<Family> {
  return changeFamily(context, school, id, (family) => withSkills(family, input))
}

async function changeFamily(
  { table, actor }: Context,
  school: string,
  id: string,
  change: (family: Family) => Family,
): Promise<Family> {
  mustActFor(actor, id)
  const scope = scopeOf(actor, school)
  const family = change((await getFamily(table, scope, id)) ?? refuse('not-found'))
  await commitOr('family-changed', table, putFamily(scope, family))
  return family
}

/** Searches families by words and the skills these name: all for organizers; those shared with hosts for families that lead a workshop. */
export async function searchStrengths(
  { table, actor }: Context,
  school: string,
  text: string,
  named: readonly Skill[] = [],
): Promise<StrengthFound[]> {
  const scope = scopeOf(actor, school)
  if (organizes(actor)) return findStrengths(await familiesOf(table, scope), text, { named })
  if (actor.kind !== 'family') return refuse('forbidden')
  const [workshops, families] = await Promise.all([workshopsOf(table, scope), familiesOf(table, scope)])
  const leads = workshops.some(
    ({ hostFamily, status }) => hostFamily === actor.family && status !== 'cancelled',
  )
  if (!leads) refuse('forbidden')
  const others = families.filter(({ id }) => id !== actor.family)
  return findStrengths(others, text, { forHosts: true })
}

/**
 * Records a conversation. Refuses a call to a family that declined calls; an outcome of `doNotCall` closes its numbers.
 * Returns the conversation that the same request recorded before.
 */
export async function recordConversation(
  context: Context,
  school: string,
  familyId: string,
  input: ConversationInput,
): Promise<Conversation> {
  const { table, actor, now } = context
  mustPrepare(actor)
  const scope = scopeOf(actor, school)
  const [family, known] = await Promise.all([getFamily(table, scope, familyId), getSchool(table, scope)])
  if (!family || !known) return refuse('not-found')
  const id = idFor(context)
  const find = async () => (await conversationsWith(table, scope, familyId)).find((one) => one.id === id)
  const before = context.key === undefined ? undefined : await find()
  if (before) return before
  if (isCalling(input.kind) && (await asksNotToBeCalled(table, family))) refuse('asked-not-to-be-called')
  const made = newConversation(input, {
    id,
    family: familyId,
    by: actor.kind === 'member' ? actor.name : '',
    now: now(),
    timeZone: known.timeZone,
  })
  const writes = [putConversation(scope, made), ...closedPhoneWrites(family, made)]
  const recorded = await createOnce(table, { made, writes, find })
  if (recorded.outcome === 'reached') {
    const { hear } = await import('../family/directory.store.ts')
    await hear(table, scope, [{ family: familyId, kind: 'talked', at: recorded.at }])
  }
  return recorded
}

function phonesOf({ caregivers }: Family): string[] {
  const channels = caregivers.flatMap((one) => one.channels)
  const phones = channels.flatMap(({ kind, address }) => (kind === 'phone' && address ? [address] : []))
  return [...new Set(phones)]
}

// Whether a family has phone numbers and declined calls on all of them.
async function asksNotToBeCalled(table: Table, family: Family): Promise<boolean> {
  const phones = phonesOf(family)
  const known = await Promise.all(phones.map((to) => getContact(table, { channel: 'phone', to })))
  return phones.length > 0 && known.every((contact) => contact?.state === 'stopped')
}

function closedPhoneWrites(family: Family, { outcome, at }: Conversation): Write[] {
  if (outcome !== 'doNotCall') return []
  return phonesOf(family).map((to) =>
    putContact({ channel: 'phone', to }, { state: 'stopped', reason: 'doNotCall', at }),
  )
}

/** The conversations with a family this year, newest first: for the team and for the family itself. */
export async function listConversations(
  { table, actor, now }: Context,
  school: string,
  family: string,
): Promise<Conversation[]> {
  if (actor.kind === 'family') mustActFor(actor, family)
  else mustPrepare(actor)
  const scope = scopeOf(actor, school)
  const [known, found] = await Promise.all([
    getFamily(table, scope, family),
    conversationsWith(table, scope, family),
  ])
  if (!known) return refuse('not-found')
  return found.filter(isUnexpired(now().toSeconds())).sort((one, other) => other.at.localeCompare(one.at))
}

/** Marks a conversation's promise as kept, or as open again where that was a mistake. Idempotent. */
export async function keepPromise(
  context: Context,
  school: string,
  family: string,
  { id, isKept = true }: { id: string; isKept?: boolean },
): Promise<void> {
  const { table, actor, now } = context
  mustPrepare(actor)
  const scope = scopeOf(actor, school)
  const found = await findConversation(table, scope, family, id)
  if (!found.promise || (found.promise.keptAt !== undefined) === isKept) return
  const { text, by } = found.promise
  const promise = { text, by, ...(isKept && { keptAt: instantOf(now()) }) }
  const kept = { ...found, promise, revision: found.revision + 1 }
  await commitOr('conflict', table, putConversation(scope, kept))
}

/** Deletes a conversation, by the team or by the family. */
export async function forgetConversation(
  { table, actor }: Context,
  school: string,
  family: string,
  id: string,
): Promise<void> {
  if (actor.kind === 'family') mustActFor(actor, family)
  else mustPrepare(actor)
  const scope = scopeOf(actor, school)
  const all = await conversationsWith(table, scope, family)
  await table.commit(removeConversation(scope, all.find((one) => one.id === id) ?? refuse('not-found')))
  // The list of families does not remember what is forgotten.
  const { setHeard } = await import('../family/directory.store.ts')
  await setHeard(table, scope, { family, kind: 'talked', at: lastTalk(all.filter((one) => one.id !== id)) })
}

function lastTalk(conversations: readonly Conversation[]): string | undefined {
  const reached = conversations.filter(({ outcome }) => outcome === 'reached')
  return reached
    .map(({ at }) => at)
    .sort()
    .at(-1)
}

async function findConversation(
  table: Table,
  scope: SchoolScope,
  family: string,
  id: string,
): Promise<Conversation> {
  const found = await conversationsWith(table, scope, family)
  return found.find((one) => one.id === id) ?? refuse('not-found')
}

const PARITY_PERCENT = 80

/** Reads and publishes the coverage of this school year, for organizers. */
export async function readCoverage({ table, actor, now }: Context, schoolId: string): Promise<Coverage> {
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolId)
  const school = (await getSchool(table, scope)) ?? refuse('not-found')
  const { year } = schoolYearBegin(now(), school.timeZone)
  const [families, visits, told] = await Promise.all([
    votersOf(table, scope),
    countedVisits(table, scope),
    getCoverage(table, scope, year),
  ])
  const { parityPercent = PARITY_PERCENT } = school.settings
  const came = familiesSeenThisYear(visits, now(), school.timeZone)
  const before = told?.coverage
  const current = coverageOf(families, came, { parityPercent, before })
  const coverage = publishedAfter(before, current, parityPercent)
  if (deepEqual(before, coverage)) return coverage
  const next = { coverage, revision: (told?.revision ?? 0) + 1 }
  if (await tryCommit(table, putCoverage(scope, year, next))) return coverage
  // Another request published at the same moment: its coverage is the published one.
  return (await getCoverage(table, scope, year))?.coverage ?? coverage
}
