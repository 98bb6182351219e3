import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { clientOf, TABLE_NAME } from '../../functions/wire.ts'
import { openTable } from '../../shared/table/table.ts'
import { chanceOf, SEED, sized } from '../support/chance.ts'
import { KINDS, type Ledger, openLedger } from '../support/ledger.ts'
import { engineOf } from '../support/processes.ts'
import { type RunningServer, startServer } from '../support/server.ts'

const KILLS = sized(2, 200)
const LATEST_KILL_MS = 500
// An endlessly growing team would make each invitation slower than the one before.
const KILLS_A_SCHOOL = 20
const MINUTE = 60_000

type Victim = 'the server' | 'the database' | 'both'

function kill(server: RunningServer, victim: Victim): void {
  const engine = engineOf(server)
  if (victim !== 'the database') server.process.kill('SIGKILL')
  if (victim !== 'the server') process.kill(engine.pid, 'SIGKILL')
}

function lostIn(ledger: Ledger, server: RunningServer): Promise<string[]> {
  const { endpoint } = engineOf(server)
  return ledger.lost(server.baseUrl, openTable(TABLE_NAME, clientOf({ DYNAMODB_ENDPOINT: endpoint })))
}

test.each<Victim>(['the server', 'the database', 'both'])(
  'no acknowledged write is lost after kill -9 of %s during writes',
  { timeout: MINUTE + KILLS * 10_000 },
  async (victim) => {
    const chance = chanceOf(SEED)
    const data = await mkdtemp(join(tmpdir(), 'convite-kill-'))
    const ledgers: Ledger[] = []
    const lost: string[] = []
    let server = await startServer({}, data)
    try {
      for (let kills = 0; kills < KILLS; kills++) {
        if (kills % KILLS_A_SCHOOL === 0) ledgers.push(await openLedger(server.baseUrl))
        const ledger = ledgers.at(-1) as Ledger
        const writing = ledger.write(server.baseUrl)
        await writing.begun
        await new Promise((moment) => setTimeout(moment, chance() * LATEST_KILL_MS))
        kill(server, victim)
        await writing.stop()
        const code = await server.ended
        if (victim === 'the database') {
          expect(code).toBe(1)
          expect(server.output()).toContain('Start Convite again: what was saved is there.')
        }
        server = await startServer({}, data)
        lost.push(...(await lostIn(ledger, server)))
      }
      for (const ledger of ledgers) {
        await ledger.writeOnce(server.baseUrl)
        lost.push(...(await lostIn(ledger, server)))
      }
    } finally {
      await server.stop('SIGKILL')
      await rm(data, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    }
    const sum = (name: keyof Ledger['counts']) => ledgers.reduce((all, { counts }) => all + counts[name], 0)
    console.log(
      `kill -9 of ${victim}: ${KILLS} times, seed ${SEED}; acknowledged ` +
        `${KINDS.map((kind) => `${kind} ${sum(kind)}`).join(', ')}; ${sum('unanswered')} without an answer; ` +
        `lost ${lost.length}`,
    )
    expect(lost).toEqual([])
    for (const kind of KINDS) expect(sum(kind), kind).toBeGreaterThan(0)
  },
)
