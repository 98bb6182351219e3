import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mailReceipts, textReceipts, textReceived } from '../../../functions/api/carrier-words.ts'

const place = Buffer.from('["SCHOOL#s#OUTBOX","MESSAGE#x"]').toString('base64url')
const mail = { messageId: 'm', destination: ['rosa@example.org'], tags: { place: [place] } }
const outcomes = (event: object) =>
  mailReceipts({ mail, ...event }).map(({ outcome, reason }) => [outcome, reason])
const bouncedRecipients = [{ emailAddress: 'rosa@example.org' }]

test('events of SES are translated to our own', () => {
  expect(outcomes({ eventType: 'Delivery' })).toEqual([['arrived', '']])
  expect(outcomes({ eventType: 'Reject' })).toEqual([['lost', 'REJECTED']])
  const complaint = { complainedRecipients: bouncedRecipients }
  expect(outcomes({ eventType: 'Complaint', complaint })).toEqual([['complained', 'complaint']])
  const bounce = (bounceType: string, bounceSubType?: string) => ({
    eventType: 'Bounce',
    bounce: { bounceType, bounceSubType, bouncedRecipients },
  })
  expect(outcomes(bounce('Permanent', 'NoEmail'))).toEqual([['refused', 'BOUNCE_NoEmail']])
  expect(outcomes(bounce('Transient', 'MailboxFull'))).toEqual([['lost', 'BOUNCE_MailboxFull']])
  expect(outcomes(bounce('Undetermined'))).toEqual([['lost', 'BOUNCE_Undetermined']])
})

test('reads anything without a fault', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(mailReceipts(value)).toEqual([])
      expect(textReceipts(value)).toEqual([])
      expect(textReceived(value)).toBeUndefined()
    }),
  )
})

test('a text comes from a telephone number', () => {
  expect(textReceived({ originationNumber: '+16175550123', messageBody: 'x' })).toEqual({
    from: '+16175550123',
    text: 'x',
  })
  expect(textReceived({ originationNumber: 'CONVITE', messageBody: 'x' })).toBeUndefined()
})
