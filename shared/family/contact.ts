import type { Instant } from '../time/instant.ts'

/**
 * The state of an address: its owner opted out or wants fewer messages, it bounced permanently, or it is open again.
 * `reason` is the evidence: the link in an e-mail, a keyword by text message, a complaint, a list of another tool, or the
 * provider's error code. `source` names the tool of such a list. `listed` is the date of the last row of a list that was
 * followed, and outlives a later change, so that the same row is never followed twice.
 */
export type ContactState = {
  state: 'stopped' | 'failed' | 'fewer' | 'open'
  reason: string
  at: Instant
  source?: string
  listed?: Instant
}

/** An address on one of a person's channels. */
export type Contact = { channel: 'email' | 'sms' | 'phone'; to: string }

/** The unique name of a contact. */
export function contactName({ channel, to }: Contact): string {
  return `${channel}:${sameAddress(to)}`
}

/**
 * The name of a contact whose address was decomposed (NFD), as names were built until 2026-11-29; undefined where it is no
 * other. States stored under it are still read: their key is a hash, so that no migration can find them.
 */
export function formerContactName(contact: Contact): string | undefined {
  const name = `${contact.channel}:${contact.to.trim().normalize('NFD').toLowerCase()}`
  return name === contactName(contact) ? undefined : name
}

/** An address or number in the one form of all ways to write it: case and Unicode form do not matter. */
export function sameAddress(to: string): string {
  return to.trim().normalize('NFC').toLowerCase()
}

/** Whether no message may be sent to an address. */
export function isClosed(known: ContactState | undefined): boolean {
  return known?.state === 'stopped' || known?.state === 'failed'
}

/** A change of an address by its owner or the team, with what must outlive it. */
export function changedContact(known: ContactState | undefined, change: ContactState): ContactState {
  return { ...change, ...(known?.listed !== undefined && { listed: known.listed }) }
}
