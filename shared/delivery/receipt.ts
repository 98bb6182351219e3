import type { Contact } from '../family/contact.ts'

/**
 * What a carrier says of a message after it took it: it arrived, it was lost this time, its address was refused for
 * good, or who got it complained. `place` is where the message lies, `name` the carrier's own name for it.
 */
export type Receipt = {
  place: { pk: string; sk: string }
  name: string
  contact: Contact
  outcome: 'arrived' | 'lost' | 'refused' | 'complained'
  /** A code of the carrier's, never prose. */
  reason: string
}
