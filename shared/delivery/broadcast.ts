import * as z from 'zod'
import { writtenText } from '../access/visible.ts'
import { languageKey, languageTag } from '../school/language-tag.ts'

/** The most people who are told without their number being typed. */
export const MOST_UNCONFIRMED = 100
/** The most families that can be chosen one by one: a page of the list and a few more. */
export const MOST_CHOSEN = 100
// Price of a part of a text message to the United States, carrier fees included, in 1/1000 of a cent
// (aws.amazon.com/end-user-messaging/pricing, 2026); an e-mail costs 0.01 cent.
const PART_MILLICENTS = 881
const MAIL_MILLICENTS = 10

/** A message that an organizer writes to families: the audience, the words, and the confirmed number of people. */
export const Broadcast = z.lazy(() =>
  z
    .strictObject({
      session: z.string().max(60).optional(),
      to: z.enum(['all', 'unheard', 'coming', 'chosen']),
      /** The families that are told where `to` is `chosen`. */
      families: z.array(z.string().max(40)).min(1, 'none-ticked').max(MOST_CHOSEN).optional(),
      languages: z.array(languageTag()).max(30).default([]),
      words: z
        .record(languageKey(), writtenText(600).min(1))
        .refine((words) => Object.keys(words).length > 0, { message: 'language-needed' })
        .refine((words) => Object.keys(words).length <= 30, { message: 'too-long' }),
      /** Whether to machine-translate into the school's languages that have no words. */
      translate: z.boolean().default(false),
      confirmed: z.int().min(0).optional(),
    })
    .refine(({ to, families }) => to !== 'chosen' || families, {
      path: ['families'],
      message: 'none-ticked',
    }),
)
export type Broadcast = z.infer<typeof Broadcast>

/** The number of people by channel, and the highest possible cost in cents, rounded up. */
export type BroadcastReach = { families: number; email: number; sms: number; call: number; cents: number }

/** The cost in cents of so many e-mails and `parts` of text messages. */
export function centsOf({ email, parts }: { email: number; parts: number }): number {
  return Math.floor((email * MAIL_MILLICENTS + parts * PART_MILLICENTS + 999) / 1000)
}

/** Whether the broadcast may be sent: for more than a hundred people only if their number was typed. */
export function isConfirmed({ email, sms, call }: BroadcastReach, confirmed: number | undefined): boolean {
  const people = email + sms + call
  return people <= MOST_UNCONFIRMED || confirmed === people
}
