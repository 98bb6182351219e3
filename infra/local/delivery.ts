import type { Environment } from '../../functions/variables.ts'
import type { SentChannel, Services } from '../../shared/access/context.ts'
import {
  type Dispatched,
  dispatch,
  dueWork,
  needsCarrier,
  newWork,
} from '../../shared/delivery/dispatch.operations.ts'
import { type MessagePlace, secretsOf } from '../../shared/delivery/message.operations.ts'
import type { MessageKind } from '../../shared/message/message.ts'
import type { Change } from '../../shared/table/observed-writes.ts'
import { routes } from '../../web/routes.ts'
import { type Background, logFault, logLine, repeat, stopWithin } from './background.ts'
import { localCarriers } from './carriers.ts'

const QUEUE_EVERY_MS = 300
const CLOCK_EVERY_MS = 10_000
const CONCURRENCY = 8

/** Delivers from this process, in place of the functions that the stream, the queue and the clock trigger. */
export type LocalDelivery = Background & {
  /** The channels that it sends over. */
  carriers: readonly SentChannel[]
  /** The secret of the gateway for texts, where there is one. */
  textSecret?: string
  hear(changes: readonly Change[]): void
  start(services: Services, origin: string): void
}

/**
 * Fans out notices and sends messages over the server of `SMTP_URL` and the gateway of `CONVITE_TEXT_GATEWAY`: new ones as
 * soon as they are written, and every ten seconds all that are due. Messages of a channel without a carrier stay, and their
 * codes and links are printed in the terminal. Refuses an invalid variable.
 */
export function localDelivery(environment: Environment): LocalDelivery {
  const { channels, open, textSecret } = localCarriers(environment)
  const queue: MessagePlace[] = []
  let rounds: Background[] = []
  let stopped = false
  const isOurs = (place: MessagePlace) => channels.length > 0 || !needsCarrier(place)
  let announce: (place: MessagePlace) => void = () => undefined
  const hear: LocalDelivery['hear'] = (changes) => {
    const work = newWork(changes)
    queue.push(...work.filter(isOurs))
    for (const place of work.filter(needsCarrier)) announce(place)
  }
  const start: LocalDelivery['start'] = (services, origin) => {
    const carriers = open(services, origin)
    const worker = async () => {
      for (let place = queue.shift(); place && !stopped; place = queue.shift())
        await workOn(services, place, carriers)
    }
    const poll = async () => void queue.push(...(await dueWork(services)).filter(isOurs))
    if (channels.length < 2)
      announce = (place) => void printSecrets(services, { place, origin, channels }).catch(logFault)
    // Each worker by itself: one that a silent mail server keeps waiting holds up none of the others.
    const workers = Array.from({ length: CONCURRENCY }, () => repeat(QUEUE_EVERY_MS, worker))
    rounds = [...workers, repeat(CLOCK_EVERY_MS, poll)]
  }
  const stop = async () => {
    stopped = true
    // Work in progress may finish; what does not is free again when its lease ends.
    await stopWithin(...rounds.map((round) => round.stop()))
  }
  return { carriers: channels, ...(textSecret && { textSecret }), hear, start, stop }
}

// The terminal belongs to whoever runs the deployment; the outbox, which organizers read, shows no secret.
async function printSecrets(
  services: Services,
  { place, origin, channels }: { place: MessagePlace; origin: string; channels: readonly SentChannel[] },
): Promise<void> {
  const message = await secretsOf(services, place)
  if (!message || channels.includes(message.channel)) return
  const { code, token = '' } = message.fields
  const path = message.kind === 'helper' ? routes.help(token) : routes.signInLink(token)
  console.log([SAID[message.kind], message.to, code, origin + path].filter(Boolean).join(' · '))
}

const SAID: Partial<Record<MessageKind, string>> = {
  'sign-in': 'Sign-in code',
  invitation: 'Invitation',
  helper: 'Asked to help',
}

// Work that fails, or cannot even be read, blocks none behind it in the queue: the clock retries it.
async function workOn(
  services: Services,
  place: MessagePlace,
  carriers: Parameters<typeof dispatch>[2],
): Promise<void> {
  try {
    let done: Dispatched
    do done = await dispatch(services, place, carriers)
    while (done.outcome === 'more')
    const { outcome, failure } = done
    if (failure) logLine({ level: 'warn', message: outcome, id: place.sk, failure })
  } catch (fault) {
    logFault(fault)
  }
}
