import * as z from 'zod'
import { languageTag } from '../school/language-tag.ts'

const MOST_UNCONFIRMED = 100
// What Amazon asks for a part of a text message to the United States, and its carriers on top, in 1/1000 of a cent
// (aws.amazon.com/end-user-messaging/pricing, 2026); a message by e-mail is 0.01 cent.
const PART_MILLICENTS = 881
const MAIL_MILLICENTS = 10

/** What an organizer writes to families: to whom, in which words, and how many it was confirmed for. */
export const Broadcast = z.lazy(() =>
  z.strictObject({
    session: z.string().max(60).optional(),
    to: z.enum(['all', 'unheard', 'coming']),
    languages: z.array(z.string().max(20)).max(30).default([]),
    words: z
      .record(languageTag(), z.string().trim().min(1).max(600))
      .refine((words) => Object.keys(words).length > 0, { message: 'language-needed' })
      .refine((words) => Object.keys(words).length <= 30, { message: 'too-long' }),
    /** Whether a machine translates into those of the school's languages in which nothing was written. */
    translate: z.boolean().default(false),
    confirmed: z.int().min(0).optional(),
  }),
)
export type Broadcast = z.infer<typeof Broadcast>

/** How many would hear it by which way, and what it would cost at most, in cents rounded up. */
export type Reach = { families: number; email: number; sms: number; call: number; cents: number }

/** What it costs to send it: `parts` of text messages in all. */
export function centsOf({ email, parts }: { email: number; parts: number }): number {
  return Math.floor((email * MAIL_MILLICENTS + parts * PART_MILLICENTS + 999) / 1000)
}

/** Whether so many people may hear it: more than a hundred only where the number itself was typed. */
export function isConfirmed({ email, sms, call }: Reach, confirmed: number | undefined): boolean {
  const people = email + sms + call
  return people <= MOST_UNCONFIRMED || confirmed === people
}
