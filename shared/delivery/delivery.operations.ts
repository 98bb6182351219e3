import { publicScope } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { hashOf, newSecret, newShortSecret } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { findSecret, keepSecret } from '../access/secret.store.ts'
import { isExpired } from '../access/secret.ts'
import { getContact, putContact, takeText, textsAbout } from '../family/contact.store.ts'
import { isClosed } from '../family/contact.ts'
import { isSent, type Way } from '../family/recipient.ts'
import { putCall } from '../message/call.store.ts'
import { type Call, newCall } from '../message/call.ts'
import { getMessage, putMessage } from '../message/message.store.ts'
import {
  claimed,
  type Delivery,
  deferred,
  type Message,
  mayBeSent,
  NO_CARRIER,
  type Notices,
  onNextChannel,
  replacedByCall,
  stale,
  suppressed,
  withoutCarrier,
  withToldTopics,
} from '../message/message.ts'
import { type About, aboutInLanguage } from '../message/notice.ts'
import { withinHours } from '../message/notice-plan.ts'
import { putReached } from '../message/reach.store.ts'
import { changesPlans, freePlace, mayText } from '../message/texting.ts'
import type { School } from '../school/school.ts'
import type { Key, Write } from '../table/table.ts'
import { instantOf } from '../time/instant.ts'
import type { ConfirmationMessage } from './confirmation.ts'
import { attemptSend, type Delivered, deliverOnce, type Send, trySaveMessage } from './message.operations.ts'
import type { AskedQuestion } from './text-question.ts'
import { currentTopics } from './topic.operations.ts'
import { answeredIn, fieldsToTell, type Topic } from './topic.ts'

type Base = Pick<Context, 'table' | 'now'>

const LINK_DAYS = 60
const CARRIER_RETRY_MINUTES = 60

/**
 * A family's message with everything that its words need; `token` is the secret of its own link, `question` what a text asks
 * by numbers.
 */
export type FamilyMessage = Message & {
  token: string
  topics: Topic[]
  school: School
  question?: AskedQuestion
}

/**
 * The carrier of each channel, see `Send`; a channel without a carrier is skipped. `fits` says whether the text of a message
 * has room for its question; without it no text lists numbers.
 */
export type Carriers = {
  email?: (message: Message | FamilyMessage) => Promise<string | undefined>
  sms?: (message: Message | FamilyMessage | ConfirmationMessage) => Promise<string | undefined>
  fits?: (message: FamilyMessage) => Promise<boolean>
}

/** Delivers the message at a key, to the team or to a family, at most once; see `deliverOnce`. */
export async function deliver(base: Base, key: Key, carriers: Carriers): Promise<Delivered> {
  const found = await getMessage(base.table, key)
  if (found?.notices) return deliverToFamily(base, { key, found, notices: found.notices }, carriers)
  if (found?.kind === 'answer' && found.fields.families) {
    if (!carriers.sms) return PASSED
    // Few messages of many.
    const { deliverConfirmation } = await import('./confirmation.operations.ts')
    return deliverConfirmation(base, { key, found }, carriers.sms)
  }
  const send = carriers[found?.channel ?? 'email']
  return send ? deliverOnce(base, key, send) : { outcome: 'passed' }
}

type FamilyDelivery = { key: Key; found: Delivery; notices: Notices }

/**
 * Delivers a family's message. Topics that no longer hold are left out, and nothing is sent at night. Where the address
 * is closed, the message goes to the next channel, and in the end to a person who calls; where no way has a carrier, it
 * waits.
 */
async function deliverToFamily(base: Base, delivery: FamilyDelivery, carriers: Carriers): Promise<Delivered> {
  const { table, now } = base
  const { key, found, notices } = delivery
  if (!mayBeSent(found, now()) || found.at > instantOf(now())) return PASSED
  const known = await currentTopics(table, { notices, language: found.language, now: instantOf(now()) })
  if (!known) return endMessage(base, delivery, stale(found), 'stale')
  const hour = withinHours(instantOf(now()), known.school.timeZone)
  if (hour > instantOf(now())) {
    return (await trySaveMessage(table, key, deferred(found, hour))) ? { outcome: 'postponed' } : PASSED
  }
  const send = carriers[found.channel]
  const contact = await getContact(table, found)
  if (isClosed(contact)) return tryNextChannel(base, delivery, found)
  if (!send) return waitForCarrier(base, delivery, carriers)
  if (found.channel === 'email') return sendTo(base, delivery, { ...known, send, also: [] })
  const also = await reserveText(base, delivery, { topics: known.topics, contact })
  const { fits } = carriers
  return also
    ? sendTo(base, delivery, { ...known, send, also, ...(fits && { fits }) })
    : suppress(base, delivery, known.topics)
}

const PASSED: Delivered = { outcome: 'passed' }

// A message waits where nobody carries it and its caregiver named no other way: a later carrier takes it.
async function waitForCarrier(base: Base, delivery: FamilyDelivery, carriers: Carriers): Promise<Delivered> {
  const { key, found, notices } = delivery
  const hasOther = notices.next.some((way) => !isSent(way) || carriers[way.channel])
  if (hasOther) return tryNextChannel(base, delivery, found)
  const due = instantOf(base.now().plus({ minutes: CARRIER_RETRY_MINUTES }))
  const isSaved = await trySaveMessage(base.table, key, withoutCarrier(found, due))
  return isSaved ? { outcome: 'postponed', failure: NO_CARRIER } : PASSED
}

async function endMessage(
  { table }: Base,
  { key }: FamilyDelivery,
  ended: Delivery,
  outcome: 'stale' | 'spared',
): Promise<Delivered> {
  return (await trySaveMessage(table, key, ended)) ? { outcome } : PASSED
}

// The writes that reserve one of the few texts allowed for each session; undefined where no topic may go as a text.
async function reserveText(
  { table, now }: Base,
  { found }: FamilyDelivery,
  { topics, contact }: { topics: Topic[]; contact: Awaited<ReturnType<typeof getContact>> },
): Promise<Write[] | undefined> {
  const name = `${found.at}#${found.id}`
  const expiresAt = Math.ceil(now().plus({ days: LINK_DAYS }).toSeconds())
  const places = await Promise.all(
    topics.map(async ({ about: { kind, session } }) => {
      const taken = session ? await textsAbout(table, found, session) : new Map<number, string>()
      const isIn = [...taken.values()].includes(name) // reserved by an earlier attempt
      const may = isIn || mayText(kind, { texts: taken.size, known: contact })
      return { may, session, place: isIn ? undefined : freePlace(taken) }
    }),
  )
  if (!places.some(({ may }) => may)) return undefined
  const wanted = new Map(
    places.flatMap(({ session, place }) => (session && place !== undefined ? [[session, place]] : [])),
  )
  return [...wanted].map(([session, place]) =>
    takeText(found, { session, place }, { message: name, expiresAt }),
  )
}

// A message that may not go as a text tries the next channel; a person calls only about what changes plans.
async function suppress(base: Base, delivery: FamilyDelivery, topics: Topic[]): Promise<Delivered> {
  const { found, notices } = delivery
  const [way] = notices.next
  const changes = topics.some(({ about }) => changesPlans(about.kind))
  if ((way && isSent(way)) || changes) return tryNextChannel(base, delivery, found)
  return endMessage(base, delivery, suppressed(found), 'spared')
}

type Sending = {
  send: Send | ((message: FamilyMessage) => Promise<string | undefined>)
  also: Write[]
  topics: Topic[]
  school: School
  fits?: NonNullable<Carriers['fits']>
}

async function sendTo(
  base: Base,
  delivery: FamilyDelivery,
  { send, also, topics, school, fits = async () => false }: Sending,
): Promise<Delivered> {
  const { table, now } = base
  const { key, found, notices } = delivery
  const { channel, to, language } = found
  const token = channel === 'sms' ? newShortSecret() : newSecret()
  const expiresAt = Math.ceil(now().plus({ days: LINK_DAYS }).toSeconds())
  const at = instantOf(now())
  const told = { ...found, notices, token, topics, school }
  // Loaded with the first text.
  const asking =
    channel === 'sms'
      ? await (await import('./text-question.operations.ts')).askByText(base, {
          message: told,
          ...{ topics, expiresAt },
          fits: (question) => fits({ ...told, question }),
        })
      : undefined
  const claim = {
    ...claimed(found, now()),
    links: [...(found.links ?? []), hashOf(token)],
    ...(asking?.byLink && { byLink: asking.byLink }),
  }
  if (!(await trySaveMessage(table, key, claim, ...(asking ? [...also, asking.kept] : [])))) return PASSED
  const secret = { kind: 'family-link', school: notices.school, family: notices.family, at } as const
  await table.commit(
    keepSecret(hashOf(token), { ...secret, ...answeredIn(topics), way: { channel, to } }, expiresAt),
  )
  const sendToFamily: Send = (message) =>
    send({ ...message, token, topics, school, ...(asking?.question && { question: asking.question }) })
  const { after, ...delivered } = await attemptSend(claim, now, sendToFamily)
  if (delivered.outcome === 'sent') {
    const about = topics.map((topic) => aboutAsTold(topic, language))
    await table.commit(
      putMessage(key, withToldTopics(after, about)),
      ...reachedWrites(after, notices, { topics, by: channel, at }),
    )
    return delivered
  }
  if (delivered.outcome !== 'failed') {
    await table.commit(putMessage(key, after))
    return delivered
  }
  const reason = delivered.failure ?? ''
  const state = reason === OPTED_OUT ? 'stopped' : 'failed'
  await table.commit(putContact(found, { state, reason, at }))
  return tryNextChannel(base, delivery, claim, reason)
}

// Later changes of the workshop leave what the family was told.
function aboutAsTold(topic: Topic, language: string): About {
  return aboutInLanguage({ ...topic.about, told: fieldsToTell(topic) }, language)
}

/** The code of a number whose owner opted out of texts with the phone carrier. */
export const OPTED_OUT = 'OPTED_OUT'

function reachedWrites(
  { expiresAt }: Delivery,
  { school, family, caregiver }: Notices,
  { topics, by, at }: { topics: Topic[]; by: 'email' | 'sms'; at: string },
): Write[] {
  const reached = { family, caregiver, by, at, expiresAt }
  return subjectsOf(topics.map(({ about }) => about)).map((about) =>
    putReached(publicScope(school), about, reached),
  )
}

/** The distinct sessions, and workshops without a session, among topics. */
export function subjectsOf(about: readonly About[]): About[] {
  return [...new Map(about.map((one) => [one.session ?? one.workshop, one])).values()]
}

/** Queues the message for its next channel, or asks a person to call where no channel can carry it. */
export async function tryNextChannel(
  { table, now }: Base,
  { key, notices }: Pick<FamilyDelivery, 'key' | 'notices'>,
  before: Delivery,
  failure?: string,
  ...also: Write[]
): Promise<Delivered> {
  const [way] = notices.next
  const delivered = { outcome: 'moved on', ...(failure && { failure }) } as const
  const tried = { ...before, ...(failure && { failure }) }
  if (way && isSent(way)) {
    const onward = onNextChannel(tried, { channel: way.channel, to: way.to }, now())
    return (await trySaveMessage(table, key, onward, ...also)) ? delivered : PASSED
  }
  const scope = publicScope(notices.school)
  const calls = notices.about.map((about) =>
    callFor(notices, { ...before, about, way, at: instantOf(now()) }),
  )
  const done = await trySaveMessage(
    table,
    key,
    replacedByCall(tried),
    ...calls.map((call) => putCall(scope, call)),
    ...also,
  )
  return done ? delivered : PASSED
}

function callFor(
  { family, caregiver, name }: Notices,
  { about, language, way, at }: { about: About; language: string; way: Way | undefined; at: string },
): Call {
  const to = way?.channel === 'phone' ? way.to : ''
  return newCall({ family, caregiver, name, language, to, reason: 'notReached', about, at })
}

/** Stops messages to the address that a message's link was sent to, and returns its channel. Idempotent. */
export async function stopByLink({ table, now }: Base, token: string): Promise<'email' | 'sms'> {
  const secret = await findSecret(table, token)
  if (secret?.kind !== 'family-link' || !secret.way || isExpired(secret, now())) return refuse('link-expired')
  await table.commit(putContact(secret.way, { state: 'stopped', reason: 'link', at: instantOf(now()) }))
  return secret.way.channel
}
