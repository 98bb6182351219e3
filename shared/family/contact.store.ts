import { hashOf, newId } from '../access/identifier.ts'
import { contentOf, type Key, type Table, type Write } from '../table/table.ts'
import type { Instant } from '../time/instant.ts'
import { type Contact, type ContactState, contactName, formerContactName } from './contact.ts'
import type { TextQuestion } from './text-question.ts'

const partition = (contact: Contact) => `CONTACT#${hashOf(contactName(contact))}`
const contactKey = (contact: Contact): Key => ({ pk: partition(contact), sk: 'CONTACT' })
const formerKey = (contact: Contact): Key | undefined => {
  const name = formerContactName(contact)
  return name === undefined ? undefined : { pk: `CONTACT#${hashOf(name)}`, sk: 'CONTACT' }
}
const textedKey = (contact: Contact): Key => ({ pk: partition(contact), sk: 'TEXTED' })
const textKey = (contact: Contact, session: string, place: number): Key => ({
  pk: partition(contact),
  sk: `TEXT#${session}#${place}`,
})

/** The state of an address, or undefined. It applies to every school of the deployment. */
export async function getContact(table: Table, contact: Contact): Promise<ContactState | undefined> {
  const known = await table.get<ContactState>(contactKey(contact))
  const former = formerKey(contact)
  return known ?? (former && table.get<ContactState>(former))
}

/** The states of numbers that get texts, by number; a number of which nothing is known is left out. */
export async function statesOfNumbers(
  table: Table,
  numbers: readonly string[],
): Promise<Map<string, ContactState>> {
  const byKey = new Map(numbers.map((to) => [contactKey({ channel: 'sms', to }).pk, to]))
  const keys = [...byKey.values()].map((to) => contactKey({ channel: 'sms', to }))
  const items = keys.length > 0 ? await table.getItems(keys, 'recent') : []
  return new Map(items.map((item) => [byKey.get(item.pk) ?? '', contentOf<ContactState>(item)]))
}

/** Stores the state of an address, if nobody stored another one since `before` was read. */
export function replaceContact(
  contact: Contact,
  state: ContactState,
  before: ContactState | undefined,
): Write {
  return before
    ? putContact(contact, state, before)
    : { put: { ...contactKey(contact), ...state }, when: 'absent' }
}

/** Stores the state of an address; with `replacing`, only while that is its state. */
export function putContact(contact: Contact, state: ContactState, replacing?: ContactState): Write {
  const when = replacing && { equals: { at: replacing.at, reason: replacing.reason } }
  return { put: { ...contactKey(contact), ...state }, ...(when && { when }) }
}

/**
 * The school that last texted a number, for which families, in which language, and what was asked last, used to read and
 * answer replies. `told` is when the last two replies to them left or leave. `expiresAt` in seconds.
 */
export type Texted = {
  school: string
  language: string
  at: Instant
  answeredAt?: Instant
  families?: string[]
  question?: TextQuestion
  told?: Instant[]
  revision?: string
  expiresAt: number
}

/** The last text to a number, or undefined. */
export async function getTexted(table: Table, contact: Contact): Promise<Texted | undefined> {
  return table.get<Texted>(textedKey(contact))
}

/** Stores the last text to a number, if nobody stored another one since `before` was read. */
export function putTexted(contact: Contact, texted: Texted, before: Texted | undefined): Write {
  const put = { ...textedKey(contact), ...texted, revision: newId() }
  if (!before) return { put, when: 'absent' }
  const { at, revision } = before // one from before there were revisions has none
  return { put, when: { equals: revision === undefined ? { at } : { revision } } }
}

/** The messages in a number's slots for texts about a session, by slot. */
export async function textsAbout(
  table: Table,
  contact: Contact,
  session: string,
): Promise<Map<number, string>> {
  const texts = await table.queryAll<{ place: number; message: string }>(
    partition(contact),
    `TEXT#${session}#`,
  )
  return new Map(texts.map(({ place, message }) => [place, message]))
}

/** Takes a slot for a text about a session; of two concurrent writes only one succeeds. */
export function takeText(
  contact: Contact,
  { session, place }: { session: string; place: number },
  text: { message: string; expiresAt: number },
): Write {
  return { put: { ...textKey(contact, session, place), session, place, ...text }, when: 'absent' }
}

/** Deletes everything stored about an address, except for its opt-out with `keepState`. */
export async function forgetContact(
  table: Table,
  contact: Contact,
  { keepState }: { keepState: boolean },
): Promise<Write[]> {
  const texts = await table.queryAll<{ session?: string; place: number }>(partition(contact), 'TEXT#')
  const former = formerKey(contact)
  return [
    { remove: textedKey(contact) },
    ...(keepState ? [] : [{ remove: contactKey(contact) }]),
    ...(former && !keepState ? [{ remove: former }] : []),
    ...texts.map(({ session = '', place }) => ({ remove: textKey(contact, session, place) })),
  ]
}
