import { smtpSend } from '../../functions/sender/smtp.ts'
import { type Environment, mailServerOf } from '../../functions/wire.ts'
import type { Services } from '../../shared/access/context.ts'
import { type Carriers, carry } from '../../shared/delivery/delivery.operations.ts'
import type { MessagePlace } from '../../shared/delivery/message.operations.ts'
import { dueWork, isNotice, newWork, spread } from '../../shared/delivery/notice.operations.ts'
import { forgetDetails, isRetention } from '../../shared/session/retention.operations.ts'
import type { Change } from '../../shared/table/observed-writes.ts'
import { type Background, repeat, say, sayFault, stopWithin } from './background.ts'

const LISTEN_EVERY_MS = 300
const CLOCK_EVERY_MS = 10_000
const AT_ONCE = 8

/** Carries messages from this process, in place of the functions that hear the stream and the clock. */
export type LocalDelivery = Background & {
  hear(changes: readonly Change[]): void
  start(services: Services, origin: string): void
}

/**
 * Tells families what is due, and sends messages by the server of `SMTP_URL`: new ones as they are written, and by the
 * clock those that nobody sent. Without `SMTP_URL` they stay on the outbox page. Refuses a wrong `SMTP_URL`.
 */
export function localDelivery(environment: Environment): LocalDelivery {
  const url = mailServerOf(environment)
  const left: MessagePlace[] = []
  let rounds: Background[] = []
  let stopped = false
  const isOurs = (place: MessagePlace) => url !== undefined || isNotice(place) || isRetention(place)
  const hear: LocalDelivery['hear'] = (changes) => void left.push(...newWork(changes).filter(isOurs))
  const start: LocalDelivery['start'] = (services, origin) => {
    const from = environment.CONVITE_FROM || 'Convite <convite@localhost>'
    const carriers: Carriers = url ? { email: smtpSend({ url, from, origin }) } : {}
    const worker = async () => {
      for (let place = left.shift(); place && !stopped; place = left.shift())
        await workOn(services, place, carriers)
    }
    const workOff = async () => void (await Promise.all(Array.from({ length: AT_ONCE }, worker)))
    const look = async () => void left.push(...(await dueWork(services)).filter(isOurs))
    rounds = [repeat(LISTEN_EVERY_MS, workOff), repeat(CLOCK_EVERY_MS, look)]
  }
  const stop = async () => {
    stopped = true
    // One that is under way may end; a later one is free again when its lease is over.
    await stopWithin(...rounds.map((round) => round.stop()))
  }
  return { hear, start, stop }
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
