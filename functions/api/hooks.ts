import * as z from 'zod'
import type { Services } from '../../shared/access/context.ts'
import { refuse } from '../../shared/access/refusal.ts'
import { receiveText } from '../../shared/delivery/contact.operations.ts'
import { recordReceipt } from '../../shared/delivery/receipt.operations.ts'
import type { Receipt } from '../../shared/delivery/receipt.ts'
import { mailReceipts, textReceipts, textReceived } from './carrier-words.ts'
import { bytesWithin } from './input.ts'

const MOST_BYTES = 256 * 1024 // Amazon SNS sends no more
// The same that signs: an address that Amazon gives for confirming leads to Amazon.
const HOST = /^sns\.[a-z0-9-]{3,}\.amazonaws\.com(\.cn)?$/

const Envelope = z.lazy(() =>
  z.object({
    Type: z.enum(['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation']),
    TopicArn: z.string(),
    MessageId: z.string(),
    Message: z.string(),
    SubscribeURL: z.string().optional(),
  }),
)
type Envelope = z.infer<typeof Envelope>

/**
 * Hears what Amazon SNS posts: what became of messages and what was answered by text. Believed is what Amazon signed,
 * of the one topic of this deployment.
 */
export async function hearCarriers(services: Services, topic: string, request: Request): Promise<Response> {
  const envelope = await signed(parsed((await bytesWithin(request, MOST_BYTES)).toString()), topic)
  if (envelope.Type === 'SubscriptionConfirmation') await confirm(envelope)
  const isEarly = envelope.Type === 'Notification' && (await hear(services, envelope))
  // Amazon says it again after a while.
  return new Response(null, { status: isEarly ? 503 : 204 })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function signed(body: unknown, topic: string): Promise<Envelope> {
  const envelope = Envelope.safeParse(body)
  if (!envelope.success || envelope.data.TopicArn !== topic) return refuse('not-found')
  const { default: Validator } = await import('sns-validator')
  const validator = new Validator()
  await new Promise<void>((believe, doubt) => {
    // The whole body, since all that is signed must be in it.
    validator.validate(body as Record<string, unknown>, (fault) => (fault ? doubt(fault) : believe()))
  }).catch(() => refuse('forbidden'))
  return envelope.data
}

async function confirm({ SubscribeURL: address = '' }: Envelope): Promise<void> {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url?.protocol !== 'https:' || !HOST.test(url.host)) return refuse('forbidden')
  await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(5_000) })
}

/** Hears one thing; says whether it came too early. */
async function hear(services: Services, { MessageId: id, Message }: Envelope): Promise<boolean> {
  const message = parsed(Message)
  const text = textReceived(message)
  if (text) {
    await receiveText(services, { id, ...text })
    return false
  }
  const receipts: Receipt[] = [...mailReceipts(message), ...textReceipts(message)]
  const heard = await Promise.all(receipts.map((receipt) => recordReceipt(services, receipt)))
  return heard.includes('early')
}
