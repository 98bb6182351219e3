import { describe, expect, test } from 'vitest'
import { clientOf, TABLE_NAME } from '../../functions/wire.ts'
import { openTable } from '../../shared/table/table.ts'
import { KINDS, type Ledger, openLedger } from '../support/ledger.ts'
import { TEST_TOKEN } from '../support/server.ts'
import { type Cramped, mayMount, onSmallDisk, underLimit } from '../support/small-disk.ts'

const MOST_FAMILIES = 10_000
const FULL_MS = 1_000

/** Adds families until the disk is full; returns how many were added, and the last response. */
async function fill({ baseUrl }: Cramped, { school }: Ledger): Promise<{ families: number; answer: string }> {
  const init = {
    method: 'POST',
    headers: { authorization: `Bearer ${TEST_TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ caregivers: Array.from({ length: 8 }, () => ({ givenName: 'x'.repeat(90) })) }),
  }
  for (let families = 0; families < MOST_FAMILIES; families++) {
    const answer = await fetch(`${baseUrl}/api/v1/schools/${school}/families`, init)
    const text = await answer.text()
    if (answer.status !== 201) return { families, answer: `${answer.status} ${text}` }
  }
  throw new Error('this disk has no end')
}

async function familiesOf({ baseUrl }: Cramped, { school }: Ledger): Promise<number> {
  let [count, cursor] = [0, '']
  do {
    const path = `/api/v1/schools/${school}/families?limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`
    const answer = await fetch(baseUrl + path, { headers: { authorization: `Bearer ${TEST_TOKEN}` } })
    const { items, nextCursor = '' } = (await answer.json()) as { items: unknown[]; nextCursor?: string }
    count += items.length
    cursor = nextCursor
  } while (cursor)
  return count
}

async function fillAndEmpty(disk: Cramped, what: string): Promise<void> {
  const ledger = await openLedger(disk.baseUrl)
  const table = openTable(TABLE_NAME, clientOf({ DYNAMODB_ENDPOINT: disk.endpoint }))
  const known = await familiesOf(disk, ledger)
  const writing = ledger.write(disk.baseUrl)
  await writing.begun
  await writing.stop()
  const { families, answer } = await fill(disk, ledger)
  expect(answer).toMatch(/^500 .*"Something went wrong on our side\.".*"reference":"[0-9a-f]{8}"/)
  // Everybody retries; any response but a calm error throws.
  const trying = ledger.write(disk.baseUrl, true)
  await new Promise((done) => setTimeout(done, FULL_MS))
  await trying.stop()
  const lost = await ledger.lost(disk.baseUrl, table)
  expect(await familiesOf(disk, ledger)).toBe(known + families)
  expect(ledger.counts.unanswered).toBeGreaterThan(0)
  await disk.makeRoom()
  await ledger.writeOnce(disk.baseUrl)
  lost.push(...(await ledger.lost(disk.baseUrl, table)))
  console.log(
    `${what}: full after ${families} families; acknowledged ` +
      `${KINDS.map((kind) => `${kind} ${ledger.counts[kind]}`).join(', ')}, families ${families}; ` +
      `${ledger.counts.unanswered} told of a fault; lost ${lost.length}; went on when there was room`,
  )
  expect(lost).toEqual([])
}

describe('A full disk loses nothing, shows calm errors, and recovers when there is room', () => {
  // Windows has no such limit for a process.
  test.skipIf(process.platform === 'win32')('with a limit on the size of files', async () => {
    const disk = await underLimit()
    await fillAndEmpty(disk, 'files that may not grow').finally(disk.remove)
  })

  // Creating a small file system needs the right to create one.
  test.skipIf(!mayMount())('on a small file system', async () => {
    const disk = await onSmallDisk()
    await fillAndEmpty(disk, 'a full file system').finally(disk.remove)
  })
})
