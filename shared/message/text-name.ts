import { hashOf, textOf } from '../access/identifier.ts'
import { contactName } from '../family/contact.ts'
import type { Message } from './message.ts'

// 100 bits, and few enough characters for gateways that take no more than those of a UUID.
const LENGTH = 20

/** What a gateway's name of a text leads to: the key of its message, and a hash of the number. `expiresAt` in seconds. */
export type TextName = { message: { pk: string; sk: string }; contact: string; expiresAt: number }

/** The name by which a gateway knows a text: the same for every attempt to send it to that number. */
export function nameOfText({ id, at, to }: Pick<Message, 'id' | 'at' | 'to'>): string {
  return textOf(`${at} ${id} ${to}`, LENGTH)
}

/** A number as `TextName` keeps it. */
export function hashOfNumber(to: string): string {
  return hashOf(contactName({ channel: 'sms', to }))
}
