import {
  ConflictException,
  PinpointSMSVoiceV2Client,
  SendTextMessageCommand,
  ValidationException,
} from '@aws-sdk/client-pinpoint-sms-voice-v2'
import { type Carriers, OPTED_OUT } from '../../shared/delivery/delivery.operations.ts'
import { Undeliverable } from '../../shared/delivery/message.operations.ts'
import { textOf } from '../../web/messages/outgoing.tsx'
import { messageTag, PLACE } from '../message-tag.ts'

const TIMEOUT = { requestTimeout: 10_000, throwOnRequestTimeout: true }

// Reasons that concern the number and not our account.
const OF_NUMBER: Record<string, string> = {
  DESTINATION_PHONE_NUMBER_OPTED_OUT: OPTED_OUT,
  DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION: 'COUNTRY_NOT_ALLOWED',
  DESTINATION_PHONE_NUMBER_BLOCKED_BY_PROTECT_NUMBER_OVERRIDE: 'NUMBER_BLOCKED',
}
const OF_REQUEST: Record<string, string> = {
  DESTINATION_COUNTRY_BLOCKED: 'COUNTRY_NOT_ALLOWED',
  INVALID_IDENTITY_FOR_DESTINATION_COUNTRY: 'COUNTRY_NOT_ALLOWED',
}

/** Where texts come from: a number, pool or sender id; the configuration set, where there is one; and the origin of links. */
export type SmsSetting = { from: string; events?: string; origin: string }

/** Sends text messages by AWS End User Messaging. */
export function smsSend({ from, events, origin }: SmsSetting): NonNullable<Carriers['sms']> {
  const client = new PinpointSMSVoiceV2Client({ requestHandler: TIMEOUT })
  return async (message) => {
    const { to, text } = await textOf(message, origin)
    try {
      const { MessageId } = await client.send(
        new SendTextMessageCommand({
          DestinationPhoneNumber: to,
          OriginationIdentity: from,
          MessageBody: text,
          MessageType: 'TRANSACTIONAL',
          ...(events && { ConfigurationSetName: events }),
          Context: { [PLACE]: messageTag(message) },
        }),
      )
      return MessageId
    } catch (fault) {
      const code = refusalOf(fault)
      throw code ? new Undeliverable(code) : fault
    }
  }
}

function refusalOf(fault: unknown): string | undefined {
  if (fault instanceof ConflictException) return OF_NUMBER[fault.Reason ?? '']
  if (!(fault instanceof ValidationException)) return undefined
  const isNumber = fault.Fields?.some(({ Name }) => Name === 'DestinationPhoneNumber')
  return isNumber ? 'INVALID_NUMBER' : OF_REQUEST[fault.Reason ?? '']
}
