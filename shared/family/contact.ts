import type { Instant } from '../time/instant.ts'

/**
 * What is known of an address: its owner stopped messages or wants fewer, it was refused for good, or it is open again.
 * `reason` is how we know: the link in an e-mail, a word by text message, a complaint, a code of who refused it.
 */
export type ContactState = { state: 'stopped' | 'failed' | 'fewer' | 'open'; reason: string; at: Instant }

/** An address on one of the ways to a person. */
export type Contact = { channel: 'email' | 'sms' | 'phone'; to: string }

/** What tells addresses apart: e-mail addresses whatever their case. */
export function contactName({ channel, to }: Contact): string {
  return `${channel}:${channel === 'email' ? to.trim().toLowerCase() : to}`
}

/** Whether nothing may go to an address. */
export function isClosed(known: ContactState | undefined): boolean {
  return known?.state === 'stopped' || known?.state === 'failed'
}
