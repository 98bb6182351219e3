import * as z from 'zod'
import type { Receipt } from '../../shared/delivery/receipt.ts'
import { messageOfTag, PLACE } from '../message-tag.ts'

// Amazon SES, "Contents of event data that Amazon SES publishes to Amazon SNS".
const Recipients = z.lazy(() => z.array(z.object({ emailAddress: z.string() })).default([]))
const MailEvent = z.lazy(() =>
  z.object({
    eventType: z.enum(['Bounce', 'Complaint', 'Delivery', 'Reject']),
    mail: z.object({
      messageId: z.string(),
      destination: z.array(z.string()).default([]),
      tags: z.record(z.string(), z.array(z.string())).default({}),
    }),
    bounce: z
      .object({
        bounceType: z.string(),
        bounceSubType: z.string().default(''),
        bouncedRecipients: Recipients,
      })
      .optional(),
    complaint: z.object({ complainedRecipients: Recipients }).optional(),
  }),
)

/** What Amazon SES says of an e-mail; nothing where it is not of one of ours. */
export function mailReceipts(message: unknown): Receipt[] {
  const event = MailEvent.safeParse(message)
  if (!event.success) return []
  const { eventType, mail, bounce, complaint } = event.data
  const place = messageOfTag(mail.tags[PLACE]?.[0] ?? '')
  if (!place) return []
  const of = (addresses: readonly string[], outcome: Receipt['outcome'], reason: string): Receipt[] =>
    addresses.map((to) => ({
      place,
      name: mail.messageId,
      contact: { channel: 'email', to },
      outcome,
      reason,
    }))
  switch (eventType) {
    case 'Delivery':
      return of(mail.destination, 'arrived', '')
    case 'Reject':
      return of(mail.destination, 'lost', 'REJECTED')
    case 'Complaint':
      return of(addressesOf(complaint?.complainedRecipients), 'complained', 'complaint')
    case 'Bounce': {
      const isForGood = bounce?.bounceType === 'Permanent'
      const reason = `BOUNCE_${bounce?.bounceSubType || bounce?.bounceType || ''}`
      return of(addressesOf(bounce?.bouncedRecipients), isForGood ? 'refused' : 'lost', reason)
    }
  }
}

// A mail server may give it as `Rosa <rosa@example.org>`.
function addressesOf(recipients: z.infer<typeof Recipients> = []): string[] {
  return recipients.map(({ emailAddress }) => /<([^<>]+)>\s*$/.exec(emailAddress)?.[1] ?? emailAddress)
}

// AWS End User Messaging, "Example event data"; only what is final tells what became of a text.
const TextEvent = z.lazy(() =>
  z.object({
    eventType: z.string().startsWith('TEXT_'),
    isFinal: z.boolean().default(true),
    messageId: z.string(),
    destinationPhoneNumber: z.string(),
    context: z.record(z.string(), z.string()).default({}),
  }),
)
const ARRIVED = new Set(['TEXT_DELIVERED', 'TEXT_SUCCESSFUL'])
const REFUSED = new Set(['TEXT_INVALID'])
const LOST = new Set([
  'TEXT_BLOCKED',
  'TEXT_CARRIER_BLOCKED',
  'TEXT_CARRIER_UNREACHABLE',
  'TEXT_INVALID_MESSAGE',
  'TEXT_PROTECT_BLOCKED',
  'TEXT_SPAM',
  'TEXT_TTL_EXPIRED',
  'TEXT_UNREACHABLE',
])

/** What AWS End User Messaging says of a text; nothing where it is not of one of ours, or not its last word. */
export function textReceipts(message: unknown): Receipt[] {
  const event = TextEvent.safeParse(message)
  if (!event.success || !event.data.isFinal) return []
  const { eventType, messageId, destinationPhoneNumber, context } = event.data
  const place = messageOfTag(context[PLACE] ?? '')
  const outcome = outcomeOf(eventType)
  if (!place || !outcome) return []
  const contact = { channel: 'sms', to: destinationPhoneNumber } as const
  return [{ place, name: messageId, contact, outcome, reason: eventType }]
}

function outcomeOf(eventType: string): Receipt['outcome'] | undefined {
  if (ARRIVED.has(eventType)) return 'arrived'
  if (REFUSED.has(eventType)) return 'refused'
  return LOST.has(eventType) ? 'lost' : undefined
}

// AWS End User Messaging, "Two-way SMS message payload".
const TextReceived = z.lazy(() =>
  z.object({
    originationNumber: z.string().regex(/^\+[1-9]\d{4,14}$/),
    messageBody: z.string(),
  }),
)

/** A text that somebody sent us, or undefined where it is none. */
export function textReceived(message: unknown): { from: string; text: string } | undefined {
  const { success, data } = TextReceived.safeParse(message)
  return success ? { from: data.originationNumber, text: data.messageBody } : undefined
}
