import { smtpSend } from '../../functions/sender/smtp.ts'
import { type Environment, mailServerOf } from '../../functions/wire.ts'
import type { Services } from '../../shared/access/context.ts'
import { faultRecord } from '../../shared/access/fault.ts'
import {
  deliver,
  type MessagePlace,
  newMessages,
  overdueMessages,
  type Send,
} from '../../shared/message/operations.ts'
import { streamReader } from './stream.ts'

const LISTEN_EVERY_MS = 300
const CLOCK_EVERY_MS = 10_000
const LONGEST_PAUSE_MS = 30_000
// One that is under way then may end; a later one is free again when its lease is over.
const STOP_WITHIN_MS = 3_000

/** What goes on beside the server until it is stopped. */
export type Background = { stop(): Promise<void> }

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
    const ended = Promise.all([listening.stop(), clock.stop()])
    await Promise.race([ended, pause(STOP_WITHIN_MS)])
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

// One round after the other; a fault is logged and the next round tries again, after an ever longer pause.
function repeat(milliseconds: number, round: () => Promise<void>): Background {
  let stopped = false
  let wake: () => void = () => undefined
  const run = async () => {
    for (let faults = 0; !stopped; ) {
      faults = await round().then(
        () => 0,
        (fault) => {
          sayFault(fault)
          return faults + 1
        },
      )
      if (stopped) return
      await new Promise<void>((done) => {
        wake = done
        setTimeout(done, Math.min(milliseconds * 2 ** faults, LONGEST_PAUSE_MS)).unref()
      })
    }
  }
  const running = run()
  const stop = async () => {
    stopped = true
    wake()
    await running
  }
  return { stop }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds).unref())
}

function sayFault(fault: unknown): void {
  say(faultRecord(fault instanceof Error ? fault : new Error()))
}

function say(record: object): void {
  console.error(JSON.stringify(record))
}
