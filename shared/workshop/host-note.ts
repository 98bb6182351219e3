import type { DateTime } from 'luxon'
import * as z from 'zod'
import { refuse } from '../access/refusal.ts'
import { writtenText } from '../access/visible.ts'
import { holdsUncollected } from '../family/uncollected.ts'
import { instantOf } from '../time/instant.ts'

/** What a host writes to the school about their workshop. */
export const HostNoteInput = z.lazy(() =>
  z.strictObject({
    text: writtenText(400)
      .min(1)
      .refine((text) => !holdsUncollected(text), 'uncollected'),
  }),
)
export type HostNoteInput = z.infer<typeof HostNoteInput>

/** A stored note; instants are RFC 3339 UTC, `expiresAt` is in seconds since 1970. */
export type HostNote = HostNoteInput & {
  id: string
  workshop: string
  family: string
  /** The language that the family writes. */
  language: string
  at: string
  /** When the e-mails about it leave; until then the host may take it back. */
  leaves: string
  /** The members of the team who are sent one. */
  told: string[]
  /** When somebody of the team marked it as read. */
  seenAt?: string
  revision: number
  expiresAt: number
}

/** How long a note is kept, as long as a message. */
export const NOTE_DAYS = 90
const MOST_A_DAY = 5

/** The notes that are still kept, the newest first: DynamoDB deletes expired items with a delay. */
export function keptNotes(notes: readonly HostNote[], now: DateTime): HostNote[] {
  return notes
    .filter(({ expiresAt }) => expiresAt > now.toSeconds())
    .sort((one, other) => other.at.localeCompare(one.at))
}

/** Refuses a further note where the host wrote five within a day. */
export function mustNotBeTooMany(notes: readonly HostNote[], now: DateTime): void {
  const dayBefore = instantOf(now.minus({ days: 1 }))
  if (notes.filter(({ at }) => at > dayBefore).length >= MOST_A_DAY)
    refuse('too-many-messages', { why: 'hostNote' })
}

/** Whether the host may take a note back: nobody was sent it, and nobody has marked it as read. */
export function mayTakeBack({ leaves, seenAt }: HostNote, now: DateTime): boolean {
  return seenAt === undefined && instantOf(now) < leaves
}
