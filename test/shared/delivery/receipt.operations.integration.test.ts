import { expect, test } from 'vitest'
import { listCalls } from '../../../shared/delivery/call-list.operations.ts'
import { deliver } from '../../../shared/delivery/delivery.operations.ts'
import { listOutbox, placeOfMessage } from '../../../shared/delivery/message.operations.ts'
import { readReach } from '../../../shared/delivery/reach.operations.ts'
import { recordReceipt } from '../../../shared/delivery/receipt.operations.ts'
import { getContact } from '../../../shared/family/contact.store.ts'
import { LATER, notifyingSchool, type SentMessage } from '../../support/notifying-school.ts'

const rosaMail = { kind: 'email' as const, address: 'rosa@example.org' }

/** A school whose only family was invited to vote; nothing was sent yet. */
async function invited(...channels: Parameters<Awaited<ReturnType<typeof notifyingSchool>>['family']>[1][]) {
  const telling = await notifyingSchool()
  const rosa = await telling.family('Rosa', ...channels)
  const workshop = await telling.workshop()
  await telling.poll(workshop)
  return { ...telling, rosa, workshop }
}

const NUMBER = '+16175550123'

/** Carriers that give what they took names, as Amazon does. */
function naming(heard: SentMessage[]) {
  const take = async (message: SentMessage) => `name-${heard.push(message)}`
  return { email: take, sms: take }
}

/** What a carrier says of the only message of a school. */
async function receiptOf(
  { context, school }: Pick<Awaited<ReturnType<typeof invited>>, 'context' | 'school'>,
  given: Partial<Parameters<typeof recordReceipt>[1]>,
) {
  const [message] = await listOutbox(context, school)
  if (!message) throw new Error('there is none')
  const place = placeOfMessage(school, message)
  const contact = { channel: 'email' as const, to: rosaMail.address }
  return { place, name: 'name-1', contact, outcome: 'arrived' as const, reason: '', ...given }
}

test('what a carrier says later is noted: it arrived, once', async () => {
  const given = await invited(rosaMail)
  await given.workOff(LATER, naming(given.heard))
  const receipt = await receiptOf(given, {})
  expect(await recordReceipt(given.context, receipt)).toBe('noted')
  expect(await recordReceipt(given.context, receipt)).toBe('noted')
  expect(await listOutbox(given.context, given.school)).toMatchObject([{ state: 'delivered' }])
})

test('a late bounce goes the next way, and the same word again changes nothing', async () => {
  const second = { kind: 'email' as const, address: 'rosa@work.example.org' }
  const given = await invited(rosaMail, second)
  const { context, heard, school, workOff, workshop } = given
  await workOff(LATER, naming(heard))
  const bounce = await receiptOf(given, { outcome: 'refused', reason: 'BOUNCE_General' })
  expect(await readReach(context, { workshop })).toMatchObject({ email: 1, nobody: [] })
  expect(await recordReceipt(context, bounce)).toBe('noted')
  expect(await readReach(context, { workshop })).toMatchObject({ email: 0, nobody: [{ id: given.rosa }] })
  expect(await recordReceipt(context, bounce)).toBe('passed')
  await workOff('2027-03-01T15:05:00.000Z', naming(heard))
  expect(heard.map(({ to }) => to)).toEqual([rosaMail.address, second.address])
  expect(await recordReceipt(context, bounce)).toBe('passed')
  expect(await listOutbox(context, school)).toMatchObject([{ state: 'sent', receipt: 'name-2' }])
})

test('a late bounce of the last way asks a person to call', async () => {
  const given = await invited(rosaMail, { kind: 'phone', address: NUMBER })
  await given.workOff(LATER, naming(given.heard))
  await recordReceipt(given.context, await receiptOf(given, { outcome: 'refused', reason: 'BOUNCE_NoEmail' }))
  expect(await listCalls(given.context, given.school)).toMatchObject([{ to: NUMBER, reason: 'notReached' }])
  expect(await listOutbox(given.context, given.school)).toMatchObject([
    { state: 'call', failure: 'BOUNCE_NoEmail' },
  ])
})

test('what is lost this time closes no address, a complaint does and sends nothing else', async () => {
  const given = await invited(rosaMail)
  const { context, table, workOff, heard, school } = given
  await workOff(LATER, naming(heard))
  const contact = { channel: 'email' as const, to: rosaMail.address }
  await recordReceipt(context, await receiptOf(given, { outcome: 'complained', reason: 'complaint' }))
  expect(await getContact(table, contact)).toMatchObject({ state: 'stopped', reason: 'complaint' })
  expect(await listCalls(context, school)).toEqual([])
  // What its owner said stays, whatever is said later.
  await recordReceipt(context, await receiptOf(given, { outcome: 'refused', reason: 'BOUNCE_General' }))
  expect(await getContact(table, contact)).toMatchObject({ state: 'stopped' })
  const other = await invited(rosaMail)
  await other.workOff(LATER, naming(other.heard))
  await recordReceipt(
    other.context,
    await receiptOf(other, { outcome: 'lost', reason: 'BOUNCE_MailboxFull' }),
  )
  expect(await getContact(other.table, contact)).toBeUndefined()
  expect(await listCalls(other.context, other.school)).toHaveLength(1)
})

test('a word about a message that is still being sent is to be said again', async () => {
  const given = await invited(rosaMail)
  await given.fanOutDue(LATER)
  const receipt = await receiptOf(given, {})
  let said = ''
  const email = async () => {
    said = await recordReceipt(given.context, receipt)
    return 'name-1'
  }
  await deliver(given.context, receipt.place, { email })
  expect(said).toBe('early')
  expect(await recordReceipt(given.context, receipt)).toBe('noted')
  expect(
    await recordReceipt(given.context, { ...receipt, place: { pk: 'SCHOOL#x#OUTBOX', sk: 'MESSAGE#none' } }),
  ).toBe('passed')
})
