import { expect, test } from 'vitest'
import { publicScope } from '../../../shared/access/actor.ts'
import { confirmationWrites, deliverConfirmation } from '../../../shared/delivery/confirmation.operations.ts'
import type { ConfirmationMessage } from '../../../shared/delivery/confirmation.ts'
import { putContact } from '../../../shared/family/contact.store.ts'
import { openLink } from '../../../shared/family/family.operations.ts'
import { getMessage, messageKey, newestMessages } from '../../../shared/message/message.store.ts'
import { notifyingSchool } from '../../support/notifying-school.ts'

const NUMBER = '+16175550123'

/** A school that is to tell a family what became of its text, and what it sends. */
async function telling() {
  const { family, context, table, school, clock } = await notifyingSchool()
  const rosa = await family('Rosa', { kind: 'sms', address: NUMBER })
  const sent: ConfirmationMessage[] = []
  const send = async (message: ConfirmationMessage) => `receipt-${sent.push(message)}`
  const texted = { school, language: 'es', at: clock.now, expiresAt: 2_000_000_000 }
  const answered = { outcome: 'links' as const, families: [rosa] }
  const { writes, told } = await confirmationWrites(context, { texted, to: NUMBER, answered })
  await table.commit(...writes)
  const deliverAll = async () => {
    const messages = await newestMessages(table, publicScope(school), 10)
    return Promise.all(
      messages.map((found) =>
        deliverConfirmation(context, { key: messageKey(publicScope(school), found), found }, send),
      ),
    )
  }
  return { context, table, school, rosa, sent, told, deliverAll, clock }
}

test('is sent once, with a link that opens the family’s page, and keeps no number', async () => {
  const { sent, deliverAll, context, rosa, table, school, told, clock } = await telling()
  expect(told).toEqual([clock.now])
  expect(await deliverAll()).toEqual([{ outcome: 'sent' }])
  expect(await deliverAll()).toEqual([{ outcome: 'passed' }])
  const [message] = sent
  const token = message?.confirmation.links[0]?.token ?? ''
  expect(token).toMatch(/^[\w-]{22}$/)
  expect(await openLink(context, token)).toMatchObject({ family: rosa })
  const key = messageKey(publicScope(school), { id: message?.id ?? '', at: message?.at ?? '' })
  expect(await getMessage(table, key)).toMatchObject({ state: 'sent', to: '', fields: {} })
})

test('is not sent to a number whose owner stopped texts meanwhile', async () => {
  const { sent, deliverAll, table, clock } = await telling()
  const contact = { channel: 'sms', to: NUMBER } as const
  await table.commit(putContact(contact, { state: 'stopped', reason: 'word', at: clock.now }))
  expect(await deliverAll()).toEqual([{ outcome: 'stale' }])
  expect(sent).toEqual([])
})
