import { mustOrganize, type SchoolScope, scopeOf } from '../access/actor.ts'
import type { Context, TranslateText } from '../access/context.ts'
import { idFor, schoolOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { familiesOf } from '../family/family.store.ts'
import type { Family } from '../family/family.ts'
import { isSent, recipientsOf } from '../family/recipient.ts'
import { putNotice } from '../message/notice.store.ts'
import { isFor, type Notice, nextStep } from '../message/notice.ts'
import { broadcastNotice } from '../message/notice-plan.ts'
import { type Release, releasedAt } from '../message/release.ts'
import { plainSigns, segmentsOf } from '../message/segment.ts'
import { closestTag } from '../school/language-choice.ts'
import { getSchool } from '../school/school.store.ts'
import type { School } from '../school/school.ts'
import { getSession } from '../session/session.store.ts'
import type { Session } from '../session/session.ts'
import { tryCommit } from '../table/attempt.ts'
import { instantOf } from '../time/instant.ts'
import { translateWords } from '../workshop/translation.ts'
import { getWorkshop } from '../workshop/workshop.store.ts'
import type { Workshop } from '../workshop/workshop.ts'
import type { AudienceToConfirm } from './audience.operations.ts'
import { type FamiliesReached, familiesReached, reachedAudience } from './audience.ts'
import { type Broadcast, type BroadcastReach, centsOf, isConfirmed } from './broadcast.ts'
import { responsesTo } from './notice.operations.ts'

/** A preview of a broadcast: its reach by channel, the families that wait for a service, its cost and its words. */
export type BroadcastPreview = BroadcastReach & Pick<FamiliesReached, 'waiting'> & TranslatedWords

/** Previews a broadcast as it would be sent at once. Writes nothing. */
export async function previewBroadcast(
  context: Context,
  workshop: string,
  input: Broadcast,
  translate?: TranslateText,
): Promise<BroadcastPreview> {
  const prepared = await prepareBroadcast(context, workshop, input, translate, 'at-once')
  const { waiting } = familiesReached(toldBy(prepared, input), context.carriers)
  return { ...prepared.reach, waiting, ...prepared.translated }
}

/** The families of a broadcast, each with its people who would be told. */
function toldBy({ families }: Pick<PreparedBroadcast, 'families'>, { languages }: Broadcast) {
  return families.map((one) => ({ family: one.id, people: recipientsOf(one, languages) }))
}

/** A broadcast before a page confirms it: whom it would reach in which words, when it would leave, and its cost. */
export type BroadcastToConfirm = Pick<PreparedBroadcast, 'workshop' | 'session' | 'reach' | 'translated'> & {
  audience: AudienceToConfirm
}

/** What `sendBroadcast` would do once a page confirms it. Writes nothing. */
export async function previewBroadcastToConfirm(
  context: Context,
  id: string,
  input: Broadcast,
  translate?: TranslateText,
): Promise<BroadcastToConfirm> {
  const prepared = await prepareBroadcast(context, id, input, translate, 'after-undo')
  const { workshop, session, reach, translated, leaves } = prepared
  const people = toldBy(prepared, input)
  const audience = { ...reachedAudience(people), reached: familiesReached(people, context.carriers), leaves }
  return { workshop, session, reach, translated, audience }
}

/** Sends a broadcast. Refuses `confirm-number` for more than a hundred people unless their number is confirmed. */
export async function sendBroadcast(
  context: Context,
  workshop: string,
  input: Broadcast,
  translate?: TranslateText,
  release: Release = 'at-once',
): Promise<{ notice: Notice; reach: BroadcastReach }> {
  const { scope, notice, reach } = await prepareBroadcast(context, workshop, input, translate, release)
  if (!isConfirmed(reach, input.confirmed)) {
    const people = reach.email + reach.sms + reach.call
    refuse('confirm-number', { people, errors: [{ pointer: '/confirmed', detail: 'confirm-number' }] })
  }
  // A request that was sent before has left its notice.
  await tryCommit(context.table, putNotice(scope, notice))
  return { notice, reach }
}

type TranslatedWords = { words: Record<string, string>; machine: string[] }
type PreparedBroadcast = {
  scope: SchoolScope
  workshop: Workshop
  session: Session | undefined
  notice: Notice
  leaves: string
  /** The families that would be told, in any language. */
  families: readonly Family[]
  reach: BroadcastReach
  translated: TranslatedWords
}

async function prepareBroadcast(
  context: Context,
  workshopId: string,
  input: Broadcast,
  translate: TranslateText | undefined,
  release: Release,
): Promise<PreparedBroadcast> {
  const { table, actor, now } = context
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolOf(workshopId))
  const [school, workshop, session, families] = await Promise.all([
    getSchool(table, scope),
    getWorkshop(table, scope, workshopId),
    input.session ? getSession(table, scope, input.session) : undefined,
    familiesOf(table, scope),
  ])
  if (!school || !workshop || (input.session && session?.workshop !== workshopId)) return refuse('not-found')
  const { to, families: chosen, languages } = input
  const leaves = releasedAt(instantOf(now()), school.timeZone, release)
  const translated = await inAllLanguages(input, school, translate)
  const step = { ...translated, to, languages, leaves, ...(to === 'chosen' && { families: chosen ?? [] }) }
  const notice = broadcastNotice({ id: idFor(context), workshop: workshopId, session }, step)
  const next = nextStep(notice)
  const heard = next && (await responsesTo(context, scope, { notice, step: next, workshop, session }))
  // A broadcast that would reach nobody any more is refused before it is sent.
  if (!next || !heard) return refuse('already-decided')
  const reached = families.filter(({ id }) => isFor(next, id, heard))
  const reach = reachOf(reached, { ...input, words: translated.words })
  return { scope, workshop, session, notice, leaves, families: reached, reach, translated }
}

async function inAllLanguages(
  { words, translate: wished }: Broadcast,
  { languages, defaultLanguage }: School,
  translate: TranslateText | undefined,
): Promise<TranslatedWords> {
  if (!wished) return { words, machine: [] }
  if (!translate) return refuse('no-translator')
  const original = words[defaultLanguage] ? defaultLanguage : (Object.keys(words)[0] ?? defaultLanguage)
  return translateWords(translate, words, { original, languages })
}

function reachOf(families: readonly Family[], { words, languages }: Broadcast): BroadcastReach {
  const people = families.flatMap((family) => recipientsOf(family, languages))
  const first = people.map((one) => ({
    language: one.language,
    way: one.ways.find((_, place) => place === 0),
  }))
  const sms = first.filter(({ way }) => way?.channel === 'sms')
  const email = first.filter(({ way }) => way?.channel === 'email').length
  const textFor = (language: string) =>
    words[closestTag(Object.keys(words), language) ?? ''] ?? longest(words)
  const parts = sms.reduce((sum, { language }) => sum + segmentsOf(plainSigns(textFor(language))).segments, 0)
  const call = first.filter(({ way }) => !way || !isSent(way)).length
  return { families: families.length, email, sms: sms.length, call, cents: centsOf({ email, parts }) }
}

const longest = (words: Record<string, string>) =>
  Object.values(words).reduce((one, other) => (other.length > one.length ? other : one), '')
