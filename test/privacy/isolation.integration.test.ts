import { deflateSync, gzipSync } from 'fflate'
import { DateTime } from 'luxon'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { createApi } from '../../functions/api/app.ts'
import { routes as apiRoutes } from '../../functions/api/routes.ts'
import { dispatch, dueWork } from '../../shared/delivery/dispatch.operations.ts'
import { readFamily } from '../../shared/family/family.operations.ts'
import { continueImport } from '../../shared/roster/import.operations.ts'
import type { Item, WholeTable } from '../../shared/table/table.ts'
import { createWeb } from '../../web/app.ts'
import { feedName } from '../../web/feed-name.ts'
import { routes } from '../../web/routes.ts'
import { schoolRoutes } from '../../web/school-routes.ts'
import { workHere } from '../support/background-jobs.ts'
import { ALL_CARRIERS } from '../support/context.ts'
import { device } from '../support/device.ts'
import { quietTable } from '../support/engine.ts'
import { everyItem, type Life, liveThrough, marksOf } from '../support/life.ts'
import { pictureStorage } from '../support/picture-storage.ts'
import { holding, type Read, textOf, watchedTable } from '../support/watched.ts'
import { BODIES } from './bodies.ts'
import { idsOf, pages, signedIn } from './paths.ts'

// Simulated school years, on a machine that may be busy.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

// Two schools with full histories: Aster sends requests, and nothing of Birch may be read for them.
const COOKIE_KEY = 'a key for tests of at least thirty-two signs'
let table: WholeTable
let reads: Read[]
let aster: Life
let birch: Life
let ofBirch: RegExp
let before: Map<string, Item>
let ids: Record<'own' | 'theirs', Record<string, string>>
let web: ReturnType<typeof createWeb>
let api: ReturnType<typeof createApi>

beforeAll(async () => {
  const whole = await quietTable()
  const pictures = pictureStorage()
  aster = await liveThrough(whole, marksOf(0), undefined, pictures)
  birch = await liveThrough(whole, marksOf(1), undefined, pictures)
  const watched = watchedTable(whole)
  table = whole
  reads = watched.reads
  const items = await everyItem(whole)
  const names = new Set(birchIds(items.map((item) => JSON.stringify(item))))
  ofBirch = new RegExp([birch.marks.name, birch.marks.phone(0).slice(1, -3), ...names].join('|'), 'i')
  before = holding(items, ofBirch)
  ids = { own: idsOf(aster, items), theirs: idsOf(birch, items) }
  const now = () => DateTime.fromISO(aster.clock.now, { zone: 'utc' })
  const services = {
    table: watched.table,
    now,
    cookieKey: COOKIE_KEY,
    jobs: workHere({ table: watched.table, now }),
    pictures,
    carriers: ALL_CARRIERS,
  }
  web = createWeb(services)
  api = createApi(services)
})

// Ids of twelve characters in items of Birch, and in none of Aster.
function birchIds(texts: readonly string[]): string[] {
  const isOf =
    ({ school, marks }: Life) =>
    (text: string) =>
      text.includes(school) || text.includes(marks.name)
  const idsIn = (life: Life) =>
    new Set(texts.filter(isOf(life)).flatMap((text) => text.match(/(?<![\w-])[0-9a-z]{12}(?![\w])/g) ?? []))
  const others = idsIn(aster)
  return [...idsIn(birch)].filter((id) => !others.has(id))
}

/** A path, and which of its parameters are of the other school: none, all, or some. */
type Combination = { path: string; theirs: 'none' | 'all' | 'some'; isWithinTheirs: boolean }

/** A path with each combination of ids of one school or the other. */
function combinations(names: readonly string[], build: (values: string[]) => string): Combination[] {
  const differing = names.filter((name) => ids.own[name] !== ids.theirs[name])
  const count = 2 ** differing.length
  return Array.from({ length: count }, (_, choice) => {
    const isTheirs = (name: string) =>
      differing.includes(name) && (choice & (1 << differing.indexOf(name))) > 0
    const values = names.map((name) => ids[isTheirs(name) ? 'theirs' : 'own'][name] ?? name)
    const theirs = choice === 0 ? 'none' : choice === count - 1 ? 'all' : 'some'
    return { path: build(values), theirs, isWithinTheirs: isTheirs(names[0] ?? '') }
  })
}

/** The public pages of each school. */
const PUBLIC: RegExp = /^\/(w|new|changed|calendar\/school)\//

const webPaths = () =>
  pages().flatMap(({ names, build }) => combinations(names, (values) => build(...values)))

/** The fields of every form in one, with ids of the other school wherever possible. */
function fields(): Record<string, string> {
  const { family, workshop, session, member, school, call, proposal, upload, job } = ids.theirs
  const theirs = { family, other: family, workshop, session, member, school, call, proposal, upload, job }
  const words = { text: 'words', title: 'words', name: 'words', email: 'x@example.org', search: 'a', q: 'a' }
  return {
    ...theirs,
    ...words,
    hostFamily: family,
    with: family,
    families: family,
    id: family,
    assignee: member,
  } as Record<string, string>
}

// The first page reads from the directory whether there is one school, and the one that founds a school whether there is any.
const WHETHER_ANY = [1, 2].map((limit) => JSON.stringify([{ pk: 'SCHOOLS', limit }]))

/** What was read of the other school since the last call. */
function strayReads(): string[] {
  const told = reads.splice(0).filter(({ asked }) => !WHETHER_ANY.includes(asked))
  const stray = told.filter(
    ({ asked, found }) => asked.includes(`SCHOOL#${birch.school}`) || ofBirch.test(found),
  )
  return stray.map(({ asked, found }) => `${asked} → ${found.slice(0, 200)}`)
}

const PRIVATE =
  /Birch-(rosa|bao|dana|sam|linh|note|recorder|sitter|owner|memo|reason)|Birch(one|two|three|nine)|1212555 ?1/i

/** What is wrong with a response: a fault, a read of the other school, or data of its people. */
function wrongWith(request: string, status: number, text: string, isPublic = false): string[] {
  const stray = strayReads()
  return [
    ...(status >= 500 ? [`${request}: ${status}`] : []),
    ...(isPublic ? [] : stray.map((read) => `${request} reads ${read}`)),
    ...(PRIVATE.test(text) ? [`${request} shows ${PRIVATE.exec(text)?.[0]}`] : []),
  ]
}

test('each school has an id for each path parameter', () => {
  const inPaths = apiRoutes.flatMap(({ path }) =>
    [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name),
  )
  const names = new Set([...inPaths, ...pages().flatMap((page) => page.names)])
  expect([...names].filter((name) => !ids.own[name] || !ids.theirs[name])).toEqual([])
})

test('a read of the other school is detected', async () => {
  const organizer = await signedIn(web, birch, 'organizer')
  reads.length = 0
  const { status, page } = await organizer.get(schoolRoutes.families())
  const wrong = wrongWith('families', status, page)
  expect(wrong.some((one) => one.includes(' reads '))).toBe(true)
  expect(wrong.some((one) => one.includes(' shows '))).toBe(true)
  expect(ofBirch.test(JSON.stringify(await readFamily(aster.all, aster.school, aster.families.rosa)))).toBe(
    false,
  )
  expect(before.size).toBeGreaterThan(80)
  for (const pack of [gzipSync, deflateSync])
    expect(textOf([{ bytes: pack(new TextEncoder().encode('Birchone')) }])).toMatch(ofBirch)
})

const holdsFeed = (path: string) => path.startsWith(routes.familyFeed(''))

describe('Pages read nothing of another school', () => {
  // The person who sees most requests everything, their own pages included; the others the pages of the other school.
  test.each([
    ['organizer', '/school', 40, ['none', 'all', 'some']],
    ['family', '/me', 10, ['none', 'all', 'some']],
    ['helper', '/school', 0, ['all']],
    ['leader', '/school', 0, ['all']],
    ['public', '/', 0, ['all']],
  ] as const)('for the %s', async (who, home, fewest, looked) => {
    const browser = who === 'public' ? device(web) : await signedIn(web, aster, who)
    const paths = webPaths().filter(({ theirs }) => looked.some((one) => one === theirs))
    expect(paths.length).toBeGreaterThan(70)
    reads.length = 0
    const [wrong, shown]: [string[], string[]] = [[], []]
    for (const { path } of paths) {
      const { status, page } = await browser.get(path)
      // A feed's name is signed with data of its family, which is read to verify it.
      const isPublic = PUBLIC.test(path) || holdsFeed(path)
      wrong.push(
        ...wrongWith(`GET ${path}`, status, isThanking(path) ? '' : withoutReception(path, page), isPublic),
      )
      if (status === 200) shown.push(path)
    }
    expect(shown.length).toBeGreaterThan(fewest)
    for (const { path, theirs } of paths) {
      if (theirs === 'none' && isNamingOwn(path)) continue
      const { status, page } = await browser.post(path, fields())
      wrong.push(...wrongWith(`POST ${path}`, status, page, holdsFeed(path) || isIntroducing(path)))
    }
    expect(wrong).toEqual([])
    expect((await browser.get(home)).status).toBe(200)
  })
})

// What a school's own people may do with their own data is not tested here.
const isNamingOwn = (path: string) => Object.values(ids.own).some((id) => id.length > 9 && path.includes(id))

// Where parents are thanked by name, with their consent.
const isThanking = (path: string) => path.startsWith(routes.changes(''))

// Where new families introduce themselves, to whichever school.
const isIntroducing = (path: string) => path.startsWith(routes.introduce(''))

// What thanks them names the first organizer, and nobody else.
const withoutReception = (path: string, page: string) =>
  isIntroducing(path) ? page.replace('Birch-dana', '') : page

describe('The API with a key of one school reads nothing of another', () => {
  const callable = apiRoutes.filter(({ path }) => path.includes('{'))
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await api.request(`http://localhost/api/v1${path}`, {
      method: method.toUpperCase(),
      headers: {
        authorization: `Bearer ${aster.team.secret}`,
        'content-type': 'application/json',
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    return { status: response.status, text: await response.text() }
  }
  const pathsOf = (path: string) => {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
    return combinations(names, (values) => values.reduce((so, value) => so.replace(/\{\w+\}/, value), path))
  }
  const bodyFor = (route: (typeof callable)[number]) =>
    route.body ? BODIES[`${route.method} ${route.path}`]?.(ids.theirs) : route.bytes ? 'x' : undefined

  test('for any call', async () => {
    const wrong: string[] = []
    reads.length = 0
    for (const route of callable)
      for (const { path, theirs, isWithinTheirs } of pathsOf(route.path)) {
        if (theirs === 'none' && route.method !== 'get') continue
        const { status, text } = await call(route.method, path, bodyFor(route))
        const request = `${route.method} ${path}`
        // "You said, we did" is public for every school.
        const isPublic = route.path === '/schools/{school}/decisions' && route.method === 'get'
        wrong.push(...wrongWith(request, status, isPublic ? '' : text, isPublic))
        if (isWithinTheirs && !isPublic && status < 400) wrong.push(`${request} is answered with ${status}`)
      }
    expect(wrong).toEqual([])
  })

  test('for an own call that names an id of the other', async () => {
    const naming = callable.filter((route) => ofTheirs(bodyFor(route)))
    expect(naming.length).toBeGreaterThan(8)
    const wrong: string[] = []
    for (const route of naming) {
      const [own] = pathsOf(route.path)
      const { status, text } = await call(route.method, own?.path ?? '', bodyFor(route))
      wrong.push(...wrongWith(`${route.method} ${own?.path}`, status, text))
    }
    expect(wrong).toEqual([])
  })

  test('each call with a body gets a valid one', () => {
    const taking = callable.filter(({ body }) => body)
    expect(Object.keys(BODIES).sort()).toEqual(taking.map(({ method, path }) => `${method} ${path}`).sort())
    for (const route of taking) expect(route.body?.safeParse(bodyFor(route)).error?.issues).toBeUndefined()
  })

  test('with cursors of the other, or forged ones', async () => {
    const own = JSON.parse((await call('get', `/schools/${aster.school}/families?limit=1`)).text)
    expect(own.nextCursor).toBeDefined()
    const others = Object.values(birch.families).slice(0, 3)
    const made = ['#', '\uffff', '~', `FAMILY#${others[0]}`, `../${birch.school}`, '学'.repeat(400), '\u0001']
    reads.length = 0
    for (const cursor of [...others, ...made]) {
      const { status, text } = await call(
        'get',
        `/schools/${aster.school}/families?cursor=${encodeURIComponent(cursor)}`,
      )
      expect([cursor, wrongWith('families', status, text)]).toEqual([cursor, []])
    }
  })

  test('with an idempotency key that the other used, with the same body or its path', async () => {
    const headers = { 'idempotency-key': 'the same key in every school' }
    const body = { name: birch.named('by-program'), from: '2027-05-31' }
    aster.clock.now = '2027-03-01T15:00:01.000Z' // within the day for which both are remembered
    reads.length = 0
    const theirs = await call('post', `/schools/${birch.school}/closures`, body, headers)
    expect(theirs.status).toBe(422)
    const own = await call(
      'post',
      `/schools/${aster.school}/closures`,
      { ...body, name: aster.named('by-program') },
      headers,
    )
    expect([own.status, own.text.includes(aster.named('by-program'))]).toEqual([201, true])
    expect(wrongWith('closures', own.status, own.text + theirs.text)).toEqual([])
    const fresh = await call('post', `/schools/${birch.school}/closures`, body, {
      'idempotency-key': 'another',
    })
    expect(fresh.status).toBe(404)
    expect(wrongWith('closures', fresh.status, fresh.text)).toEqual([])
  })
})

const ofTheirs = (body: unknown) =>
  body !== undefined &&
  Object.values(ids.theirs).some((id) => id.length > 9 && JSON.stringify(body).includes(id))

test('a feed’s name opens that family’s calendar only', async () => {
  const rosa = await readFamily(aster.all, aster.school, aster.families.rosa)
  const name = feedName(COOKIE_KEY, { school: aster.school, family: rosa.id }, rosa)
  const [school = '', family = '', signed = ''] = name.split('.')
  const theirs = [birch.school, birch.families.rosa] as const
  expect((await web.request(`http://localhost${routes.familyFeed(name)}`)).status).toBe(200)
  for (const forged of [[theirs[0], family], [school, theirs[1]], theirs]) {
    const answer = await web.request(`http://localhost${routes.familyFeed([...forged, signed].join('.'))}`)
    expect([404, 410]).toContain(answer.status)
    expect(PRIVATE.test(await answer.text())).toBe(false)
  }
})

test('after all of that the other school is unchanged', async () => {
  const now = holding(await everyItem(table), ofBirch)
  // Signing in, as above, creates and deletes codes.
  const isSignIn = (key: string) => /^(ADDRESS#|SECRET#)|#OUTBOX/.test(key)
  for (const [key, item] of before) if (!isSignIn(key)) expect([key, now.get(key)]).toEqual([key, item])
  // Its own team looked at its own families, as above.
  const isViewing = (key: string) =>
    key.includes('#VIEWED#') && Object.values(birch.team).some((id) => key.endsWith(id))
  const within = [...now.keys()].filter(
    (key) => key.startsWith(`SCHOOL#${birch.school}`) && !isSignIn(key) && !isViewing(key),
  )
  expect(within.filter((key) => !before.has(key))).toEqual([])
})

test('each piece of due work reads and writes its own school only', async () => {
  const work = { table: watchedTable(table), done: 0 }
  const now = () => DateTime.fromISO('2027-06-01T15:00:00Z', { zone: 'utc' })
  const base = { table: work.table.table, now }
  const carriers = { email: async () => 'receipt', sms: async () => 'receipt' }
  const words = {
    [aster.school]: ofBirch,
    [birch.school]: new RegExp(`${aster.marks.name}|${aster.school}`, 'i'),
  }
  const earlier = DateTime.fromISO('2027-03-20T15:00:00Z', { zone: 'utc' })
  for (const at of [earlier, now()])
    for (const key of await dueWork({ table, now: () => at })) {
      const foreign = words[key.pk.split('#')[1] ?? '']
      if (!foreign) continue
      work.table.reads.length = 0
      const here = { ...base, now: () => at }
      await dispatch(here, key, carriers)
      work.done++
      const stray = work.table.reads.filter(({ asked, found }) => foreign.test(asked) || foreign.test(found))
      expect(stray, `${key.pk} ${key.sk}`).toEqual([])
    }
  expect(work.done).toBeGreaterThan(10)
  const job = { school: birch.school, job: birch.waiting }
  work.table.reads.length = 0
  await continueImport({ ...base, jobs: workHere(base) }, job, () => false).catch(() => 'again')
  const stray = work.table.reads.filter(({ found }) => words[birch.school]?.test(found))
  expect([stray, work.table.reads.length > 0]).toEqual([[], true])
})
