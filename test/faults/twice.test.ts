import { randomUUID } from 'node:crypto'
import type { ParsedMail } from 'mailparser'
import { afterEach, describe, expect, inject, test, vi } from 'vitest'
import { audienceOf, misled } from '../support/audience.ts'
import { chanceOf, SEED, sized } from '../support/chance.ts'
import { TEST_NOW } from '../support/context.ts'
import { freshTable } from '../support/engine.ts'
import { takeAll, workersOn } from '../support/instances.ts'
import { startMailServer } from '../support/mail-server.ts'
import { startServer } from '../support/server.ts'

const TIMES = sized(1, 20)
const MINUTE = 60_000

const later = (minutes: number) => new Date(Date.parse(TEST_NOW) + minutes * MINUTE).toISOString()

/** How many e-mails each address received. */
function countsOf(mails: readonly ParsedMail[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { value } of mails.flatMap(({ to }) => to ?? []))
    for (const { address = '' } of value) counts.set(address, (counts.get(address) ?? 0) + 1)
  return counts
}

afterEach(() => vi.unstubAllEnvs())

describe('Each family is notified once', () => {
  test('by two concurrent schedulers and two concurrent senders', {
    timeout: MINUTE + TIMES * 15_000,
  }, async () => {
    const chance = chanceOf(SEED)
    const lost: string[] = []
    const twice: string[] = []
    let [told, given] = [0, 0]
    for (let times = 0; times < TIMES; times++) {
      const tableName = `twice-${randomUUID()}`
      const table = await freshTable(tableName)
      const { addresses } = await audienceOf(table, { families: 40, members: 10 }, chance)
      const between = workersOn(tableName)
      // What one round creates is overdue in the next one.
      for (let minutes = 5; ; minutes += 5) {
        const [one, other] = [
          await between.instanceAt(later(minutes)),
          await between.instanceAt(later(minutes)),
        ]
        await Promise.all([one.clock(), other.clock()])
        if (between.queue.length === 0) break
        const bodies = takeAll(between, chance)
        given += bodies.length
        const half = (from: number) => bodies.filter((_, place) => place % 2 === from)
        await Promise.all([one.send(half(0)), other.send(half(1))])
      }
      const found = misled(addresses, between.mails)
      lost.push(...found.lost)
      twice.push(...found.twice)
      told += addresses.length
    }
    console.log(
      `two schedulers and two senders: ${TIMES} times, seed ${SEED}; ${told} to tell, given to senders ${given} times; ` +
        `lost ${lost.length}, told twice ${twice.length}`,
    )
    expect({ lost, twice }).toEqual({ lost: [], twice: [] })
  })

  test('by two servers that process due work of one database', async () => {
    const CONVITE_TABLE = `twice-${randomUUID()}`
    const table = await freshTable(CONVITE_TABLE)
    const mail = await startMailServer()
    const variables = {
      DYNAMODB_ENDPOINT: inject('dynamodbEndpoint'),
      CONVITE_TABLE,
      SMTP_URL: mail.url,
      // Everything written is overdue for both of them.
      CONVITE_NOW: later(5),
    }
    const servers = await Promise.all([startServer(variables), startServer(variables)])
    const { addresses } = await audienceOf(table, { families: 40, members: 10 }, chanceOf(SEED))
    await expect.poll(() => misled(addresses, countsOf(mail.mails)).lost.length, { timeout: 30_000 }).toBe(0)
    await Promise.all(servers.map((server) => server.remove()))
    await mail.stop()
    const { lost, twice } = misled(addresses, countsOf(mail.mails))
    console.log(
      `two servers that send: 1 time, seed ${SEED}; ${addresses.length} to tell; lost ${lost.length}, ` +
        `told twice ${twice.length}`,
    )
    expect({ lost, twice }).toEqual({ lost: [], twice: [] })
  })
})
