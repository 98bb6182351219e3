import { createTransport } from 'nodemailer'
import type { Carriers } from '../../shared/delivery/delivery.operations.ts'
import { Undeliverable } from '../../shared/delivery/message.operations.ts'
import { mailOf } from '../../web/messages/outgoing.tsx'
import { isOpenHost } from '../open-address.ts'

// Together well under the two minutes for which a message is claimed: who waits longer would see it sent twice.
const PATIENCE = { connectionTimeout: '10000', greetingTimeout: '10000', socketTimeout: '20000' }

// Where the server judges this message. What it says before is about us, and passes once that is set right.
const ABOUT_THE_MESSAGE = new Set(['RCPT TO', 'DATA'])

/** Sends over the SMTP server of `url` in the name of `from`; `origin` is where links lead. */
export function smtpSend({
  url,
  from,
  origin,
}: {
  url: string
  from: string
  origin: string
}): NonNullable<Carriers['email']> {
  const transport = createTransport(serverAddress(url), { from })
  return async (message) => {
    const { to: address, subject, text, html, language, calendars, ...mail } = await mailOf(message, origin)
    // The same each time, so that a mailbox knows a message that came twice.
    const messageId = `<${messageName(message)}@${new URL(origin).hostname}>`
    const headers = { 'Content-Language': language, ...mail.headers }
    const [calendar, ...others] = calendars
    try {
      await transport.sendMail({
        to: { name: '', address },
        subject,
        text,
        html,
        headers,
        messageId,
        ...(calendar && { icalEvent: { ...calendar, filename: 'convite.ics' } }),
        attachments: others.map(({ method, content }, place) => ({
          filename: `convite-${place + 2}.ics`,
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

// A caregiver hears more than once, so that theirs are told apart by the instant.
function messageName({ id, kind, at }: { id: string; kind: string; at: string }): string {
  return kind === 'notices' ? `${id.replaceAll('~', '.')}.${at.replace(/\D/g, '')}` : id
}

/**
 * The address of the server as it is asked: how long we wait, and that a server on the open internet must encrypt, or
 * it is told nothing. What stands in the address already stays.
 */
export function serverAddress(url: string): string {
  const address = new URL(url)
  // Nodemailer takes what is not the default from the address alone.
  const settings = { ...PATIENCE, ...(isOpenHost(address.hostname) && { requireTLS: 'true' }) }
  for (const [name, value] of Object.entries(settings)) {
    if (!address.searchParams.has(name)) address.searchParams.set(name, value)
  }
  return address.href
}

// RFC 5321, 4.2.1: an answer that begins with 5 stays what it is, however often one asks.
function refusalOf(fault: unknown): string | undefined {
  if (!(fault instanceof Error && 'responseCode' in fault && 'command' in fault)) return undefined
  const isForGood = /^5/.test(String(fault.responseCode)) && ABOUT_THE_MESSAGE.has(String(fault.command))
  return isForGood ? String(fault.responseCode) : undefined
}
