import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createApi } from '../../../functions/api/app.ts'
import { messageTag } from '../../../functions/message-tag.ts'
import type { Carriers } from '../../../shared/delivery/delivery.operations.ts'
import { listOutbox } from '../../../shared/delivery/message.operations.ts'
import { getContact } from '../../../shared/family/contact.store.ts'
import { workHere } from '../../support/background-jobs.ts'
import { ALL_CARRIERS } from '../../support/context.ts'
import { LATER, notifyingSchool, type SentMessage } from '../../support/notifying-school.ts'
import { pictureStorage } from '../../support/picture-storage.ts'
import { certificates, envelope, TOPIC } from '../../support/sns.ts'

const ROSA = 'rosa@example.org'
const NUMBER = '+16175550123'

let asked: string[]
beforeEach(() => {
  asked = certificates()
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** A school that told one family something, and the address where Amazon says what became of it. */
async function told(channel: { kind: 'email' | 'sms'; address: string }) {
  const { family, workshop, poll, workOff, table, context, school } = await notifyingSchool()
  const sent: SentMessage[] = []
  const take = async (message: SentMessage) => `amazon-${sent.push(message)}`
  await family('Rosa', channel)
  await poll(await workshop())
  await workOff(LATER, { email: take, sms: take })
  const services = {
    ...context,
    cookieKey: 'k',
    jobs: workHere(context),
    pictures: pictureStorage(),
    carriers: ALL_CARRIERS,
  }
  const post = (app: ReturnType<typeof createApi>) => async (body: unknown) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    return (await app.request('http://localhost/api/v1/hooks/sns', { method: 'POST', body: text })).status
  }
  const say = post(createApi({ ...services, topic: TOPIC }))
  const [message] = sent
  if (!message) throw new Error('nothing was sent')
  const state = async () => (await listOutbox(context, school))[0]?.state
  return {
    say,
    sayWithout: post(createApi(services)),
    place: messageTag(message),
    state,
    table,
    sent,
    workOff,
  }
}

const mailEvent = (place: string, more: object) => ({
  mail: { messageId: 'amazon-1', destination: [ROSA], tags: { place: [place], 'ses:source-ip': ['::1'] } },
  ...more,
})

test('accepts signed events: an e-mail arrived, and later bounced', async () => {
  const { say, place, state, table } = await told({ kind: 'email', address: ROSA })
  expect(await say(envelope(mailEvent(place, { eventType: 'Delivery', delivery: {} })))).toBe(204)
  expect(await state()).toBe('delivered')
  const bounce = {
    bounceType: 'Permanent',
    bounceSubType: 'General',
    bouncedRecipients: [{ emailAddress: `Rosa <${ROSA}>` }],
  }
  expect(await say(envelope(mailEvent(place, { eventType: 'Bounce', bounce })))).toBe(204)
  expect(await state()).toBe('call')
  const contact = { channel: 'email', to: ROSA } as const
  expect(await getContact(table, contact)).toMatchObject({ state: 'failed', reason: 'BOUNCE_General' })
  expect(asked.every((address) => address.startsWith('https://sns.us-east-1.amazonaws.com/'))).toBe(true)
})

test('refuses events that were changed, come from another topic, or have no signature', async () => {
  const { say, sayWithout, place, state } = await told({ kind: 'email', address: ROSA })
  const event = mailEvent(place, { eventType: 'Delivery' })
  const forged = mailEvent(place, { eventType: 'Complaint' })
  expect(await say(envelope(event, {}, { Message: JSON.stringify(forged) }))).toBe(403)
  expect(await say(envelope(event, {}, { SigningCertURL: 'https://sns.example.org/key.pem' }))).toBe(403)
  expect(await say(envelope(event, {}, { SignatureVersion: '9' }))).toBe(403)
  expect(await say(envelope(event, { TopicArn: 'arn:aws:sns:us-east-1:1:other' }))).toBe(404)
  const { Signature: _, ...unsigned } = envelope(event)
  expect(await say(unsigned)).toBe(403)
  for (const body of ['', '{', 'null', '[]', '{"Type":"Notification"}', 'x'.repeat(300_000)])
    expect(await say(body)).toBeGreaterThanOrEqual(404)
  expect(await sayWithout(envelope(event))).toBe(404)
  expect(await state()).toBe('sent')
})

test('a signed event of no use changes nothing', async () => {
  const { say, state, place } = await told({ kind: 'email', address: ROSA })
  const others = [
    ...['words', '{}', 'null', '{"eventType":"Open"}', { eventType: 'Delivery', mail: { messageId: 'x' } }],
    mailEvent('not-a-place', { eventType: 'Delivery' }),
    mailEvent(Buffer.from('["only one"]').toString('base64url'), { eventType: 'Delivery' }),
    {
      ...mailEvent(place, { eventType: 'Delivery' }),
      mail: { messageId: 'another', tags: { place: [place] } },
    },
  ]
  for (const message of others) expect(await say(envelope(message))).toBe(204)
  expect(await state()).toBe('sent')
})

test.each([
  ['TEXT_DELIVERED', 'delivered', undefined],
  ['TEXT_INVALID', 'call', 'failed'],
  ['TEXT_CARRIER_BLOCKED', 'call', undefined],
  ['TEXT_QUEUED', 'sent', undefined],
])('a text of which Amazon says %s is %s then', async (eventType, expected, known) => {
  const { say, place, state, table } = await told({ kind: 'sms', address: NUMBER })
  const event = {
    eventType,
    isFinal: true,
    messageId: 'amazon-1',
    destinationPhoneNumber: NUMBER,
    context: { place },
  }
  expect(await say(envelope({ ...event, isFinal: false }))).toBe(204)
  expect(await state()).toBe('sent')
  expect(await say(envelope(event))).toBe(204)
  expect(await state()).toBe(expected)
  expect((await getContact(table, { channel: 'sms', to: NUMBER }))?.state).toBe(known)
})

test('a STOP by text unsubscribes its number', async () => {
  const { say, table } = await told({ kind: 'sms', address: NUMBER })
  const text = {
    originationNumber: NUMBER,
    destinationNumber: '+18005550100',
    messageBody: 'توقف',
    messageKeyword: 'K',
  }
  expect(await say(envelope(text))).toBe(204)
  expect(await getContact(table, { channel: 'sms', to: NUMBER })).toMatchObject({ state: 'stopped' })
})

test('a text that Amazon hands over twice is answered once', async () => {
  const { say, sent, workOff } = await told({ kind: 'sms', address: NUMBER })
  const text = { originationNumber: NUMBER, messageBody: '1 2' }
  for (let time = 0; time < 2; time++) expect(await say(envelope(text))).toBe(204)
  const sms = async (message: Parameters<NonNullable<Carriers['sms']>>[0]) => `amazon-${sent.push(message)}`
  await workOff(LATER, { sms })
  expect(sent.map(({ kind }) => kind)).toEqual(['notices', 'answer'])
})

test('a subscription is confirmed at Amazon, and nowhere else', async () => {
  const { say } = await told({ kind: 'email', address: ROSA })
  const fetched: string[] = []
  vi.stubGlobal('fetch', async (url: URL) => fetched.push(url.href))
  const asking = (SubscribeURL: string) =>
    envelope('Please confirm', { Type: 'SubscriptionConfirmation', Token: 't', SubscribeURL })
  const address = 'https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&Token=t'
  expect(await say(asking(address))).toBe(204)
  for (const elsewhere of [
    'http://sns.us-east-1.amazonaws.com/',
    'https://169.254.169.254/',
    'https://sns.evil.example/',
    'no',
  ])
    expect(await say(asking(elsewhere))).toBe(403)
  expect(fetched).toEqual([address])
})
