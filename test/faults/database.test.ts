import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Table } from '../../shared/table/table.ts'
import { chanceOf, SEED, sized } from '../support/chance.ts'
import { freshTable } from '../support/engine.ts'
import { KINDS, type Ledger, openLedger } from '../support/ledger.ts'
import { type Mood, type RoughDatabase, startRough } from '../support/rough-database.ts'
import { type RunningServer, startServer } from '../support/server.ts'

const SECONDS = sized(1, 60)
const SECOND_MS = 1000
const MINUTE = 60_000

let table: Table
let database: RoughDatabase
let server: RunningServer
let ledger: Ledger
beforeAll(async () => {
  const CONVITE_TABLE = `rough-${randomUUID()}`
  table = await freshTable(CONVITE_TABLE)
  database = await startRough(inject('dynamodbEndpoint'), chanceOf(SEED))
  server = await startServer({ DYNAMODB_ENDPOINT: database.endpoint, CONVITE_TABLE })
  ledger = await openLedger(server.baseUrl)
})
afterAll(async () => {
  await server?.remove()
  await database?.stop()
})

test.each<Mood>(['slow', 'throttling', 'failing', 'late'])(
  'no acknowledged write is lost while the database is %s, and every other one gets a calm error',
  { timeout: MINUTE + 2 * SECONDS * SECOND_MS },
  async (mood) => {
    const { counts } = ledger
    const before = { ...counts, calls: database.calls, disturbed: database.disturbed }
    database.mood = mood
    const writing = ledger.write(server.baseUrl, true)
    await new Promise((done) => setTimeout(done, SECONDS * SECOND_MS))
    await writing.stop()
    database.mood = 'well'
    await database.settled()
    const lost = await ledger.lost(server.baseUrl, table)
    // It recovers fully.
    await ledger.writeOnce(server.baseUrl)
    lost.push(...(await ledger.lost(server.baseUrl, table)))
    const since = (name: keyof Ledger['counts']) => counts[name] - before[name]
    console.log(
      `a ${mood} database: ${SECONDS} s, ${database.disturbed - before.disturbed} of ` +
        `${database.calls - before.calls} calls disturbed, seed ${SEED}; acknowledged ` +
        `${KINDS.map((kind) => `${kind} ${since(kind)}`).join(', ')}; ${since('unanswered')} told of a fault; ` +
        `lost ${lost.length}`,
    )
    expect(lost).toEqual([])
    expect(database.disturbed).toBeGreaterThan(before.disturbed)
  },
)
