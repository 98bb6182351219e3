// `npm run scale:run`: a simulated crowd on one poll of the real server, as large as the machine allows. Prints the
// measurements, and fails unless the shown counts equal the acknowledged votes.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual, parseArgs } from 'node:util'
import { clientOf, TABLE_NAME } from '../../functions/wire.ts'
import { startEngine } from '../../infra/local/engine.ts'
import { ensureTable } from '../../infra/local/engine-table.ts'
import { openTable } from '../../shared/table/table.ts'
import { startServer, TEST_TOKEN } from '../support/server.ts'
import { type CrowdReport, type CrowdSize, runCrowd } from './crowd.ts'
import { markdownTable } from './markdown.ts'
import { projectionOf } from './projection.ts'

const { values } = parseArgs({
  options: {
    families: { type: 'string', default: '20000' },
    changes: { type: 'string', default: '50000' },
    'on-page': { type: 'string', default: '75' },
    'at-once': { type: 'string', default: '16' },
    pages: { type: 'string', default: '20' },
  },
})
const size: CrowdSize = {
  families: Number(values.families),
  changes: Number(values.changes),
  onPagePercent: Number(values['on-page']),
  atOnce: Number(values['at-once']),
  pagesPerSecond: Number(values.pages),
}

const folder = await mkdtemp(join(tmpdir(), 'convite-crowd-'))
const engine = await startEngine(join(folder, 'convite.db'))
try {
  await ensureTable(TABLE_NAME, engine.endpoint)
  const server = await startServer({ DYNAMODB_ENDPOINT: engine.endpoint }, folder)
  try {
    const table = openTable(TABLE_NAME, clientOf({ DYNAMODB_ENDPOINT: engine.endpoint }))
    const begun = performance.now()
    const say = (line: string) => console.log(`${((performance.now() - begun) / 1000).toFixed(0)} s: ${line}`)
    const crowded = {
      address: server.baseUrl,
      token: TEST_TOKEN,
      projectionOf: (place: { school: string; workshop: string }) => projectionOf(table, place),
    }
    const report = await runCrowd(crowded, size, say)
    print(report, await memoryOf(server.process.pid))
    if (!isEqual(report)) process.exitCode = 1
  } finally {
    await server.stop()
  }
} finally {
  await engine.stop()
  await rm(folder, { recursive: true, force: true })
}

function print(report: CrowdReport, memory: string): void {
  const { votes, pages, lags, voteSeconds } = report
  const rows: [string, string][] = [
    ['families imported', `${size.families} in ${report.importSeconds.toFixed(1)} s`],
    [
      'votes',
      `${votes.length} in ${voteSeconds.toFixed(1)} s: ${(votes.length / voteSeconds).toFixed(0)} a second`,
    ],
    ['a vote’s answer, p50 and p99', timesOf(votes)],
    [
      'pages read meanwhile',
      `${pages.length}: ${(pages.length / voteSeconds).toFixed(1)} a second, ${report.pagesSkipped} not asked for`,
    ],
    ['a page, p50 and p99', timesOf(pages)],
    ['lag of the projection, p50 and p99', timesOf(lags)],
    ['lag at the most', `${Math.max(0, ...lags).toFixed(0)} ms`],
    ['caught up after the last vote', `${report.caughtUpAfter.toFixed(0)} ms`],
    ['memory of the server, now and at the most', memory],
  ]
  console.log(markdownTable(['what', 'measured'], rows))
  const tallies = report.acknowledged.map(({ id, yes, ifNeeded, no }, place) => [
    id,
    `${yes} / ${ifNeeded} / ${no}`,
    textOf(report.told[place]),
    textOf(report.recounted[place]),
  ])
  const head = ['time', 'acknowledged: yes / if needed / no', 'told by the API', 'counted in the table']
  console.log(markdownTable(head, tallies))
  console.log(isEqual(report) ? '\nAll the same, and on a family’s page.' : '\nNOT THE SAME.')
}

function textOf(count: { yes: number; ifNeeded: number; no: number } | undefined): string {
  return count ? `${count.yes} / ${count.ifNeeded} / ${count.no}` : 'nothing'
}

function isEqual({ acknowledged, told, recounted, shown }: CrowdReport): boolean {
  return shown && isDeepStrictEqual(told, acknowledged) && isDeepStrictEqual(recounted, acknowledged)
}

function timesOf(times: readonly number[]): string {
  const sorted = [...times].sort((one, other) => one - other)
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0)
  return `${at(0.5)} ms, ${at(0.99)} ms`
}

// Only Linux reports the memory of another process.
async function memoryOf(pid: number | undefined): Promise<string> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const megabytes = (name: string) =>
    (Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1000).toFixed(0)
  return status ? `${megabytes('VmRSS')} MB, ${megabytes('VmHWM')} MB` : 'not told on this system'
}
