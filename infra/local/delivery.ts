import { smtpSend } from '../../functions/sender/smtp.ts'
import { type Environment, mailServerOf } from '../../functions/wire.ts'
import type { Services } from '../../shared/access/context.ts'
import {
  deliver,
  type MessagePlace,
  newMessages,
  overdueMessages,
  type Send,
} from '../../shared/message/operations.ts'
import { type Background, repeat, say, sayFault, stopWithin } from './background.ts'
import { streamReader } from './stream.ts'

const LISTEN_EVERY_MS = 300
const CLOCK_EVERY_MS = 10_000

/**
 * Sends messages by the server of `SMTP_URL`: new ones as the table's stream tells of them, and by the clock those
 * that nobody sent. Without `SMTP_URL` they stay on the outbox page, and nothing runs.
 */
export function startDelivery(services: Services, environment: Environment, origin: string): Background {
  const url = mailServerOf(environment)
  if (!url) return { stop: async () => undefined }
  const from = environment.CONVITE_FROM || 'Convite <convite@localhost>'
  const send = smtpSend({ url, from, origin })
  let stopped = false
  const sendAll = async (places: readonly MessagePlace[]) => {
    for (const place of places) if (!stopped) await sendOne(services, place, send)
  }
  const listen = streamReader(environment, (changes) => sendAll(newMessages(changes)))
  const listening = repeat(LISTEN_EVERY_MS, listen)
  const clock = repeat(CLOCK_EVERY_MS, async () => sendAll(await overdueMessages(services)))
  const stop = async () => {
    stopped = true
    // One that is under way may end; a later one is free again when its lease is over.
    await stopWithin(listening.stop(), clock.stop())
  }
  return { stop }
}

// One that cannot be sent, or not even be read, holds up none of those behind it: the clock comes back to it.
async function sendOne(services: Services, place: MessagePlace, send: Send): Promise<void> {
  try {
    const { outcome, failure } = await deliver(services, place, send)
    if (failure) say({ level: 'warn', message: outcome, id: place.sk, failure })
  } catch (fault) {
    sayFault(fault)
  }
}
