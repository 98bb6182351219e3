import { DateTime } from 'luxon'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { createApi } from '../../functions/api/app.ts'
import { routes as apiRoutes } from '../../functions/api/routes.ts'
import { createWeb } from '../../web/app.ts'
import { workHere } from '../support/background-jobs.ts'
import { ALL_CARRIERS } from '../support/context.ts'
import { device } from '../support/device.ts'
import { quietTable } from '../support/engine.ts'
import { everyItem, type Life, liveThrough, marksOf } from '../support/life.ts'
import { type Eye, entryOf, fieldsIn, kindOf, nameIn } from './inventory.ts'
import { KINDS } from './kinds.ts'
import { idsOf, pages, signedIn } from './paths.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

// A simulated school year in which each field holds unique words, and everything that each of its people can see.
const WORD = /Aster-[a-z]+(-[a-z]+)*/gi
let life: Life
let ids: Record<string, string>
let eyes: Map<string, Set<Eye>>
let web: ReturnType<typeof createWeb>
let api: ReturnType<typeof createApi>

beforeAll(async () => {
  const table = await quietTable()
  life = await liveThrough(table, marksOf(0))
  const items = await everyItem(table)
  ids = idsOf(life, items)
  eyes = new Map()
  for (const item of items) {
    const kind = kindOf(KINDS, item)
    for (const { path, value } of kind ? fieldsIn(item) : [])
      for (const word of wordsIn(String(value))) {
        const { sees } = entryOf(kind as never, nameIn(kind as never, path) ?? '')
        eyes.set(word, new Set([...(eyes.get(word) ?? []), ...sees]))
      }
  }
  const now = () => DateTime.fromISO(life.clock.now, { zone: 'utc' })
  const services = {
    table,
    now,
    cookieKey: 'a key for tests of at least thirty-two signs',
    jobs: workHere({ table, now }),
    pictures: life.pictures,
    carriers: ALL_CARRIERS,
  }
  web = createWeb(services)
  api = createApi(services)
})

const wordsIn = (text: string) => new Set([...text.matchAll(WORD)].map(([word]) => word.toLowerCase()))

async function shownTo(
  who: 'organizer' | 'helper' | 'family' | 'neighbour' | 'public',
): Promise<Set<string>> {
  const browser =
    who === 'public'
      ? device(web)
      : who === 'neighbour'
        ? await signedIn(web, life, 'family', life.families.hodan)
        : await signedIn(web, life, who)
  const found = new Set<string>()
  for (const { names, build } of pages()) {
    const { status, page } = await browser.get(build(...names.map((name) => ids[name] ?? '')))
    if (status === 200) for (const word of wordsIn(page)) found.add(word)
  }
  return found
}

async function toldTo(bearer: string): Promise<Set<string>> {
  const found = new Set<string>()
  for (const { method, path } of apiRoutes) {
    if (method !== 'get' || !path.includes('{')) continue
    const asked = path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '')
    const answer = await api.request(`http://localhost/api/v1${asked}`, {
      headers: { authorization: `Bearer ${bearer}` },
    })
    for (const word of wordsIn(await answer.text())) found.add(word)
  }
  return found
}

/** Words that somebody is shown although the inventory says that their role does not see them. */
function unforeseen(found: ReadonlySet<string>, who: readonly Eye[]): string[] {
  return [...found].filter((word) => eyes.has(word) && !who.some((one) => eyes.get(word)?.has(one))).sort()
}

describe('What people see is what the inventory says', () => {
  const ALL = ['everybody', 'families'] as const
  test.each([
    ['organizer', ['organizers', 'person', ...ALL], 40],
    ['helper', ['helpers', 'person', ...ALL], 5],
    ['family', ['family', 'host', ...ALL], 20],
    ['neighbour', ALL, 2],
    ['public', ['everybody'], 2],
  ] as const)('for pages that the %s is shown', async (who, like, fewest) => {
    const found = await shownTo(who)
    expect([...found].filter((word) => eyes.has(word)).length).toBeGreaterThanOrEqual(fewest)
    expect(unforeseen(found, like)).toEqual([])
  })

  test('for what the API returns to a program with a key of the school', async () => {
    const found = await toldTo(life.team.secret)
    expect([...found].filter((word) => eyes.has(word)).length).toBeGreaterThan(30)
    expect(unforeseen(found, ['organizers', ...ALL])).toEqual([])
  })
})
