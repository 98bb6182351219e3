import { createTransport } from 'nodemailer'
import type { Carriers } from '../../shared/delivery/delivery.operations.ts'
import { Undeliverable } from '../../shared/delivery/message.operations.ts'
import { messageName } from '../../shared/message/message.ts'
import { mailOf } from '../../web/messages/outgoing.tsx'
import { isOpenHost } from '../open-address.ts'
import { senderOf } from './sender-address.ts'

// In sum well under the two-minute lease of a message: a longer wait would send it twice.
const TIMEOUTS = { connectionTimeout: '10000', greetingTimeout: '10000', socketTimeout: '20000' }

// The commands at which a server rejects this message. Earlier rejections concern our account and are retried.
const MESSAGE_COMMANDS = new Set(['RCPT TO', 'DATA'])

/** Sends e-mail over the SMTP server at `url` as `from`; `origin` is the origin of links. */
export function smtpSend({
  url,
  from,
  origin,
}: {
  url: string
  from: string
  origin: string
}): NonNullable<Carriers['email']> {
  const transport = createTransport(serverAddress(url))
  return async (message) => {
    const { to: address, subject, text, html, language, calendars, ...mail } = await mailOf(message, origin)
    // The same on each attempt, so that a mailbox can drop duplicates.
    const messageId = `<${messageName(message)}@${new URL(origin).hostname}>`
    const headers = { 'Content-Language': language, ...mail.headers }
    const [calendar, ...others] = calendars
    try {
      await transport.sendMail({
        from: senderOf(from, mail.sender),
        to: { name: '', address },
        subject,
        text,
        html,
        headers,
        messageId,
        ...(calendar && { icalEvent: { ...calendar, filename: 'convite.ics' } }),
        attachments: others.map(({ method, content }, index) => ({
          filename: `convite-${index + 2}.ics`,
          content,
          contentType: `text/calendar; charset=utf-8; method=${method}`,
        })),
      })
      return messageId
    } catch (fault) {
      const code = refusalOf(fault)
      throw code ? new Undeliverable(code) : fault
    }
  }
}

/**
 * The server's URL with our timeouts, and with TLS required for a server on the open internet. Settings that the URL
 * has already stay.
 */
export function serverAddress(url: string): string {
  const address = new URL(url)
  // Nodemailer reads these settings only from the URL.
  const settings = { ...TIMEOUTS, ...(isOpenHost(address.hostname) && { requireTLS: 'true' }) }
  for (const [name, value] of Object.entries(settings)) {
    if (!address.searchParams.has(name)) address.searchParams.set(name, value)
  }
  return address.href
}

// RFC 5321, 4.2.1: a reply code that begins with 5 is permanent.
function refusalOf(fault: unknown): string | undefined {
  if (!(fault instanceof Error && 'responseCode' in fault && 'command' in fault)) return undefined
  const isPermanent = /^5/.test(String(fault.responseCode)) && MESSAGE_COMMANDS.has(String(fault.command))
  return isPermanent ? String(fault.responseCode) : undefined
}
