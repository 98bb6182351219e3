import { hashOf } from '../access/identifier.ts'
import type { Key, Table, Write } from '../table/table.ts'
import type { Instant } from '../time/instant.ts'
import { type Contact, type ContactState, contactName } from './contact.ts'

const partition = (contact: Contact) => `CONTACT#${hashOf(contactName(contact))}`
const contactKey = (contact: Contact): Key => ({ pk: partition(contact), sk: 'CONTACT' })
const textedKey = (contact: Contact): Key => ({ pk: partition(contact), sk: 'TEXTED' })
const textKey = (contact: Contact, session: string, place: number): Key => ({
  pk: partition(contact),
  sk: `TEXT#${session}#${place}`,
})

/** What is known of an address, or undefined. It holds for every school of the deployment. */
export async function getContact(table: Table, contact: Contact): Promise<ContactState | undefined> {
  return table.get<ContactState>(contactKey(contact))
}

/** What is known of an address from now on. */
export function putContact(contact: Contact, state: ContactState): Write {
  return { put: { ...contactKey(contact), ...state } }
}

/** Who last wrote to a number, and in which language: whoever answers it does so too. `expiresAt` in seconds. */
export type Texted = {
  school: string
  language: string
  at: Instant
  answeredAt?: Instant
  expiresAt: number
}

/** Who last wrote to a number, or undefined. */
export async function getTexted(table: Table, contact: Contact): Promise<Texted | undefined> {
  return table.get<Texted>(textedKey(contact))
}

/** Remembers who wrote to a number. */
export function putTexted(contact: Contact, texted: Texted): Write {
  return { put: { ...textedKey(contact), ...texted } }
}

/** Which messages took the places that a number has for texts about a session. */
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

/** Takes a place for a text about a session; two at once cannot both have it. */
export function takeText(
  contact: Contact,
  { session, place }: { session: string; place: number },
  text: { message: string; expiresAt: number },
): Write {
  return { put: { ...textKey(contact, session, place), session, place, ...text }, when: 'absent' }
}

/** Forgets what is known of an address; `keepState` leaves standing that nothing may go there. */
export async function forgetContact(
  table: Table,
  contact: Contact,
  { keepState }: { keepState: boolean },
): Promise<Write[]> {
  const texts = await table.queryAll<{ session?: string; place: number }>(partition(contact), 'TEXT#')
  return [
    { remove: textedKey(contact) },
    ...(keepState ? [] : [{ remove: contactKey(contact) }]),
    ...texts.map(({ session = '', place }) => ({ remove: textKey(contact, session, place) })),
  ]
}
