import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { chanceOf, SEED, sized } from '../support/chance.ts'
import { freshTable } from '../support/engine.ts'
import { type RunningServer, startServer, TEST_TOKEN } from '../support/server.ts'

const FAMILIES = sized(12, 100)
const SKEW_MS = 2_000
const DAY = 86_400_000
const BEFORE_MS = 3_500

let variables: Record<string, string>
let ahead: RunningServer
let behind: RunningServer
beforeAll(async () => {
  const CONVITE_TABLE = `clock-${randomUUID()}`
  await freshTable(CONVITE_TABLE)
  variables = { DYNAMODB_ENDPOINT: inject('dynamodbEndpoint'), CONVITE_TABLE }
  ahead = await startAt(SKEW_MS)
})
afterAll(() => Promise.all([ahead?.remove(), behind?.remove()]))

function startAt(skew: number): Promise<RunningServer> {
  return startServer({ ...variables, CONVITE_NOW: new Date(Date.now() + skew).toISOString() })
}

type Skew = (server: RunningServer) => Promise<number>

/**
 * Starts the server whose clock is behind. A clock starts with its server, which takes a while: where the two are then not
 * far enough apart, starts it again.
 */
async function startBehind(skewOf: Skew): Promise<{ ahead: number; behind: number }> {
  const first = await skewOf(ahead)
  for (let late = SKEW_MS - first; ; ) {
    behind = await startAt(first - 2 * SKEW_MS + late)
    const second = await skewOf(behind)
    if (Math.abs(first - second - 2 * SKEW_MS) < SKEW_MS / 4) return { ahead: first, behind: second }
    await behind.remove()
    late += first - 2 * SKEW_MS - second
  }
}

type Answer = { status: number; body: Record<string, unknown> }

async function api(server: RunningServer, method: string, path: string, body?: unknown): Promise<Answer> {
  const answer = await fetch(`${server.baseUrl}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${TEST_TOKEN}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: (await answer.json()) as Answer['body'] }
}

/** The offset of a server's clock from ours, by the time at which it says it received a vote. */
async function skewOf(server: RunningServer, path: string, answers: object): Promise<number> {
  const { body } = await api(server, 'PUT', path, {
    answers,
    via: 'phone',
    recordedBy: `clock ${Math.random()}`,
  })
  return Date.parse(String(body.receivedAt)) - Date.now()
}

async function openPoll() {
  const { body: school } = await api(ahead, 'POST', '/schools', {
    name: 'Puente Elementary',
    timeZone: 'America/New_York',
    languages: ['en'],
    defaultLanguage: 'en',
  })
  const { body: workshop } = await api(ahead, 'POST', `/schools/${school.id}/workshops`, {
    title: { en: 'Reading' },
    purpose: 'learning',
    durationMinutes: 60,
    presentationLanguage: 'en',
  })
  const families: string[] = []
  for (let place = 0; place <= FAMILIES; place++) {
    const family = { caregivers: [{ givenName: `Parent ${place}` }] }
    families.push(String((await api(ahead, 'POST', `/schools/${school.id}/families`, family)).body.id))
  }
  const put = async (closesAt: number) => {
    const start = new Date(Date.now() + 20 * DAY).toISOString()
    const input = { options: [{ start }], closesAt: new Date(closesAt).toISOString() }
    return api(ahead, 'PUT', `/workshops/${workshop.id}/poll`, input)
  }
  return { workshop: String(workshop.id), families, put }
}

type Acknowledged = { answer: string; mark: string }

test('at a deadline the server that received a vote decides whether it is in time, and both count those that are', async () => {
  const chance = chanceOf(SEED)
  const { workshop, families, put } = await openPoll()
  const [first = '', ...voters] = families
  const ballot = (family: string) => `/workshops/${workshop}/poll/ballots/${family}`
  const trial = await put(Date.now() + DAY)
  const option = (trial.body.options as { id: string; start: string }[])[0] ?? { id: '', start: '' }
  const skews = await startBehind((server) => skewOf(server, ballot(first), { [option.id]: 'yes' }))
  // Shortly before the clock that is ahead reaches it.
  const closesAt = new Date(Date.now() + Math.max(skews.ahead, 0) + BEFORE_MS).toISOString()
  const closing = { options: [{ id: option.id, start: option.start }], closesAt }
  expect((await api(ahead, 'PUT', `/workshops/${workshop}/poll`, closing)).status).toBe(200)

  const acknowledged = new Map<string, Acknowledged>([[first, { answer: 'yes', mark: '' }]])
  const sums = { ahead: 0, behind: 0, refusedAhead: 0, refusedBehind: 0, between: 0 }
  const wrong: string[] = []
  const vote = async (family: string, serial: number) => {
    const isAhead = chance() < 0.5
    const answer = ['yes', 'ifNeeded', 'no'][Math.floor(chance() * 3)] ?? 'no'
    const mark = `call ${serial}`
    const said = await api(isAhead ? ahead : behind, 'PUT', ballot(family), {
      answers: { [option.id]: answer },
      via: 'phone',
      recordedBy: mark,
    })
    if (said.status === 200) {
      acknowledged.set(family, { answer, mark })
      sums[isAhead ? 'ahead' : 'behind'] += 1
      if (sums.refusedAhead > 0 && !isAhead) sums.between += 1
      if (String(said.body.receivedAt) >= closesAt) wrong.push(`${said.body.receivedAt} was let in`)
      return
    }
    if (said.status !== 409 || !String(said.body.type).endsWith('/poll-closed'))
      wrong.push(JSON.stringify(said))
    sums[isAhead ? 'refusedAhead' : 'refusedBehind'] += 1
  }
  const voteOn = async (family: string, place: number) => {
    // The last of them arrive when one of the clocks is past the deadline.
    const isLate = place % 3 === 0
    for (let serial = 0; sums.refusedBehind < FAMILIES; serial++) {
      if (isLate && sums.refusedAhead === 0) await new Promise((done) => setTimeout(done, 20))
      else await vote(family, serial)
    }
  }
  await Promise.all(voters.map(voteOn))

  for (const server of [ahead, behind]) {
    for (const [family, { mark }] of acknowledged) {
      const { body } = await api(server, 'GET', ballot(family))
      if (mark && body.recordedBy !== mark) wrong.push(`${family}: ${mark} and not ${body.recordedBy}`)
    }
    const count = (wanted: string) =>
      [...acknowledged.values()].filter(({ answer }) => answer === wanted).length
    await expect
      .poll(async () => (await api(server, 'GET', `/workshops/${workshop}/poll`)).body, { timeout: 10_000 })
      .toMatchObject({
        status: 'closed',
        answered: acknowledged.size,
        options: [{ yes: count('yes'), ifNeeded: count('ifNeeded'), no: count('no') }],
      })
  }
  console.log(
    `two clocks, ${skews.ahead - skews.behind} ms apart, at a deadline, seed ${SEED}; acknowledged ` +
      `${sums.ahead} and ${sums.behind} votes, of which ${sums.between} by one while the other refused; refused ` +
      `${sums.refusedAhead} and ${sums.refusedBehind}; ${acknowledged.size} families counted on both; ` +
      `lost ${wrong.length}`,
  )
  expect(wrong).toEqual([])
  for (const sum of Object.values(sums)) expect(sum).toBeGreaterThan(0)
})
