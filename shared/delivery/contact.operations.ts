import { mustActFor, publicScope, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { newId } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { getContact, getTexted, putContact, putTexted, type Texted } from '../family/contact.store.ts'
import { type Contact, type ContactState, changedContact, contactName, isClosed } from '../family/contact.ts'
import { getFamily } from '../family/family.store.ts'
import { type Keyword, keywordOf } from '../family/keyword.ts'
import { keepMessage } from '../message/message.store.ts'
import { waiting } from '../message/message.ts'
import { isReceived, putReceived } from '../message/received-text.store.ts'
import { getSchool } from '../school/school.store.ts'
import { tryCommit } from '../table/attempt.ts'
import { backoff, type Write } from '../table/table.ts'
import { instantOf } from '../time/instant.ts'
import { confirmationWrites } from './confirmation.operations.ts'
import { answerByText } from './text-answer.operations.ts'

type Base = Pick<Context, 'table' | 'now'>

const ANSWERED_AGAIN_AFTER_HOURS = 24
const ANSWER_KEPT_DAYS = 2
const ATTEMPTS = 6
// Longer than any carrier repeats a text.
const RECEIVED_KEPT_DAYS = 7

/** The automatic answers to a keyword. */
export type TextAnswer = 'stopped' | 'fewer' | 'started' | 'help'

const STATES = { stop: 'stopped', fewer: 'fewer', start: 'open' } as const
const ANSWERS = { stop: 'stopped', fewer: 'fewer', start: 'started', help: 'help' } as const

/** A text that came in: the id that its carrier gave it, the number that sent it, and its words. */
export type ReceivedText = { id: string; from: string; text: string }

/**
 * Handles an incoming text message, once for each id. STOP and its synonyms end texts to that number at once, FEWER asks for
 * fewer, START for all of them; each is confirmed once. Another text is read as the answer to the question last sent to that
 * number, and what became of it is told; it is stored nowhere. Returns the keyword.
 */
export async function receiveText(base: Base, received: ReceivedText): Promise<Keyword | undefined> {
  const { table, now } = base
  const arrived = now()
  const keyword = keywordOf(received.text)
  const expiresAt = Math.ceil(arrived.plus({ days: RECEIVED_KEPT_DAYS }).toSeconds())
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (await isReceived(table, received.id)) return undefined
    const writes = await writesFor({ table, now: () => arrived }, received, keyword)
    if (await tryCommit(table, ...writes, putReceived(received.id, expiresAt))) return keyword
    // Another text came in or left at the same moment.
    await backoff(attempt)
  }
  return refuse('conflict')
}

async function writesFor(
  base: Base,
  { from, text }: ReceivedText,
  keyword: Keyword | undefined,
): Promise<Write[]> {
  const { table, now } = base
  const contact = { channel: 'sms', to: from } as const
  const [known, texted] = await Promise.all([getContact(table, contact), getTexted(table, contact)])
  if (!keyword) return texted && !isClosed(known) ? answerTo(base, { texted, from, text }) : []
  const state = keyword === 'help' ? undefined : STATES[keyword]
  const isNew = state !== undefined && state !== known?.state
  const change = isNew
    ? [putContact(contact, changedContact(known, { state, reason: 'word', at: instantOf(now()) }))]
    : []
  const isAnswered = isNew || (keyword === 'help' && texted !== undefined && mayAnswer(base, texted))
  if (!texted || !isAnswered) return change
  const school = await getSchool(table, publicScope(texted.school))
  return [...change, ...answerWrites(base, contact, { texted, answer: ANSWERS[keyword], name: school?.name })]
}

// Without a question a number is answered once a day, so that two machines do not write to each other for ever.
async function answerTo(base: Base, given: { texted: Texted; from: string; text: string }): Promise<Write[]> {
  const { texted, from: to } = given
  if (!texted.question && !mayAnswer(base, texted)) return []
  const answered = await answerByText(base, given)
  if (!answered) return []
  const { writes, told } = await confirmationWrites(base, { texted, to, answered })
  const answeredAt = instantOf(base.now())
  return [...writes, putTexted({ channel: 'sms', to }, { ...texted, told, answeredAt }, texted)]
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
    putTexted(contact, { ...texted, answeredAt: at }, texted),
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
  const opened = changedContact(known, { state: 'open', reason, at: instantOf(now()) })
  await table.commit(putContact(contact, opened))
}
