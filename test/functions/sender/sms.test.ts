import {
  AccessDeniedException,
  ConflictException,
  PinpointSMSVoiceV2Client,
  SendTextMessageCommand,
  ThrottlingException,
  ValidationException,
} from '@aws-sdk/client-pinpoint-sms-voice-v2'
import { mockClient } from 'aws-sdk-client-mock'
import { beforeEach, expect, test } from 'vitest'
import { messageOfTag } from '../../../functions/message-tag.ts'
import { smsSend } from '../../../functions/sender/sms.ts'
import { placeOfMessage, Undeliverable } from '../../../shared/delivery/message.operations.ts'
import { NOTICE_MESSAGE } from '../../support/notice-message.ts'

const client = mockClient(PinpointSMSVoiceV2Client)
const FROM = 'arn:aws:sms-voice:us-east-1:123456789012:phone-number/phone-1'
const send = smsSend({ from: FROM, events: 'convite-prod', origin: 'https://convite.example.org' })
const $metadata = {}

beforeEach(() => client.reset())

test('a text leaves from the school’s number, in the family’s language, with its link and the way to stop', async () => {
  client.on(SendTextMessageCommand).resolves({ MessageId: 'amazon-1' })
  expect(await send(NOTICE_MESSAGE)).toBe('amazon-1')
  const [call] = client.commandCalls(SendTextMessageCommand)
  const input = call?.args[0].input
  expect(input).toMatchObject({
    DestinationPhoneNumber: '+16175550123',
    OriginationIdentity: FROM,
    ConfigurationSetName: 'convite-prod',
    MessageType: 'TRANSACTIONAL',
  })
  expect(input?.MessageBody).toMatch(
    /^Puente Elementary: Leer en casa: .* https:\/\/convite\.example\.org\/f\/token-of-a-link ALTO termina/,
  )
  const place = messageOfTag(input?.Context?.place ?? '')
  expect(place).toEqual(placeOfMessage('puente', { id: 'c1', at: '2027-03-01T15:00:00.000Z' }))
})

test('without a configuration set none is named, as on one machine', async () => {
  client.on(SendTextMessageCommand).resolves({ MessageId: 'amazon-2' })
  const plain = smsSend({ from: '+18335550100', origin: 'https://convite.example.org' })
  expect(await plain(NOTICE_MESSAGE)).toBe('amazon-2')
  const input = client.commandCalls(SendTextMessageCommand)[0]?.args[0].input
  expect(input).toMatchObject({ OriginationIdentity: '+18335550100' })
  expect(input).not.toHaveProperty('ConfigurationSetName')
})

test('an answer has its words too, and no way back', async () => {
  client.on(SendTextMessageCommand).resolves({})
  const { notices: _, ...rest } = NOTICE_MESSAGE
  const answer = { ...{ id: 'a', at: rest.at, channel: rest.channel, to: rest.to }, kind: 'answer' as const }
  await send({ ...answer, language: 'es', fields: { answer: 'stopped', school: 'Puente' } })
  const input = client.commandCalls(SendTextMessageCommand)[0]?.args[0].input
  expect(input?.MessageBody).toMatch(/^Puente: ya no le enviamos/)
  expect(messageOfTag(input?.Context?.place ?? '')).toBeUndefined()
})

const conflict = (Reason: string) =>
  new ConflictException({ message: 'x', $metadata, Reason: Reason as ConflictException['Reason'] })
const invalid = (Reason: string, Name?: string) =>
  new ValidationException({
    message: 'x',
    $metadata,
    Reason: Reason as ValidationException['Reason'],
    ...(Name && { Fields: [{ Name, Message: 'x' }] }),
  })

test.each([
  [conflict('DESTINATION_PHONE_NUMBER_OPTED_OUT'), 'OPTED_OUT'],
  [conflict('DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION'), 'COUNTRY_NOT_ALLOWED'],
  [invalid('INVALID_PARAMETER', 'DestinationPhoneNumber'), 'INVALID_NUMBER'],
  [invalid('DESTINATION_COUNTRY_BLOCKED'), 'COUNTRY_NOT_ALLOWED'],
])('an error of the number is permanent: %#', async (fault, code) => {
  client.on(SendTextMessageCommand).rejects(fault)
  await expect(send(NOTICE_MESSAGE)).rejects.toEqual(new Undeliverable(code))
})

test.each([
  conflict('DESTINATION_PHONE_NUMBER_NOT_VERIFIED'),
  conflict('PHONE_NUMBER_NOT_REGISTERED'),
  invalid('INVALID_PARAMETER', 'OriginationIdentity'),
  new ThrottlingException({ message: 'x', $metadata }),
  new AccessDeniedException({ message: 'x', $metadata }),
  Object.assign(new Error('Could not load credentials from any providers'), {
    name: 'CredentialsProviderError',
  }),
  new Error('Region is missing'),
])('an error of the account is retried: %#', async (fault) => {
  client.on(SendTextMessageCommand).rejects(fault)
  await expect(send(NOTICE_MESSAGE)).rejects.not.toBeInstanceOf(Undeliverable)
})
