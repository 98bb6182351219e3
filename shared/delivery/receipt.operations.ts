import { publicScope } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { getContact, putContact } from '../family/contact.store.ts'
import { getFamily } from '../family/family.store.ts'
import { recipientsOf, type Way } from '../family/recipient.ts'
import { getMessage } from '../message/message.store.ts'
import { type Delivery, delivered, failed, type Notices, returned } from '../message/message.ts'
import { removeReached } from '../message/reach.store.ts'
import { instantOf } from '../time/instant.ts'
import { moveOn, subjectsOf } from './delivery.operations.ts'
import { changed } from './message.operations.ts'
import type { Receipt } from './receipt.ts'

type Base = Pick<Context, 'table' | 'now'>

/** What became of a carrier's word about a message; `early` where it is to be said again, since we are not so far. */
export type Noted = 'noted' | 'early' | 'passed'

/**
 * Hears what a carrier says of a message later. One that arrived is marked so. One that came back goes the next way; an
 * address that was refused for good, or that complained, is written to no more. The same word again changes nothing.
 */
export async function hearReceipt(base: Base, receipt: Receipt): Promise<Noted> {
  const { table } = base
  const { contact, outcome } = receipt
  await noteContact(base, receipt)
  const found = await getMessage(table, receipt.place)
  if (!found) return 'passed'
  if (found.state === 'waiting' && found.leaseUntil) return 'early'
  const isAbout = found.receipt === receipt.name && found.channel === contact.channel
  if (!isAbout || (found.state !== 'sent' && found.state !== 'delivered')) return 'passed'
  if (outcome === 'complained') return 'noted'
  if (outcome === 'arrived') {
    if (found.state === 'sent') await changed(table, receipt.place, delivered(found))
    return 'noted'
  }
  if (found.notices) await comeBack(base, { key: receipt.place, found, notices: found.notices }, receipt)
  else await changed(table, receipt.place, failed(found, receipt.reason))
  return 'noted'
}

// What its owner said stays, whatever a carrier says later.
async function noteContact({ table, now }: Base, { contact, outcome, reason }: Receipt): Promise<void> {
  if (outcome !== 'refused' && outcome !== 'complained') return
  if ((await getContact(table, contact))?.state === 'stopped') return
  const state = outcome === 'complained' ? 'stopped' : 'failed'
  await table.commit(putContact(contact, { state, reason, at: instantOf(now()) }))
}

// The ways after the one that failed; where it stands no more among the family's, all that there are now.
async function comeBack(
  base: Base,
  { key, found, notices }: Telling,
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
  await moveOn(base, { key, notices: waiting.notices }, waiting, reason, ...unreached)
}

type Telling = { key: Receipt['place']; found: Delivery; notices: Notices }
