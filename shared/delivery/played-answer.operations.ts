import { mustOrganize, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { newId } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { getFamily } from '../family/family.store.ts'
import type { Family } from '../family/family.ts'
import { getMessage, isMessageKey, messageKey } from '../message/message.store.ts'
import type { Delivery, Message } from '../message/message.ts'
import { withinHours } from '../message/notice-plan.ts'
import type { School } from '../school/school.ts'
import { observedWrites } from '../table/observed-writes.ts'
import type { Key } from '../table/table.ts'
import { instantOf, timeAt } from '../time/instant.ts'
import { receiveText } from './contact.operations.ts'
import { type Carriers, deliver } from './delivery.operations.ts'
import { newWork } from './dispatch.operations.ts'
import { asksSomething } from './text-question.ts'
import { currentTopics } from './topic.operations.ts'
import type { Topic } from './topic.ts'

/** Which message of which school. */
export type PlayedMessage = Pick<Message, 'id' | 'at'> & { school: string }

/** A text to a family of the demonstration that it may answer, and its topics. */
export type PlayedText = {
  family: Pick<Family, 'id' | 'name'>
  language: string
  topics: Topic[]
  school: School
}

/**
 * A text of the demonstration that a family may answer, for organizers. Refuses with `not-found` at any other school, where
 * a service sends texts, and for a message that asks nothing.
 */
export async function readPlayedText(context: Context, message: PlayedMessage): Promise<PlayedText> {
  const { family, topics, school, found } = await loadText(context, message)
  return { family: { id: family.id, name: family.name }, language: found.language, topics, school }
}

type LoadedText = {
  key: Key
  found: Delivery
  family: Family
  number: string
  topics: Topic[]
  school: School
}

async function loadText(
  { table, actor, now, carriers = [] }: Context,
  { school: id, ...name }: PlayedMessage,
): Promise<LoadedText> {
  mustOrganize(actor)
  const scope = scopeOf(actor, id)
  const key = messageKey(scope, name)
  const found = await getMessage(table, key)
  const { notices } = found ?? {}
  if (found?.channel !== 'sms' || !notices) return refuse('not-found')
  const [family, known] = await Promise.all([
    getFamily(table, scope, notices.family),
    currentTopics(table, { notices, language: found.language, now: instantOf(now()) }),
  ])
  // A message that was sent keeps no number.
  const number = found.to || numberOf(family, notices.caregiver)
  const isPlayable = known?.school.isDemonstration && !carriers.includes('sms')
  if (!family || !number || !isPlayable || !known.topics.some(asksSomething)) return refuse('not-found')
  return { key, found, family, number, ...known }
}

function numberOf(family: Family | undefined, caregiver: string): string {
  const { channels = [] } = family?.caregivers.find(({ id }) => id === caregiver) ?? {}
  return channels.find(({ kind }) => kind === 'sms')?.address ?? ''
}

/**
 * Plays the phone of a family of the demonstration: it gets the text, where that still waits, at any hour, and answers it,
 * as over a gateway. `phone` is handed that text and those that follow. Refuses as `readPlayedText` does.
 */
export async function playAnswer(
  context: Context,
  message: PlayedMessage,
  { text, phone }: { text: string; phone: Carriers },
): Promise<void> {
  const { key, number, school } = await loadText(context, message)
  const { table, now } = context
  const awake = withinHours(instantOf(now()), school.timeZone)
  await deliver({ table, now: () => timeAt(awake) }, key, phone)
  const answers: Key[] = []
  const observed = observedWrites(table, (changes) => answers.push(...newWork(changes).filter(isMessageKey)))
  await receiveText({ table: observed, now }, { id: newId(), from: number, text })
  for (const answer of answers) await deliver({ table, now }, answer, phone)
}
