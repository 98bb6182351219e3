import { publicScope } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { hashOf, newId, newShortSecret } from '../access/identifier.ts'
import { keepSecret } from '../access/secret.store.ts'
import { getContact, type Texted } from '../family/contact.store.ts'
import { isClosed } from '../family/contact.ts'
import { getFamily } from '../family/family.store.ts'
import { getMessage, keepMessage, messageKey, putMessage } from '../message/message.store.ts'
import {
  answerName,
  claimed,
  type Delivery,
  type Message,
  mayBeSent,
  stale,
  waiting,
  waitingUntil,
} from '../message/message.ts'
import { getSchool } from '../school/school.store.ts'
import { getReply } from '../session/reply.store.ts'
import { getSession } from '../session/session.store.ts'
import type { Key, Write } from '../table/table.ts'
import { type Instant, instantOf, timeAt } from '../time/instant.ts'
import { getBallot } from '../workshop/ballot.store.ts'
import { answerTo } from '../workshop/ballot.ts'
import { byTime } from '../workshop/poll.ts'
import { getWorkshop } from '../workshop/workshop.store.ts'
import type { Confirmation, ConfirmationMessage } from './confirmation.ts'
import { attemptSend, type Delivered, trySaveMessage } from './message.operations.ts'
import type { AnsweredText } from './text-answer.operations.ts'
import type { TextOutcome } from './text-answer.ts'

type Base = Pick<Context, 'table' | 'now'>

const LINK_DAYS = 60
const KEPT_DAYS = 2
const MOST_AN_HOUR = 2

/**
 * The writes of the text that tells what became of an answer: at once, or, where two were told within an hour, in one text
 * at the end of that hour. `told` is when the last two leave.
 */
export async function confirmationWrites(
  { table, now }: Base,
  { texted, to, answered }: { texted: Texted; to: string; answered: AnsweredText },
): Promise<{ writes: Write[]; told: Instant[] }> {
  const at = instantOf(now())
  const recent = (texted.told ?? []).filter((one) => one > instantOf(now().minus({ hours: 1 })))
  const [oldest = '', last = ''] = recent.slice(-MOST_AN_HOUR)
  const scope = publicScope(texted.school)
  const { question, language } = texted
  const { families, outcome } = answered
  const fields = {
    ...{ answer: outcome, school: texted.school, families: families.join(' ') },
    ...(question && { workshop: question.workshop, caregiver: question.caregiver }),
    ...(question?.session && { session: question.session }),
  }
  const base = { kind: 'answer', channel: 'sms', to, language, fields } as const
  const messageAt = (leaves: Instant, name: string): Message => ({
    id: answerName(families, name),
    ...base,
    at: leaves,
  })
  const expiresAt = Math.ceil(now().plus({ days: KEPT_DAYS }).toSeconds())
  if (recent.length < MOST_AN_HOUR) {
    const message = waiting(messageAt(at, newId()), expiresAt, now())
    return { writes: [keepMessage(scope, message)], told: [...recent, at] }
  }
  const leaves = last > at ? last : instantOf(timeAt(oldest).plus({ hours: 1 }))
  const later = messageAt(leaves, 'later')
  const key = messageKey(scope, later)
  const before = await getMessage(table, key)
  const told = last > at ? recent : [last, leaves]
  if (before?.state !== 'waiting')
    return { writes: [keepMessage(scope, waitingUntil(later, expiresAt, leaves))], told }
  return { writes: [putMessage(key, { ...before, fields, revision: before.revision + 1 })], told }
}

type SendConfirmation = (message: ConfirmationMessage) => Promise<string | undefined>

/** Delivers such a text at most once, at any hour, with the state of now; not to a number that is closed or not theirs. */
export async function deliverConfirmation(
  base: Base,
  { key, found }: { key: Key; found: Delivery },
  send: SendConfirmation,
): Promise<Delivered> {
  const { table, now } = base
  if (!mayBeSent(found, now())) return { outcome: 'passed' }
  const confirmation = await confirmationOf(base, found)
  if (!confirmation || isClosed(await getContact(table, found)))
    return (await trySaveMessage(table, key, stale(found))) ? { outcome: 'stale' } : { outcome: 'passed' }
  const hashes = confirmation.links.map(({ token }) => hashOf(token))
  const claim = { ...claimed(found, now()), links: [...(found.links ?? []), ...hashes] }
  if (!(await trySaveMessage(table, key, claim))) return { outcome: 'passed' }
  const { school = '', families = '' } = found.fields
  const expiresAt = Math.ceil(now().plus({ days: LINK_DAYS }).toSeconds())
  const way = { channel: 'sms', to: found.to } as const
  const at = instantOf(now())
  await table.commit(
    ...families
      .split(' ')
      .slice(0, hashes.length)
      .map((family, place) =>
        keepSecret(hashes[place] ?? '', { kind: 'family-link', school, family, at, way }, expiresAt),
      ),
  )
  const { after, ...delivered } = await attemptSend(claim, now, (message) =>
    send({ ...message, confirmation }),
  )
  await table.commit(putMessage(key, after))
  return delivered
}

async function confirmationOf({ table }: Base, { fields }: Delivery): Promise<Confirmation | undefined> {
  const { school: id = '', families: text = '', workshop: asked, session: of } = fields
  const scope = publicScope(id)
  const ids = text.split(' ')
  const [school, workshop, session, ...families] = await Promise.all([
    getSchool(table, scope),
    asked ? getWorkshop(table, scope, asked) : undefined,
    of ? getSession(table, scope, of) : undefined,
    ...ids.map((family) => getFamily(table, scope, family)),
  ])
  const [family = ''] = ids
  if (!school || families.includes(undefined)) return undefined
  const links = families.map((one) => ({ name: one?.name ?? '', token: newShortSecret() }))
  // Written by `confirmationWrites` alone.
  const outcome = fields.answer as TextOutcome
  const [ballot, reply] = await Promise.all([
    outcome === 'voted' && asked ? getBallot(table, scope, asked, family) : undefined,
    outcome === 'replied' && of ? getReply(table, scope, of, family) : undefined,
  ])
  return {
    ...{ outcome, school, links },
    ...(workshop && { workshop }),
    ...(session && { session }),
    ...(ballot && {
      vote: byTime(workshop?.poll?.options ?? []).map((option) => ({
        option,
        answer: answerTo(ballot, option),
      })),
    }),
    ...(reply && { reply }),
  }
}
