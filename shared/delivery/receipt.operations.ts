import { publicScope } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { getContact, putContact } from '../family/contact.store.ts'
import { getFamily } from '../family/family.store.ts'
import { recipientsOf, type Way } from '../family/recipient.ts'
import { getMessage } from '../message/message.store.ts'
import { type Delivery, delivered, failed, type Notices, returned } from '../message/message.ts'
import { removeReached } from '../message/reach.store.ts'
import { instantOf } from '../time/instant.ts'
import { subjectsOf, tryNextChannel } from './delivery.operations.ts'
import { trySaveMessage } from './message.operations.ts'
import type { Receipt } from './receipt.ts'

type Base = Pick<Context, 'table' | 'now'>

/** The outcome of a receipt; `early` where the message is still being sent and the carrier must repeat the receipt. */
export type ReceiptResult = 'noted' | 'early' | 'passed'

/**
 * Records a carrier's receipt. A delivered message is marked so; a returned one tries the next channel; an address that
 * was rejected permanently, or that complained, is closed. Idempotent.
 */
export async function recordReceipt(base: Base, receipt: Receipt): Promise<ReceiptResult> {
  const { table } = base
  const { contact, outcome } = receipt
  await closeContact(base, receipt)
  const found = await getMessage(table, receipt.place)
  if (!found) return 'passed'
  if (found.state === 'waiting' && found.leaseUntil) return 'early'
  const isAbout = found.receipt === receipt.name && found.channel === contact.channel
  if (!isAbout || (found.state !== 'sent' && found.state !== 'delivered')) return 'passed'
  if (outcome === 'complained') return 'noted'
  if (outcome === 'arrived') {
    if (found.state === 'sent') await trySaveMessage(table, receipt.place, delivered(found))
    return 'noted'
  }
  if (found.notices)
    await handleReturned(base, { key: receipt.place, found, notices: found.notices }, receipt)
  else await trySaveMessage(table, receipt.place, failed(found, receipt.reason))
  return 'noted'
}

// A contact that its owner stopped stays stopped.
async function closeContact({ table, now }: Base, { contact, outcome, reason }: Receipt): Promise<void> {
  if (outcome !== 'refused' && outcome !== 'complained') return
  if ((await getContact(table, contact))?.state === 'stopped') return
  const state = outcome === 'complained' ? 'stopped' : 'failed'
  await table.commit(putContact(contact, { state, reason, at: instantOf(now()) }))
}

// Continues with the ways after the one that failed, or with all of them where the family no longer has that one.
async function handleReturned(
  base: Base,
  { key, found, notices }: ReturnedDelivery,
  { contact, reason }: Receipt,
): Promise<void> {
  const scope = publicScope(notices.school)
  const family = await getFamily(base.table, scope, notices.family)
  const recipient = family && recipientsOf(family).find(({ caregiver }) => caregiver === notices.caregiver)
  const ways: Way[] = recipient?.ways ?? []
  const place = ways.findIndex(({ channel, to }) => channel === contact.channel && to === contact.to)
  const waiting = returned({ ...found, notices }, ways.slice(place + 1))
  const { caregiver } = notices
  const by = found.channel
  const unreached = subjectsOf(notices.about).map((about) =>
    removeReached(scope, about, { family: notices.family, caregiver, by }),
  )
  await tryNextChannel(base, { key, notices: waiting.notices }, waiting, reason, ...unreached)
}

type ReturnedDelivery = { key: Receipt['place']; found: Delivery; notices: Notices }
