import { publicScope } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { getFamily } from '../family/family.store.ts'
import { recipientsOf } from '../family/recipient.ts'
import { getMessage } from '../message/message.store.ts'
import type { Message } from '../message/message.ts'
import { getTextName, putTextName } from '../message/text-name.store.ts'
import { hashOfNumber, nameOfText, type TextName } from '../message/text-name.ts'
import { backoff } from '../table/table.ts'
import { placeOfMessage } from './message.operations.ts'
import { recordReceipt } from './receipt.operations.ts'

type Base = Pick<Context, 'table' | 'now'>

// A phone that was off is told within days, and its network gives up after that.
const KEPT_DAYS = 7
// A gateway may tell before its answer to the text reached us; together these wait some seconds.
const ATTEMPTS = 12

/** Keeps the name under which a gateway tells what became of a text, and returns it; the same for each attempt. */
export async function keepTextName({ table, now }: Base, message: Message): Promise<string> {
  const name = nameOfText(message)
  const { notices, to } = message
  if (!notices) return name // nothing follows from what became of it
  const expiresAt = Math.ceil(now().plus({ days: KEPT_DAYS }).toSeconds())
  const place = placeOfMessage(notices.school, message)
  await table.commit(putTextName(name, { message: place, contact: hashOfNumber(to), expiresAt }))
  return name
}

/**
 * Records what a gateway says became of a text: it was delivered, or it failed and the message goes to the next channel.
 * A name that no text has is passed over; `early` where the text is still being sent. Idempotent.
 */
export async function recordTextStatus(
  base: Base,
  { id, status }: { id: string; status: 'delivered' | 'failed' },
): Promise<'noted' | 'early' | 'passed'> {
  const known = await getTextName(base.table, id)
  if (!known) return 'passed'
  const receipt = {
    place: known.message,
    name: id,
    contact: { channel: 'sms', to: status === 'failed' ? await numberOf(base, known) : '' },
    outcome: status === 'failed' ? 'lost' : 'arrived',
    reason: 'GATEWAY_FAILED',
  } as const
  for (let attempt = 0; ; attempt++) {
    const result = await recordReceipt(base, receipt)
    if (result !== 'early' || attempt >= ATTEMPTS) return result
    await backoff(attempt)
  }
}

// A message that was sent keeps no number: it is that of the family's ways which has the hash.
async function numberOf({ table }: Base, { message, contact }: TextName): Promise<string> {
  const { notices } = (await getMessage(table, message)) ?? {}
  const family = notices && (await getFamily(table, publicScope(notices.school), notices.family))
  const ways = family ? recipientsOf(family).flatMap((recipient) => recipient.ways) : []
  return ways.find(({ channel, to }) => channel === 'sms' && hashOfNumber(to) === contact)?.to ?? ''
}
