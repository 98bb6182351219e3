import type { Instant } from '../time/instant.ts'

/** Why an address gets no messages: its owner said so, or it was refused for good. */
export type ContactState = { state: 'stopped' | 'failed'; reason: string; at: Instant }

/** An address on one of the ways to a person. */
export type Contact = { channel: 'email' | 'sms' | 'phone'; to: string }

/** What tells addresses apart: e-mail addresses whatever their case. */
export function contactName({ channel, to }: Contact): string {
  return `${channel}:${channel === 'email' ? to.trim().toLowerCase() : to}`
}
