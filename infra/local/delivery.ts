import { smtpSend } from '../../functions/sender/smtp.ts'
import { type Environment, mailServerOf } from '../../functions/wire.ts'
import type { Services } from '../../shared/access/context.ts'
import { type Carriers, carry } from '../../shared/delivery/operations.ts'
import type { MessagePlace } from '../../shared/message/operations.ts'
import { dueWork, isNotice, newWork, noticesDue, spread } from '../../shared/notice/operations.ts'
import { forgetDetails, isRetention, retentionsDue } from '../../shared/retention/operations.ts'
import { type Background, repeat, say, sayFault, stopWithin } from './background.ts'
import { streamReader } from './stream.ts'

const LISTEN_EVERY_MS = 300
const CLOCK_EVERY_MS = 10_000
const KEEP_EVERY_MS = 1_000
const AT_ONCE = 8

/**
 * Tells families what is due, and sends messages by the server of `SMTP_URL`: new ones as the table's stream tells of
 * them, and by the clock those that nobody sent. Without `SMTP_URL` they stay on the outbox page.
 */
export function startDelivery(services: Services, environment: Environment, origin: string): Background {
  const url = mailServerOf(environment)
  if (!url) return keepOnly(services)
  const from = environment.CONVITE_FROM || 'Convite <convite@localhost>'
  const carriers = { email: smtpSend({ url, from, origin }) }
  let stopped = false
  const workOff = async (places: readonly MessagePlace[]) => {
    const left = [...places]
    const worker = async () => {
      for (let place = left.shift(); place && !stopped; place = left.shift())
        await workOn(services, place, carriers)
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
  }
  const listen = streamReader(environment, (changes) => workOff(newWork(changes)))
  const listening = repeat(LISTEN_EVERY_MS, listen)
  const clock = repeat(CLOCK_EVERY_MS, async () => workOff(await dueWork(services)))
  const stop = async () => {
    stopped = true
    // One that is under way may end; a later one is free again when its lease is over.
    await stopWithin(listening.stop(), clock.stop())
  }
  return { stop }
}

function keepOnly(services: Services): Background {
  return repeat(KEEP_EVERY_MS, async () => {
    for (const place of await noticesDue(services)) await spread(services, place)
    for (const place of await retentionsDue(services)) await forgetDetails(services, place)
  })
}

// One that cannot be sent, or not even be read, holds up none of those behind it: the clock comes back to it.
async function workOn(services: Services, place: MessagePlace, carriers: Carriers): Promise<void> {
  try {
    if (isRetention(place)) {
      await forgetDetails(services, place)
      return
    }
    if (isNotice(place)) {
      while ((await spread(services, place)).outcome === 'more');
      return
    }
    const { outcome, failure } = await carry(services, place, carriers)
    if (failure) say({ level: 'warn', message: outcome, id: place.sk, failure })
  } catch (fault) {
    sayFault(fault)
  }
}
