import { mustActFor, publicScope, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { newId } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { getContact, getTexted, putContact, putTexted, type Texted } from '../family/contact.store.ts'
import { type Contact, type ContactState, contactName, isClosed } from '../family/contact.ts'
import { getFamily } from '../family/family.store.ts'
import { type Keyword, keywordOf } from '../family/keyword.ts'
import { keepMessage } from '../message/message.store.ts'
import { waiting } from '../message/message.ts'
import { isReceived, putReceived } from '../message/received-text.store.ts'
import { getSchool } from '../school/school.store.ts'
import { tryCommit } from '../table/attempt.ts'
import type { Write } from '../table/table.ts'
import { instantOf } from '../time/instant.ts'

type Base = Pick<Context, 'table' | 'now'>

const ANSWERED_AGAIN_AFTER_HOURS = 24
const ANSWER_KEPT_DAYS = 2
// Longer than any carrier repeats a text.
const RECEIVED_KEPT_DAYS = 7

/** The automatic answers to a text message. */
export type TextAnswer = 'stopped' | 'fewer' | 'started' | 'help' | 'unread'

const STATES = { stop: 'stopped', fewer: 'fewer', start: 'open' } as const
const ANSWERS = { stop: 'stopped', fewer: 'fewer', start: 'started', help: 'help' } as const

/** A text that came in: the id that its carrier gave it, the number that sent it, and its words. */
export type ReceivedText = { id: string; from: string; text: string }

/**
 * Handles an incoming text message, once for each id. STOP and its synonyms end texts to that number at once, "1" asks for
 * fewer, START for all of them; each is confirmed once. Any other text is not stored; at most once a day the answer says
 * that nobody reads texts to this number. Returns the keyword.
 */
export async function receiveText(
  base: Base,
  { id, from, text }: ReceivedText,
): Promise<Keyword | undefined> {
  const { table, now } = base
  if (await isReceived(table, id)) return undefined
  const contact = { channel: 'sms', to: from } as const
  const [known, texted] = await Promise.all([getContact(table, contact), getTexted(table, contact)])
  const keyword = keywordOf(text)
  const state = keyword && keyword !== 'help' ? STATES[keyword] : undefined
  const isNew = state !== undefined && state !== known?.state
  const writes: Write[] =
    state && isNew ? [putContact(contact, { state, reason: 'word', at: instantOf(now()) })] : []
  const answers = isNew || keyword === 'help' || (!keyword && !isClosed(known))
  if (texted && answers && (isNew || mayAnswer(base, texted))) {
    const answer: TextAnswer = keyword ? ANSWERS[keyword] : 'unread'
    const school = await getSchool(table, publicScope(texted.school))
    writes.push(...answerWrites(base, contact, { texted, answer, name: school?.name }))
  }
  const expiresAt = Math.ceil(now().plus({ days: RECEIVED_KEPT_DAYS }).toSeconds())
  await tryCommit(table, ...writes, putReceived(id, expiresAt))
  return keyword
}

function mayAnswer({ now }: Base, { answeredAt }: Texted): boolean {
  return (answeredAt ?? '') <= instantOf(now().minus({ hours: ANSWERED_AGAIN_AFTER_HOURS }))
}

function answerWrites(
  { now }: Base,
  contact: Contact & { channel: 'sms' },
  { texted, answer, name }: { texted: Texted; answer: TextAnswer; name: string | undefined },
): Write[] {
  const at = instantOf(now())
  const { language, school } = texted
  const fields = { answer, ...(name !== undefined && { school: name }) }
  const message = { id: newId(), kind: 'answer', ...contact, language, fields, at } as const
  const expiresAt = Math.ceil(now().plus({ days: ANSWER_KEPT_DAYS }).toSeconds())
  return [
    keepMessage(publicScope(school), waiting(message, expiresAt, now())),
    putTexted(contact, { ...texted, answeredAt: at }),
  ]
}

/** The contact state of a family's addresses, by `contactName`: for the family and the team. */
export async function contactsOfFamily(
  { table, actor }: Context,
  school: string,
  id: string,
): Promise<Map<string, ContactState>> {
  mustActFor(actor, id)
  const family = (await getFamily(table, scopeOf(actor, school), id)) ?? refuse('not-found')
  const addresses = family.caregivers.flatMap(({ channels }) =>
    channels.flatMap(({ kind, address }) =>
      kind === 'paper' || !address ? [] : [{ channel: kind, to: address }],
    ),
  )
  const known = await Promise.all(
    addresses.map(async (contact) => [contactName(contact), await getContact(table, contact)] as const),
  )
  return new Map(known.flatMap(([name, state]) => (state ? [[name, state] as const] : [])))
}

/** Reopens an address of a family. The team may reopen one that bounced, only the family one that its owner stopped. */
export async function reopenContact(
  context: Context,
  { school, family }: { school: string; family: string },
  name: string,
): Promise<void> {
  const { table, actor, now } = context
  const contacts = await contactsOfFamily(context, school, family)
  const known = contacts.get(name) ?? refuse('not-found')
  if (known.state === 'stopped' && actor.kind !== 'family') refuse('forbidden')
  const [channel = '', ...rest] = name.split(':')
  // `contactName` built it from one of these channels.
  const contact = { channel: channel as Contact['channel'], to: rest.join(':') }
  const reason = actor.kind === 'family' ? 'family' : 'team'
  await table.commit(putContact(contact, { state: 'open', reason, at: instantOf(now()) }))
}
