import { expect, test, vi } from 'vitest'
import { SIMPLE_COLUMNS } from '../../../shared/roster/simple.ts'
import type { Table } from '../../../shared/table/table.ts'
import { apiOn, PUENTE } from '../../support/api.ts'
import { freshTable } from '../../support/engine.ts'

test('a request that broke down is done when it is sent again under its key, and then once only', async () => {
  const table = await freshTable()
  let isWell = false
  const commit: Table['commit'] = async (...writes) => {
    const isOfKey = writes.every((write) => JSON.stringify(write).includes('IDEMPOTENCY#'))
    if (!isWell && !isOfKey) throw new Error('the database is away')
    return table.commit(...writes)
  }
  const silent = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const call = apiOn({ ...table, commit })
  const send = () => call('POST', '/schools', PUENTE, { 'idempotency-key': 'one' })
  expect((await send()).status).toBe(500)
  expect((await send()).status).toBe(500)
  isWell = true
  const made = await send()
  expect(made.status).toBe(201)
  expect((await send()).body).toEqual(made.body)
  expect((await call('GET', '/schools')).body.items).toHaveLength(1)
  silent.mockRestore()
})

/** A process that ends at one of its calls to write: before it reaches the table, or before its answer is back. */
function mortal(table: Table) {
  const life = { writes: Number.POSITIVE_INFINITY, isAnswerLost: false, isDead: false }
  const alive = () => {
    if (life.isDead) throw new Error('the process has ended')
  }
  const writing = async <T>(write: () => Promise<T>): Promise<T> => {
    alive()
    life.isDead = life.writes-- <= 0
    if (life.isDead && life.isAnswerLost) await write()
    alive()
    return write()
  }
  const reading =
    <Given extends unknown[], Result>(read: (...given: Given) => Promise<Result>) =>
    async (...given: Given) => {
      alive()
      return read(...given)
    }
  const wrapped: Table = {
    ...table,
    get: reading(table.get) as Table['get'],
    getItems: reading(table.getItems),
    query: reading(table.query) as Table['query'],
    queryAll: reading(table.queryAll) as Table['queryAll'],
    commit: (...writes) => writing(() => table.commit(...writes)),
    putAll: (...given) => writing(() => table.putAll(...given)),
  }
  return { table: wrapped, life }
}

const WORKSHOP = {
  title: { en: 'Reading at home' },
  purpose: 'learning',
  audience: ['parents'],
  durationMinutes: 60,
  presentationLanguage: 'en',
}
const PROPOSAL = {
  title: 'Sewing',
  learn: 'To sew',
  audience: ['parents'],
  languages: ['es'],
  durationMinutes: 60,
}

type World = {
  school: string
  family: string
  other: string
  workshop: string
  session: string
  caregiver: string
}

async function worldOf(api: ReturnType<typeof apiOn>): Promise<World> {
  const made = async (path: string, body: unknown) => (await api('POST', path, body)).body
  const school = (await made('/schools', PUENTE)).id
  const caregivers = [{ givenName: 'Rosa' }, { givenName: 'Luis' }]
  const family = await made(`/schools/${school}/families`, { caregivers })
  const other = await made(`/schools/${school}/families`, { caregivers: [{ givenName: 'Linh' }] })
  const workshop = (await made(`/schools/${school}/workshops`, WORKSHOP)).id
  const { body: poll } = await api('PUT', `/workshops/${workshop}/poll`, {
    options: [{ startLocal: '2027-03-22T18:00' }],
    closesAt: '2027-03-11T18:00',
  })
  const option = poll.options[0].id
  await api('PUT', `/workshops/${workshop}/poll/ballots/${other.id}`, { answers: { [option]: 'yes' } })
  const { sessions } = await made(`/workshops/${workshop}/schedule`, { options: [option] })
  await api('PUT', `/sessions/${sessions[0].id}/replies/${other.id}`, { attending: true, adults: 1 })
  const caregiver = family.caregivers[1].id
  return { school, family: family.id, other: other.id, workshop, session: sessions[0].id, caregiver }
}

const under = ({ school }: World) => `/schools/${school}`
const idsOf = (body: { items: { id?: string; family?: string }[] }) =>
  body.items.map(({ id, family }) => id ?? family)

type Act = {
  path: (world: World) => string
  body?: (world: World) => unknown
  list: (world: World) => string
  more: number
}

const ACTS: [what: string, act: Act][] = [
  [
    'a workshop',
    {
      path: (w) => `${under(w)}/workshops`,
      body: () => WORKSHOP,
      list: (w) => `${under(w)}/workshops`,
      more: 1,
    },
  ],
  [
    'a copy of a workshop',
    { path: (w) => `/workshops/${w.workshop}/copy`, list: (w) => `${under(w)}/workshops`, more: 1 },
  ],
  [
    'a family',
    {
      path: (w) => `${under(w)}/families`,
      body: () => ({ caregivers: [{ givenName: 'Eva' }] }),
      list: (w) => `${under(w)}/families`,
      more: 1,
    },
  ],
  [
    'a proposal',
    {
      path: (w) => `${under(w)}/proposals`,
      body: ({ family }) => ({ ...PROPOSAL, family }),
      list: (w) => `${under(w)}/proposals`,
      more: 1,
    },
  ],
  [
    'an invitation',
    {
      path: (w) => `${under(w)}/members`,
      body: () => ({ name: 'Eva', email: 'eva@example.org' }),
      list: (w) => `${under(w)}/members`,
      more: 1,
    },
  ],
  [
    'an API key',
    {
      path: (w) => `${under(w)}/api-keys`,
      body: () => ({ name: 'site' }),
      list: (w) => `${under(w)}/api-keys`,
      more: 1,
    },
  ],
  [
    'a closed day',
    {
      path: (w) => `${under(w)}/closures`,
      body: () => ({ name: 'Snow', from: '2027-03-21' }),
      list: (w) => `${under(w)}/closures`,
      more: 1,
    },
  ],
  [
    'an item of a checklist',
    {
      path: (w) => `/sessions/${w.session}/items`,
      body: () => ({ title: 'Pens' }),
      list: (w) => `/sessions/${w.session}/logistics`,
      more: 1,
    },
  ],
  [
    'a line of a sign-up list',
    {
      path: (w) => `/sessions/${w.session}/signups`,
      body: () => ({ title: { en: 'A main dish' }, wanted: 4 }),
      list: (w) => `/sessions/${w.session}/signups`,
      more: 1,
    },
  ],
  [
    'a family at the door',
    {
      path: (w) => `/sessions/${w.session}/attendance`,
      body: () => ({ name: 'Eva', language: 'es' }),
      list: (w) => `${under(w)}/families`,
      more: 1,
    },
  ],
  [
    'a split',
    {
      path: (w) => `${under(w)}/families/${w.family}/split`,
      body: ({ caregiver }) => ({ caregivers: [caregiver] }),
      list: (w) => `${under(w)}/families`,
      more: 1,
    },
  ],
  [
    'a personal link',
    {
      path: (w) => `${under(w)}/families/${w.family}/link`,
      list: (w) => `${under(w)}/families`,
      more: 0,
    },
  ],
  [
    'a merge',
    {
      path: (w) => `${under(w)}/families/${w.family}/merge`,
      body: ({ other }) => ({ family: other }),
      list: (w) => `${under(w)}/families`,
      more: -1,
    },
  ],
]

// No act here writes as often.
const MOST_WRITES = 40

test.each(ACTS)(
  '%s is made once, wherever a process ends that makes it',
  { timeout: 120_000 },
  async (_, act) => {
    const silent = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const whole = await freshTable()
    const { table, life } = mortal(whole)
    const clock = { now: '2027-03-01T15:00:00.000Z' }
    const [fragile, sound] = [apiOn(table, clock), apiOn(whole, clock)]
    const shapes = new Set<string>()
    let isUndisturbed = false
    for (let writes = 0; writes < MOST_WRITES && !isUndisturbed; writes++) {
      for (const isAnswerLost of [false, true]) {
        const world = await worldOf(sound)
        const before = idsOf((await sound('GET', act.list(world))).body)
        const send = (api: ReturnType<typeof apiOn>) =>
          api('POST', act.path(world), act.body?.(world), { 'idempotency-key': `${writes} ${isAnswerLost}` })
        Object.assign(life, { writes, isAnswerLost, isDead: false })
        const first = await send(fragile)
        isUndisturbed = !life.isDead
        clock.now = new Date(Date.parse(clock.now) + 61_000).toISOString()
        const again = await send(sound)
        if (isUndisturbed) expect(again).toEqual(first)
        expect([writes, isAnswerLost, again.status < 300]).toEqual([writes, isAnswerLost, true])
        expect(await send(sound)).toEqual(again)
        const after = idsOf((await sound('GET', act.list(world))).body)
        expect([writes, isAnswerLost, after.length]).toEqual([writes, isAnswerLost, before.length + act.more])
        shapes.add(JSON.stringify([again.status, shapeOf(again.body)]))
      }
    }
    expect(isUndisturbed).toBe(true)
    // Each repeat answers like the undisturbed request.
    expect([...shapes]).toHaveLength(1)
    silent.mockRestore()
  },
)

/** The names and kinds of values of an answer, whatever their order, without ids and instants, which differ from world to world. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf)
  if (typeof value !== 'object' || value === null) return typeof value
  return Object.fromEntries(
    Object.entries(value)
      .sort()
      .map(([name, one]) => [name, shapeOf(one)]),
  )
}

test('a roster that is repeated goes on where a process ended, and reports the whole', {
  timeout: 120_000,
}, async () => {
  const silent = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const whole = await freshTable()
  const { table, life } = mortal(whole)
  const clock = { now: '2027-03-01T15:00:00.000Z' }
  const [fragile, sound] = [apiOn(table, clock), apiOn(whole, clock)]
  const rows = ['F1,Rosa', 'F2,Luis', 'F3,Linh'].map((row) => `${row},,,,,,,,`)
  const csv = [SIMPLE_COLUMNS.join(','), ...rows].join('\n')
  const families = { created: 3, updated: 0, unchanged: 0 }
  life.isDead = true
  for (let writes = 1; life.isDead; writes++) {
    const school = (await sound('POST', '/schools', PUENTE)).body.id
    const headers = { 'content-type': 'text/csv', 'idempotency-key': `roster ${writes}` }
    Object.assign(life, { writes, isAnswerLost: true, isDead: false })
    await fragile('POST', `/schools/${school}/roster`, csv, headers)
    // The reservation of the key is given up after a minute; the lock of the import, which lasts longer, is taken over.
    clock.now = new Date(Date.parse(clock.now) + 61_000).toISOString()
    const { status, body } = await sound('POST', `/schools/${school}/roster`, csv, headers)
    expect([writes, status, body.families]).toEqual([writes, 200, families])
    expect((await sound('GET', `/schools/${school}/families`)).body.items).toHaveLength(3)
    const other = await sound('POST', `/schools/${school}/roster`, csv, { 'content-type': 'text/csv' })
    expect([other.status, other.body.families]).toEqual([200, { ...families, created: 0, unchanged: 3 }])
  }
  silent.mockRestore()
})

test('a merge that stopped takes everything over when it is repeated', async () => {
  const silent = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const whole = await freshTable()
  const { table, life } = mortal(whole)
  const clock = { now: '2027-03-01T15:00:00.000Z' }
  const [fragile, sound] = [apiOn(table, clock), apiOn(whole, clock)]
  const world = await worldOf(sound)
  const merge = (api: ReturnType<typeof apiOn>) =>
    api(
      'POST',
      `${under(world)}/families/${world.family}/merge`,
      { family: world.other },
      { 'idempotency-key': 'm' },
    )
  for (let writes = 2; ; writes += 2) {
    Object.assign(life, { writes, isAnswerLost: true, isDead: false })
    await merge(fragile)
    if (!life.isDead) break
    clock.now = new Date(Date.parse(clock.now) + 61_000).toISOString()
  }
  expect((await sound('GET', `${under(world)}/families/${world.family}`)).body.caregivers).toHaveLength(3)
  const replies = (await sound('GET', `/sessions/${world.session}/replies`)).body.items
  expect(replies.map(({ family }: { family: string }) => family)).toEqual([world.family])
  const ballot = await sound('GET', `/workshops/${world.workshop}/poll/ballots/${world.family}`)
  expect(ballot.status).toBe(200)
  silent.mockRestore()
})

test('a request waits for the first one under its key, for five seconds at most', {
  timeout: 30_000,
}, async () => {
  const table = await freshTable()
  let release = () => {}
  const isSchool = (writes: readonly unknown[]) => JSON.stringify(writes).includes('Puente Elementary')
  const commit: Table['commit'] = async (...writes) => {
    if (isSchool(writes))
      await new Promise<void>((resolve) => {
        release = resolve
      })
    return table.commit(...writes)
  }
  const [slow, call] = [apiOn({ ...table, commit }), apiOn(table)]
  const headers = { 'idempotency-key': 'slow' }
  const first = slow('POST', '/schools', PUENTE, headers)
  await new Promise((resolve) => setTimeout(resolve, 300))
  const early = await call('POST', '/schools', PUENTE, headers)
  expect([early.status, early.body.type, early.body.retryAfter]).toEqual([
    409,
    '/api/v1/problems/idempotency-in-progress',
    5,
  ])
  const waiting = call('POST', '/schools', PUENTE, headers)
  await new Promise((resolve) => setTimeout(resolve, 300))
  release()
  expect(await waiting).toEqual(await first)
  expect((await call('GET', '/schools')).body.items).toHaveLength(1)
})

test('a refusal that may pass is not kept', async () => {
  const api = apiOn(await freshTable())
  const world = await worldOf(api)
  const headers = { 'idempotency-key': 'passing' }
  const path = `/workshops/${world.workshop}/schedule`
  const other = await api('POST', path, { options: ['none'] }, headers)
  expect(other.status).toBe(409)
  // The same key with another body: nothing was kept that it could conflict with.
  const { body } = await api('GET', `/workshops/${world.workshop}/poll`)
  expect((await api('POST', path, { options: [body.options[0].id] }, headers)).status).toBe(200)
})

test('thirty keys sent four times at once make thirty workshops', { timeout: 60_000 }, async () => {
  const api = apiOn(await freshTable())
  const school = (await api('POST', '/schools', PUENTE)).body.id
  const path = `/schools/${school}/workshops`
  const sent = Array.from({ length: 30 }, (_, key) => key).flatMap((key) =>
    Array.from({ length: 4 }, () => api('POST', path, WORKSHOP, { 'idempotency-key': `key ${key}` })),
  )
  const replies = await Promise.all(sent)
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]))
  expect((await api('GET', path)).body.items).toHaveLength(30)
})
