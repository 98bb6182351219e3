import { expect, inject, test } from 'vitest'
import { freshTable } from '../support/engine.ts'
import { startServer, TEST_TOKEN } from '../support/server.ts'
import { runCrowd } from './crowd.ts'
import { projectionOf } from './projection.ts'

test('200 families vote 500 times while others read: the shown counts equal the acknowledged votes', async () => {
  const name = `crowd-${Date.now()}`
  const table = await freshTable(name)
  const server = await startServer({ DYNAMODB_ENDPOINT: inject('dynamodbEndpoint'), CONVITE_TABLE: name })
  try {
    const report = await runCrowd(
      {
        address: server.baseUrl,
        token: TEST_TOKEN,
        projectionOf: (place) => projectionOf(table, place),
      },
      { families: 200, changes: 500, onPagePercent: 30, atOnce: 8, pagesPerSecond: 5 },
    )
    const { acknowledged, told, shown, recounted, votes, pages } = report
    expect(votes).toHaveLength(500)
    expect(pages.length).toBeGreaterThan(0)
    expect(acknowledged.map(({ yes, ifNeeded, no }) => yes + ifNeeded + no)).toEqual([200, 200, 200, 200])
    expect(told).toEqual(acknowledged)
    expect(recounted).toEqual(acknowledged)
    expect(shown).toBe(true)
  } finally {
    await server.remove()
  }
}, 120_000)
