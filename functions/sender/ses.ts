import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'
import type { Carriers } from '../../shared/delivery/delivery.operations.ts'
import { Undeliverable } from '../../shared/delivery/message.operations.ts'
import { mailOf } from '../../web/messages/outgoing.tsx'
import { messageTag, PLACE } from '../message-tag.ts'
import { senderHeader, senderOf } from './sender-address.ts'

// SES rejects these permanently; but an unverified sender address of ours is a MessageRejected too.
const PERMANENT = new Set(['MessageRejected', 'BadRequestException'])
const UNVERIFIED = /not verified/i
/** The sender, the origin of links, and the configuration set that publishes delivery events. */
export type SesSetting = { from: string; origin: string; events?: string | undefined }

const TIMEOUT = { requestTimeout: 10_000, throwOnRequestTimeout: true }

/**
 * Sends e-mail by Amazon SES from a verified address. With a configuration set, SES publishes an event for each
 * delivery, bounce and complaint, tagged with the key of the message.
 */
export function sesSend({ from, origin, events }: SesSetting): NonNullable<Carriers['email']> {
  const client = new SESv2Client({ requestHandler: TIMEOUT })
  return async (message) => {
    const { to, subject, text, html, language, headers, calendars, ...mail } = await mailOf(message, origin)
    const content = (Data: string) => ({ Data, Charset: 'UTF-8' })
    try {
      const { MessageId } = await client.send(
        new SendEmailCommand({
          FromEmailAddress: senderHeader(senderOf(from, mail.sender)),
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
                Attachments: calendars.map(({ method, content: calendar }, index) => ({
                  RawContent: new TextEncoder().encode(calendar),
                  FileName: `convite-${index + 1}.ics`,
                  ContentType: `text/calendar; charset=utf-8; method=${method}`,
                })),
              }),
            },
          },
        }),
      )
      return MessageId
    } catch (fault) {
      if (!(fault instanceof Error) || !PERMANENT.has(fault.name)) throw fault
      throw UNVERIFIED.test(fault.message) ? fault : new Undeliverable(fault.name)
    }
  }
}
