import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'
import type { Carriers } from '../../shared/delivery/delivery.operations.ts'
import { Undeliverable } from '../../shared/delivery/message.operations.ts'
import { mailOf } from '../../web/messages/outgoing.tsx'
import { messageTag, PLACE } from '../message-tag.ts'

// What SES says of an address or a message that it will never take; but an address of ours that nobody confirmed
// yet is a MessageRejected too.
const FOR_GOOD = new Set(['MessageRejected', 'BadRequestException'])
const UNCONFIRMED = /not verified/i
/** From whom it writes, where links lead, and the configuration set whose topic hears what becomes of it. */
export type SesSetting = { from: string; origin: string; events?: string | undefined }

const PATIENCE = { requestTimeout: 10_000, throwOnRequestTimeout: true }

/**
 * Sends by Amazon SES from an address that is verified there; `origin` is where links lead. With a configuration set,
 * Amazon tells the topic of it what becomes of each message, which it knows again by its `place`.
 */
export function sesSend({ from, origin, events }: SesSetting): NonNullable<Carriers['email']> {
  const client = new SESv2Client({ requestHandler: PATIENCE })
  return async (message) => {
    const { to, subject, text, html, language, headers, calendars } = await mailOf(message, origin)
    const content = (Data: string) => ({ Data, Charset: 'UTF-8' })
    try {
      const { MessageId } = await client.send(
        new SendEmailCommand({
          FromEmailAddress: from,
          ...(events && {
            ConfigurationSetName: events,
            EmailTags: [{ Name: PLACE, Value: messageTag(message) }],
          }),
          Destination: { ToAddresses: [to] },
          Content: {
            Simple: {
              Subject: content(subject),
              Body: { Text: content(text), Html: content(html) },
              Headers: Object.entries({ 'Content-Language': language, ...headers }).map(([Name, Value]) => ({
                Name,
                Value,
              })),
              ...(calendars.length > 0 && {
                Attachments: calendars.map(({ method, content: calendar }, place) => ({
                  RawContent: new TextEncoder().encode(calendar),
                  FileName: `convite-${place + 1}.ics`,
                  ContentType: `text/calendar; charset=utf-8; method=${method}`,
                })),
              }),
            },
          },
        }),
      )
      return MessageId
    } catch (fault) {
      if (!(fault instanceof Error) || !FOR_GOOD.has(fault.name)) throw fault
      throw UNCONFIRMED.test(fault.message) ? fault : new Undeliverable(fault.name)
    }
  }
}
