import type { Contact } from '../family/contact.ts'

/**
 * A carrier's report on a message that it accepted: it arrived, it was lost this time, its address was rejected
 * permanently, or the recipient complained. `place` is the key of the message, `name` the carrier's id of it.
 */
export type Receipt = {
  place: { pk: string; sk: string }
  name: string
  contact: Contact
  outcome: 'arrived' | 'lost' | 'refused' | 'complained'
  /** The carrier's code, never prose. */
  reason: string
}
