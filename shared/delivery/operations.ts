import { publicScope, type SchoolScope } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { hashOf, newSecret } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { findSecret, keepSecret } from '../access/store.ts'
import { type Call, newCall } from '../call/call.ts'
import { putCall } from '../call/store.ts'
import {
  calledInstead,
  claimed,
  type Delivery,
  type Message,
  mayBeSent,
  type Notices,
  onNextWay,
  putOff,
  stale,
} from '../message/message.ts'
import { attempt, changed, type Delivered, deliver, type Send } from '../message/operations.ts'
import { getContact, getMessage, putContact, putMessage } from '../message/store.ts'
import { type About, stillHolds, withinHours } from '../notice/notice.ts'
import { isSent, type Way } from '../notice/recipient.ts'
import type { School } from '../school/school.ts'
import { getSchool } from '../school/store.ts'
import type { Session } from '../session/session.ts'
import { getSession } from '../session/store.ts'
import type { Key } from '../table/table.ts'
import { instantOf } from '../time/instant.ts'
import { getWording } from '../wording/store.ts'
import { getWorkshop } from '../workshop/store.ts'
import type { Workshop } from '../workshop/workshop.ts'

type Base = Pick<Context, 'table' | 'now'>

const LINK_DAYS = 60

/** One thing that a message tells of, as things stand now. */
export type Matter = {
  about: About
  workshop: Workshop
  session?: Session
  /** The school's own sentence for it, with its fields in braces. */
  wording?: string
}

/** A family's message with all that its words need; `token` is its link, made for this message alone. */
export type Told = Message & { token: string; matters: Matter[]; school: School }

/** Who carries messages by which way; a way that is not there is passed over. */
export type Carriers = {
  email?: (message: Message | Told) => Promise<void>
  sms?: (message: Told) => Promise<void>
}

/** Delivers the message at a key, the team's or a family's, once; see `deliver`. */
export async function carry(base: Base, key: Key, carriers: Carriers): Promise<Delivered> {
  const found = await getMessage(base.table, key)
  if (!found?.notices) return carriers.email ? deliver(base, key, carriers.email) : { outcome: 'passed' }
  return tell(base, { key, found, notices: found.notices }, carriers)
}

type Telling = { key: Key; found: Delivery; notices: Notices }

/**
 * Tells a family: what does not hold any more is left out, and nobody is woken at night. An address that was stopped
 * or refused, and a way that is not there, leave it to the next way, and in the end to a person who calls.
 */
async function tell(base: Base, telling: Telling, carriers: Carriers): Promise<Delivered> {
  const { table, now } = base
  const { key, found } = telling
  if (!mayBeSent(found, now()) || found.at > instantOf(now())) return { outcome: 'passed' }
  const known = await mattersOf(base, telling.notices, found.language)
  if (!known) return (await changed(table, key, stale(found))) ? { outcome: 'stale' } : { outcome: 'passed' }
  const hour = withinHours(instantOf(now()), known.school.timeZone)
  if (hour > instantOf(now())) {
    return (await changed(table, key, putOff(found, hour))) ? { outcome: 'postponed' } : { outcome: 'passed' }
  }
  const send = carriers[found.channel]
  if (!send || (await getContact(table, found))) return moveOn(base, telling, found)
  return sendTo(base, telling, { ...known, send })
}

async function sendTo(
  base: Base,
  telling: Telling,
  { send, matters, school }: { send: (message: Told) => Promise<void>; matters: Matter[]; school: School },
): Promise<Delivered> {
  const { table, now } = base
  const { key, found, notices } = telling
  const claim = claimed(found, now())
  if (!(await changed(table, key, claim))) return { outcome: 'passed' }
  const token = newSecret()
  const { channel, to } = found
  const secret = {
    kind: 'family-link',
    school: notices.school,
    family: notices.family,
    at: instantOf(now()),
  } as const
  const expires = Math.ceil(now().plus({ days: LINK_DAYS }).toSeconds())
  await table.commit(keepSecret(hashOf(token), { ...secret, way: { channel, to } }, expires))
  const sendTold: Send = (message) => send({ ...message, token, matters, school })
  const { after, ...delivered } = await attempt(claim, now, sendTold)
  if (delivered.outcome !== 'failed') {
    await table.commit(putMessage(key, after))
    return delivered
  }
  const reason = delivered.failure ?? ''
  await table.commit(putContact(found, { state: 'failed', reason, at: instantOf(now()) }))
  return moveOn(base, telling, claim, reason)
}

/** The next way, or a call by a person where there is none that a machine goes. */
async function moveOn(
  { table, now }: Base,
  { key, notices }: Telling,
  before: Delivery,
  failure?: string,
): Promise<Delivered> {
  const [way] = notices.next
  const delivered = { outcome: 'moved on', ...(failure && { failure }) } as const
  const tried = { ...before, ...(failure && { failure }) }
  if (way && isSent(way)) {
    const onward = onNextWay(tried, { channel: way.channel, to: way.to }, now())
    return (await changed(table, key, onward)) ? delivered : { outcome: 'passed' }
  }
  const scope = publicScope(notices.school)
  const calls = notices.about.map((about) =>
    callFor(notices, { ...before, about, way, at: instantOf(now()) }),
  )
  const done = await changed(table, key, calledInstead(tried), ...calls.map((call) => putCall(scope, call)))
  return done ? delivered : { outcome: 'passed' }
}

function callFor(
  { family, caregiver, name }: Notices,
  { about, language, way, at }: { about: About; language: string; way: Way | undefined; at: string },
): Call {
  const to = way?.channel === 'phone' ? way.to : ''
  return newCall({ family, caregiver, name, language, to, reason: 'notReached', about, at })
}

// What still holds of all that a message tells; undefined where nothing does.
async function mattersOf(
  { table, now }: Base,
  { school: id, about }: Notices,
  language: string,
): Promise<{ matters: Matter[]; school: School } | undefined> {
  const scope = publicScope(id)
  const school = await getSchool(table, scope)
  const all = await Promise.all(about.map((one) => matterOf(table, scope, one, language)))
  const matters = all.filter((matter) => matter !== undefined)
  const standing = matters.filter((matter) => stillHolds(matter.about, standOf(matter), instantOf(now())))
  return school && standing.length > 0 ? { matters: standing, school } : undefined
}

const standOf = ({ workshop, session }: Matter) => ({ workshop, session })

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
  if (secret?.kind !== 'family-link' || !secret.way) return refuse('link-expired')
  await table.commit(putContact(secret.way, { state: 'stopped', reason: 'link', at: instantOf(now()) }))
  return secret.way.channel
}
