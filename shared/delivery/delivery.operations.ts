import { publicScope, type SchoolScope } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { hashOf, newSecret } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { findSecret, keepSecret } from '../access/secret.store.ts'
import { isExpired } from '../access/secret.ts'
import { getContact, putContact, putTexted, takeText, textsAbout } from '../family/contact.store.ts'
import { isClosed } from '../family/contact.ts'
import { isSent, type Way } from '../family/recipient.ts'
import { putCall } from '../message/call.store.ts'
import { type Call, newCall } from '../message/call.ts'
import { getMessage, putMessage } from '../message/message.store.ts'
import {
  calledInstead,
  claimed,
  type Delivery,
  type Message,
  mayBeSent,
  type Notices,
  onNextWay,
  putOff,
  spared,
  stale,
} from '../message/message.ts'
import { type About, stillHolds, withinHours } from '../message/notice.ts'
import { putReached } from '../message/reach.store.ts'
import { changesPlans, freePlace, mayText } from '../message/texting.ts'
import { getWording } from '../message/wording.store.ts'
import { getSchool } from '../school/school.store.ts'
import type { School } from '../school/school.ts'
import { getSession } from '../session/session.store.ts'
import type { Key, Write } from '../table/table.ts'
import { instantOf } from '../time/instant.ts'
import { getWorkshop } from '../workshop/workshop.store.ts'
import type { Matter } from './matter.ts'
import { attempt, changed, type Delivered, deliver, type Send } from './message.operations.ts'

type Base = Pick<Context, 'table' | 'now'>

const LINK_DAYS = 60

/** A family's message with all that its words need; `token` is its link, made for this message alone. */
export type Told = Message & { token: string; matters: Matter[]; school: School }

/** Who carries messages by which way, see `Send`; a way that is not there is passed over. */
export type Carriers = {
  email?: (message: Message | Told) => Promise<string | undefined>
  sms?: (message: Message | Told) => Promise<string | undefined>
}

/** Delivers the message at a key, the team's or a family's, once; see `deliver`. */
export async function carry(base: Base, key: Key, carriers: Carriers): Promise<Delivered> {
  const found = await getMessage(base.table, key)
  if (found?.notices) return tell(base, { key, found, notices: found.notices }, carriers)
  const send = carriers[found?.channel ?? 'email']
  return send ? deliver(base, key, send) : { outcome: 'passed' }
}

type Telling = { key: Key; found: Delivery; notices: Notices }

/**
 * Tells a family: what does not hold any more is left out, and nobody is woken at night. An address that was stopped
 * or refused, and a way that is not there, leave it to the next way, and in the end to a person who calls.
 */
async function tell(base: Base, telling: Telling, carriers: Carriers): Promise<Delivered> {
  const { table, now } = base
  const { key, found, notices } = telling
  if (!mayBeSent(found, now()) || found.at > instantOf(now())) return PASSED
  const known = await mattersOf(table, { notices, language: found.language, now: instantOf(now()) })
  if (!known) return ending(base, telling, stale(found), 'stale')
  const hour = withinHours(instantOf(now()), known.school.timeZone)
  if (hour > instantOf(now())) {
    return (await changed(table, key, putOff(found, hour))) ? { outcome: 'postponed' } : PASSED
  }
  const send = carriers[found.channel]
  const contact = await getContact(table, found)
  if (!send || isClosed(contact)) return moveOn(base, telling, found)
  if (found.channel === 'email') return sendTo(base, telling, { ...known, send, also: [] })
  const also = await roomForText(base, telling, { matters: known.matters, contact })
  return also ? sendTo(base, telling, { ...known, send, also }) : spare(base, telling, known.matters)
}

const PASSED: Delivered = { outcome: 'passed' }

async function ending(
  { table }: Base,
  { key }: Telling,
  ended: Delivery,
  outcome: 'stale' | 'spared',
): Promise<Delivered> {
  return (await changed(table, key, ended)) ? { outcome } : PASSED
}

// The places that a text takes among those about its sessions; undefined where none of what it tells may go as a text.
async function roomForText(
  { table, now }: Base,
  { found }: Telling,
  { matters, contact }: { matters: Matter[]; contact: Awaited<ReturnType<typeof getContact>> },
): Promise<Write[] | undefined> {
  const name = `${found.at}#${found.id}`
  const expiresAt = Math.ceil(now().plus({ days: LINK_DAYS }).toSeconds())
  const places = await Promise.all(
    matters.map(async ({ about: { kind, session } }) => {
      const taken = session ? await textsAbout(table, found, session) : new Map<number, string>()
      const isIn = [...taken.values()].includes(name) // it was under way before
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

// What is no text any more goes the next way of a machine; a person calls only about what changes plans.
async function spare(base: Base, telling: Telling, matters: Matter[]): Promise<Delivered> {
  const { found, notices } = telling
  const [way] = notices.next
  const changes = matters.some(({ about }) => changesPlans(about.kind))
  if ((way && isSent(way)) || changes) return moveOn(base, telling, found)
  return ending(base, telling, spared(found), 'spared')
}

type Sending = {
  send: Send | ((message: Told) => Promise<string | undefined>)
  also: Write[]
  matters: Matter[]
  school: School
}

async function sendTo(
  base: Base,
  telling: Telling,
  { send, also, matters, school }: Sending,
): Promise<Delivered> {
  const { table, now } = base
  const { key, found, notices } = telling
  const { channel, to, language } = found
  const token = newSecret()
  const claim = { ...claimed(found, now()), links: [...(found.links ?? []), hashOf(token)] }
  const expiresAt = Math.ceil(now().plus({ days: LINK_DAYS }).toSeconds())
  const at = instantOf(now())
  const texted = { school: notices.school, language, at, expiresAt }
  const writes = channel === 'sms' ? [...also, putTexted({ channel, to }, texted)] : []
  if (!(await changed(table, key, claim, ...writes))) return PASSED
  const secret = { kind: 'family-link', school: notices.school, family: notices.family, at } as const
  await table.commit(keepSecret(hashOf(token), { ...secret, way: { channel, to } }, expiresAt))
  const sendTold: Send = (message) => send({ ...message, token, matters, school })
  const { after, ...delivered } = await attempt(claim, now, sendTold)
  if (delivered.outcome === 'sent') {
    await table.commit(putMessage(key, after), ...reachedWrites(after, notices, { matters, by: channel, at }))
    return delivered
  }
  if (delivered.outcome !== 'failed') {
    await table.commit(putMessage(key, after))
    return delivered
  }
  const reason = delivered.failure ?? ''
  const state = reason === OPTED_OUT ? 'stopped' : 'failed'
  await table.commit(putContact(found, { state, reason, at }))
  return moveOn(base, telling, claim, reason)
}

/** The code of a number whose owner stopped texts with its carrier. */
export const OPTED_OUT = 'OPTED_OUT'

function reachedWrites(
  { expiresAt }: Delivery,
  { school, family, caregiver }: Notices,
  { matters, by, at }: { matters: Matter[]; by: 'email' | 'sms'; at: string },
): Write[] {
  const reached = { family, caregiver, by, at, expiresAt }
  return subjectsOf(matters.map(({ about }) => about)).map((about) =>
    putReached(publicScope(school), about, reached),
  )
}

/** Each session, and each workshop without one, once. */
export function subjectsOf(about: readonly About[]): About[] {
  return [...new Map(about.map((one) => [one.session ?? one.workshop, one])).values()]
}

/** The next way, or a call by a person where there is none that a machine goes. */
export async function moveOn(
  { table, now }: Base,
  { key, notices }: Pick<Telling, 'key' | 'notices'>,
  before: Delivery,
  failure?: string,
  ...also: Write[]
): Promise<Delivered> {
  const [way] = notices.next
  const delivered = { outcome: 'moved on', ...(failure && { failure }) } as const
  const tried = { ...before, ...(failure && { failure }) }
  if (way && isSent(way)) {
    const onward = onNextWay(tried, { channel: way.channel, to: way.to }, now())
    return (await changed(table, key, onward, ...also)) ? delivered : PASSED
  }
  const scope = publicScope(notices.school)
  const calls = notices.about.map((about) =>
    callFor(notices, { ...before, about, way, at: instantOf(now()) }),
  )
  const done = await changed(
    table,
    key,
    calledInstead(tried),
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

// What still holds of all that a message tells, in the school's words for a language; undefined where nothing does.
async function mattersOf(
  table: Context['table'],
  { notices, language, now }: { notices: Notices; language: string; now: string },
): Promise<{ matters: Matter[]; school: School } | undefined> {
  const scope = publicScope(notices.school)
  const school = await getSchool(table, scope)
  const all = await Promise.all(notices.about.map((one) => matterOf(table, scope, one, language)))
  const matters = all
    .filter((matter) => matter !== undefined)
    .filter(({ about, workshop, session }) => stillHolds(about, { workshop, session }, now))
  return school && matters.length > 0 ? { matters, school } : undefined
}

async function matterOf(
  table: Context['table'],
  scope: SchoolScope,
  about: About,
  language: string,
): Promise<Matter | undefined> {
  const [workshop, session, wording] = await Promise.all([
    getWorkshop(table, scope, about.workshop),
    about.session ? getSession(table, scope, about.session) : undefined,
    getWording(table, scope, { kind: about.kind, language }),
  ])
  return (
    workshop && { about, workshop, ...(session && { session }), ...(wording && { wording: wording.text }) }
  )
}

/** Ends messages to the address that a message's link went to; says by which way. Doing it again changes nothing. */
export async function stopByLink({ table, now }: Base, token: string): Promise<'email' | 'sms'> {
  const secret = await findSecret(table, token)
  if (secret?.kind !== 'family-link' || !secret.way || isExpired(secret, now())) return refuse('link-expired')
  await table.commit(putContact(secret.way, { state: 'stopped', reason: 'link', at: instantOf(now()) }))
  return secret.way.channel
}
