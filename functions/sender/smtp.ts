import { createTransport } from 'nodemailer'
import { type Send, Undeliverable } from '../../shared/message/operations.ts'
import { mailOf } from '../../web/messages/outgoing.tsx'

/** Sends over the SMTP server of `url`, from its user or `from`; `origin` is where links lead. */
export function smtpSend({ url, from, origin }: { url: string; from: string; origin: string }): Send {
  const transport = createTransport(url, { from })
  return async (message) => {
    const { to, subject, text, html, language } = await mailOf(message, origin)
    try {
      await transport.sendMail({ to, subject, text, html, headers: { 'Content-Language': language } })
    } catch (fault) {
      // RFC 5321, 4.2.1: an answer that begins with 5 stays what it is, however often one asks.
      const code = fault instanceof Error && 'responseCode' in fault ? Number(fault.responseCode) : 0
      if (code >= 500 && code < 600) throw new Undeliverable()
      throw fault
    }
  }
}
