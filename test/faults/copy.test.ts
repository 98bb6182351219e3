import { spawn } from 'node:child_process'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clientOf, TABLE_NAME } from '../../functions/wire.ts'
import { openTable } from '../../shared/table/table.ts'
import { sized } from '../support/chance.ts'
import { type Acknowledged, KINDS, type Ledger, openLedger } from '../support/ledger.ts'
import { engineOf } from '../support/processes.ts'
import { type RunningServer, STOPPED, startServer } from '../support/server.ts'

const COPIES = sized(1, 20)
const MINUTE = 60_000
const ROOT = fileURLToPath(new URL('../../', import.meta.url))

let folder: string
let server: RunningServer
let ledger: Ledger
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convite-copy-'))
  server = await startServer({}, join(folder, 'data'))
  ledger = await openLedger(server.baseUrl)
})
afterAll(async () => {
  await server?.stop()
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

/** Runs `npm run copy -- <folder>`. */
async function copyTo(target: string): Promise<void> {
  const child = spawn(process.execPath, ['infra/local/copy.ts', target], {
    cwd: ROOT,
    env: { ...process.env, CONVITE_DATA: server.data },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  expect(await new Promise((done) => child.once('exit', done))).toBe(0)
}

/** The acknowledged writes that a server on that copy lacks; it accepts new ones as well. */
async function lostOn(copy: string, then: Acknowledged): Promise<string[]> {
  const restored = await startServer({}, copy)
  try {
    const table = openTable(TABLE_NAME, clientOf({ DYNAMODB_ENDPOINT: engineOf(restored).endpoint }))
    const lost = await ledger.lost(restored.baseUrl, table, then)
    const cookies = await fetch(`${restored.baseUrl}/me`, { headers: { cookie: ledger.cookie } })
    return cookies.status === 200 ? lost : [...lost, 'families are signed out']
  } finally {
    await restored.stop()
  }
}

const size = ({ counts }: Ledger) => KINDS.map((kind) => `${kind} ${counts[kind]}`).join(', ')

describe('A copy', () => {
  test('made while families write holds everything acknowledged before', {
    timeout: MINUTE + COPIES * 15_000,
  }, async () => {
    const lost: string[] = []
    for (let copies = 0; copies < COPIES; copies++) {
      const writing = ledger.write(server.baseUrl)
      await writing.begun
      const then = ledger.acknowledged()
      await copyTo(join(folder, `copy-${copies}`))
      await writing.stop()
      lost.push(...(await lostOn(join(folder, `copy-${copies}`), then)))
    }
    console.log(
      `copies of a running server: ${COPIES}; acknowledged ${size(ledger)}; lost ${lost.length} on the copies`,
    )
    expect(lost).toEqual([])
  })

  test('of the folder of a stopped server holds everything', async () => {
    const writing = ledger.write(server.baseUrl)
    await writing.begun
    await writing.stop()
    expect(await server.stop()).toBe(STOPPED)
    await cp(server.data, join(folder, 'stopped'), { recursive: true })
    const lost = await lostOn(join(folder, 'stopped'), ledger.acknowledged())
    console.log(
      `copies of a stopped server: 1; acknowledged ${size(ledger)}; lost ${lost.length} on the copy`,
    )
    expect(lost).toEqual([])
  })
})
