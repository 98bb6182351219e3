// `npm run bench`: speed in counts and in ratios to a bare program in the same run; absolute times are context.

import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { clientOf, TABLE_NAME } from '../../functions/wire.ts'
import { startEngine } from '../../infra/local/engine.ts'
import { publicScope } from '../../shared/access/actor.ts'
import { getItemStates } from '../../shared/session/item.store.ts'
import { countedReplies } from '../../shared/session/reply.store.ts'
import { getSession } from '../../shared/session/session.store.ts'
import { openTable, type WholeTable } from '../../shared/table/table.ts'
import { TOKEN_FIELD } from '../../web/form-token.ts'
import { countAll } from '../support/counting.ts'
import { type RunningServer, startServer } from '../support/server.ts'
import { startBare } from './bare-program.ts'
import { type Figure, isReached, tableOf } from './figures.ts'
import { type LoadFigures, loadOn, median } from './load.ts'
import { type Meter, type MeteredCall, startMeter } from './meter.ts'
import { apiOf, type BenchSchool, type BenchVoter, inTurn, stageOf } from './stage.ts'

const SIZES = [10, 50, 500, 1000] as const
const SECONDS = Number(process.env.BENCH_SECONDS ?? 4)
const ROUNDS = 5
const WARM_UP_SECONDS = 12
const SAMPLES = 400
const STARTS = 5
const ROOT = fileURLToPath(new URL('../../', import.meta.url))

type Stages = Record<(typeof SIZES)[number], BenchSchool>
type Asked = { stage: BenchSchool; voter: BenchVoter }

/** A page and the cookie that opens it, for the starts at the end. */
const known = { path: '', cookie: '' }
const folder = mkdtempSync(join(tmpdir(), 'convite-bench-'))
async function measured(): Promise<Figure[]> {
  const engine = await startEngine(join(folder, 'convite.db'))
  const meter = await startMeter(engine.endpoint)
  const server = await startServer({ DYNAMODB_ENDPOINT: engine.endpoint }, folder)
  const metered = await startServer({ DYNAMODB_ENDPOINT: meter.endpoint }, folder)
  const found: Figure[] = []
  try {
    const stages = {} as Stages
    for (const size of SIZES) {
      console.log(`a school of ${size} families`)
      stages[size] = await stageOf(server.baseUrl, size)
    }
    const table = openTable(TABLE_NAME, clientOf({ DYNAMODB_ENDPOINT: engine.endpoint }))
    await countAll(table)
    Object.assign(known, { path: stages[50].page, cookie: first(stages[50]).voter.cookie })
    found.push(...(await sizes(server, stages)))
    const { counts, recorded } = await consumed(metered, meter, { stages, table })
    await metered.stop()
    found.push(...counts)
    console.log('load')
    const bare = await startBare(folder, engine.endpoint, recorded)
    found.push(
      ...(await growth(server, stages)),
      ...(await rates(server, bare.baseUrl, stages)),
      memoryOf(server),
    )
    await bare.stop()
  } finally {
    await metered.stop()
    await server.stop()
    await meter.stop()
    await engine.stop()
  }
  return [...found, await startTime(), await coldFunction()]
}

const first = (stage: BenchSchool): Asked => ({
  stage,
  voter: stage.voters[1] ?? stage.voters[0] ?? { family: '', cookie: '', token: '' },
})

const get = (baseUrl: string, { stage, voter: { cookie } }: Asked) =>
  fetch(baseUrl + stage.page, { headers: { cookie, 'accept-encoding': 'br' } })

async function sizes({ baseUrl }: RunningServer, stages: Stages): Promise<Figure[]> {
  const weigh = async (stage: BenchSchool) =>
    (await loadOn(baseUrl, [viewOf(stage, first(stage).voter)], 1)).bytes
  const [small, large] = [await weigh(stages[10]), await weigh(stages[1000])]
  const page = await (await get(baseUrl, first(stages[1000]))).text()
  const scripts = [...page.matchAll(/<script(?![^>]*\bdefer\b)/g)].length
  return [
    {
      what: 'vote page of 1,000 families, compressed, with its headers',
      value: large,
      unit: 'bytes',
      most: 14_000,
    },
    { what: 'the same against 10 families', value: large / small, unit: '×', most: 1.15 },
    { what: 'scripts that it waits for', value: scripts, unit: '', most: 0 },
  ]
}

async function consumed(
  { baseUrl }: RunningServer,
  meter: Meter,
  { stages, table }: { stages: Stages; table: WholeTable },
) {
  const counts: Figure[] = []
  const reads = (what: string, value: number, most?: number) =>
    counts.push({ what, value, unit: 'read units', ...(most !== undefined && { most }) })
  const api = apiOf(baseUrl)
  const views = new Map<number, Quiet>()
  for (const size of [10, 1000] as const) {
    const seen = await quietest(meter, async () => (await get(baseUrl, first(stages[size]))).text())
    views.set(size, seen)
    reads(`vote page of ${size} families`, seen.consumed.reads, 2)
    counts.push({ what: `its round trips, ${size} families`, value: seen.consumed.rounds, unit: '', most: 2 })
  }
  const measured = openTable(TABLE_NAME, clientOf({ DYNAMODB_ENDPOINT: meter.endpoint }))
  const { school, workshop } = stages[1000]
  const key = { pk: `SCHOOL#${school}#WORKSHOPS`, sk: `WORKSHOP#${workshop}` }
  const poll = await quietest(meter, () => measured.getItems([key], 'recent'))
  reads('of it the poll with its counts', poll.consumed.reads, 0.5)
  const asked = first(stages[1000])
  const page = await (await get(baseUrl, asked)).text()
  let round = 0
  const voted = await quietest(meter, () => post(baseUrl, asked, ++round))
  // Half a unit for each stale read, family and ballot; one for the poll, which must show a decision at once.
  reads('a vote', voted.consumed.reads, 2)
  counts.push({ what: 'a vote', value: voted.consumed.writes, unit: 'write units', most: 2 })
  await countAll(table)
  const results = await quietest(meter, () => api('GET', `/workshops/${workshop}/poll`))
  reads('results of a 1,000-family poll', results.consumed.reads, 20)
  const session = await sessionOf(api, stages[500])
  await countAll(table)
  const scope = publicScope(stages[500].school)
  const checklist = await quietest(meter, () =>
    Promise.all([
      getSession(measured, scope, session, 'recent'),
      getItemStates(measured, scope, session, 'recent'),
      countedReplies(measured, scope, session),
    ]),
  )
  reads('checklist of a 100-family session: it, its items, its replies', checklist.consumed.reads, 2)
  const whole = await quietest(meter, () => api('GET', `/sessions/${session}/logistics`))
  reads('the whole call for it, with school, workshop and history', whole.consumed.reads)
  const view = views.get(1000)?.calls ?? []
  return { counts, recorded: { family: asked.voter.family, view, vote: voted.calls, page } }
}

type Quiet = { calls: readonly MeteredCall[]; consumed: ReturnType<Meter['read']> }

// The server's own timers call the database too; the try with the fewest calls contains the request alone, and
// the cheapest of these has its school in memory.
async function quietest(meter: Meter, work: () => Promise<unknown>): Promise<Quiet> {
  const tries: Quiet[] = []
  for (let tried = 0; tried < 5; tried++) {
    meter.read()
    await work()
    const calls = [...meter.calls()]
    tries.push({ calls, consumed: meter.read() })
  }
  const [best] = tries.sort(
    (one, other) => one.calls.length - other.calls.length || one.consumed.reads - other.consumed.reads,
  )
  return best ?? { calls: [], consumed: meter.read() }
}

const ANSWERS = ['yes', 'no', 'ifNeeded'] as const

// Each round has other answers, so that each vote is a change.
function formOf({ options }: BenchSchool, { token }: BenchVoter, round: number): string {
  const answers = options.map((id, at) => [`answers.${id}`, ANSWERS[(at + round) % 3] ?? 'no'])
  return new URLSearchParams([...answers, ['couldComeIf:list', 'childcare'], [TOKEN_FIELD, token]]).toString()
}

function post(baseUrl: string, { stage, voter }: Asked, round: number): Promise<Response> {
  const { headers, body } = voteOf(stage, voter, round, baseUrl)
  return fetch(baseUrl + stage.page, { method: 'POST', redirect: 'manual', headers, body })
}

const viewOf = ({ page }: Pick<BenchSchool, 'page'>, { cookie }: BenchVoter) => ({
  method: 'GET' as const,
  path: page,
  headers: { cookie, 'accept-encoding': 'br' },
})

const voteOf = (stage: BenchSchool, voter: BenchVoter, round: number, origin: string) => ({
  method: 'POST' as const,
  path: stage.page,
  headers: { cookie: voter.cookie, origin, 'content-type': 'application/x-www-form-urlencoded' },
  body: formOf(stage, voter, round),
})

/** A session of a hundred families' replies, all counted. */
async function sessionOf(
  api: ReturnType<typeof apiOf>,
  { workshop, options, voters }: BenchSchool,
): Promise<string> {
  const choice = { options: options.slice(0, 1) }
  const { sessions } = await api<{ sessions: { id: string }[] }>(
    'POST',
    `/workshops/${workshop}/schedule`,
    choice,
  )
  const session = sessions[0]?.id ?? ''
  await inTurn(voters.slice(0, 100), ({ family }, place) =>
    api('PUT', `/sessions/${session}/replies/${family}`, {
      attending: true,
      adults: 1 + (place % 2),
      children: place % 3 ? [{ ageBand: 'three' }, { ageBand: 'early' }] : [],
      interpretation: place % 4 ? [] : [{ language: 'es', adults: 1 }],
      diets: place % 5 ? {} : { vegetarian: 1 },
    }),
  )
  return session
}

async function growth({ baseUrl }: RunningServer, stages: Stages): Promise<Figure[]> {
  const times = { 10: [] as number[], 1000: [] as number[] }
  // In turn, so that other load on the machine affects both alike.
  for (let sample = 0; sample < SAMPLES; sample++) {
    for (const size of [10, 1000] as const) {
      const stage = stages[size]
      const voter = stage.voters[sample % stage.voters.length] ?? first(stage).voter
      const began = performance.now()
      await (await get(baseUrl, { stage, voter })).arrayBuffer()
      times[size].push(performance.now() - began)
    }
  }
  const [small, large] = [median(times[10]), median(times[1000])]
  return [
    { what: 'median of a vote page, 10 families', value: small, unit: 'ms' },
    { what: 'the same of 1,000 families against it', value: large / small, unit: '×', most: 1.2 },
  ]
}

/** Pages and votes per second against the bare program's, in turn; votes come last. */
async function rates(server: RunningServer, bareUrl: string, stages: Stages): Promise<Figure[]> {
  const found: Figure[] = []
  for (const size of [50, 500] as const) {
    const stage = stages[size]
    const views = {
      ours: stage.voters.map((voter) => viewOf(stage, voter)),
      bare: stage.voters.map((voter) => viewOf({ page: `/${voter.family}` }, voter)),
    }
    found.push(...(await against(`vote pages, ${size} families`, server.baseUrl, bareUrl, views, 0.8)))
  }
  for (const size of [50] as const) {
    const stage = stages[size]
    const rounds = [0, 1, 2].flatMap((round) => stage.voters.map((voter) => ({ round, voter })))
    const votes = {
      ours: rounds.map(({ round, voter }) => voteOf(stage, voter, round, server.baseUrl)),
      bare: rounds.map(({ round, voter }) => ({
        ...voteOf(stage, voter, round, bareUrl),
        path: `/${voter.family}`,
      })),
    }
    found.push(...(await against(`votes, ${size} families`, server.baseUrl, bareUrl, votes, 0.75)))
  }
  return found
}

type Requests = Parameters<typeof loadOn>[1]

async function against(
  what: string,
  ours: string,
  bare: string,
  requests: { ours: Requests; bare: Requests },
  least: number,
): Promise<Figure[]> {
  // Warms both up until their code is compiled.
  await loadOn(ours, requests.ours, WARM_UP_SECONDS)
  await loadOn(bare, requests.bare, WARM_UP_SECONDS)
  const loads: { ours: LoadFigures[]; bare: LoadFigures[] } = { ours: [], bare: [] }
  for (let round = 0; round < ROUNDS; round++) {
    loads.ours.push(await loadOn(ours, requests.ours, SECONDS))
    loads.bare.push(await loadOn(bare, requests.bare, SECONDS))
  }
  const rate = (some: LoadFigures[]) => median(some.map(({ perSecond }) => perSecond))
  const failed = [...loads.ours, ...loads.bare].reduce((sum, one) => sum + one.failed, 0)
  return [
    { what: `${what}: a second`, value: rate(loads.ours), unit: '' },
    { what: `${what}: a second of the bare program`, value: rate(loads.bare), unit: '' },
    {
      what: `${what}: against the bare program`,
      value: rate(loads.ours) / rate(loads.bare),
      unit: '×',
      least,
    },
    { what: `${what}: without success`, value: failed, unit: '', most: 0 },
  ]
}

// The peak memory of the process, after the whole load.
function memoryOf({ process: { pid } }: RunningServer): Figure {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const kilobytes = Number(/VmHWM:\s*(\d+)/.exec(status)?.[1])
  return {
    what: 'memory of the server under this load, at the most',
    value: kilobytes / 1024,
    unit: 'MB',
    most: 200,
  }
}

/** From the start of the process, with its engine, to the first vote page, on the data of all of the above. */
async function startTime(): Promise<Figure> {
  const times: number[] = []
  for (let run = 0; run < STARTS; run++) {
    const began = performance.now()
    const server = await startServer({}, folder)
    const page = await fetch(server.baseUrl + known.path, { headers: { cookie: known.cookie } })
    await page.arrayBuffer()
    if (page.status !== 200) throw new Error(`the first page after a start: ${page.status}`)
    times.push(performance.now() - began)
    await server.stop()
  }
  return { what: 'from start to first vote page', value: median(times), unit: 'ms', most: 600 }
}

async function coldFunction(): Promise<Figure> {
  const { stdout } = await promisify(execFile)(process.execPath, ['infra/aws/weight.ts'], { cwd: ROOT })
  const value = Number(/^web: .*, (-?[\d.]+) ms over/m.exec(stdout)?.[1])
  return { what: 'own code of a cold function over the client alone', value, unit: 'ms', most: 25 }
}

const figures = await measured()
rmSync(folder, { recursive: true, force: true })
mkdirSync(join(ROOT, 'dist'), { recursive: true })
writeFileSync(join(ROOT, 'dist', 'bench.json'), JSON.stringify(figures, null, 2))
console.log(`\n${tableOf(figures)}\n\nThe same as JSON: dist/bench.json`)
process.exitCode = figures.every(isReached) ? 0 : 1
