import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { mustBeAccessible, openPhone, weighed } from '../support/phone.ts'
import { type RunningServer, startServer } from '../support/server.ts'
import { pathsFrom, WAYS_IN } from '../support/site-map.ts'

const LANGUAGES = ['en', 'es', 'zh', 'vi', 'ar', 'ht', 'so']
const MOST_BYTES = { public: 14_000, parent: 14_000, leader: 14_000, organizer: 30_000 }
// A code for each family, to be printed.
const MOST_BYTES_OF_CODES = 60_000

let browser: Browser
let server: RunningServer
const visits = new Map<string, { page: Page; paths: string[] }>()

beforeAll(async () => {
  server = await startServer({ CONVITE_DEMO: 'on', CONVITE_NOW: '2027-03-01T15:00:00Z' })
  browser = await openBrowser()
  for (const { who, link, start } of WAYS_IN) {
    const page = await openPhone(browser, link(server))
    visits.set(who, { page, paths: await pathsFrom(page, start) })
  }
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server?.remove()
})

const visitOf = (who: string) => visits.get(who) ?? expect.fail(`nobody came as ${who}`)

describe.each(WAYS_IN)('every page that $who finds', ({ who }) => {
  test.each(LANGUAGES)('is small and well in %s', { timeout: 300_000 }, async (language) => {
    const { page, paths } = visitOf(who)
    expect(paths.length).toBeGreaterThan(who === 'organizer' ? 25 : 2)
    await page.goto(`${server.baseUrl}${paths[0]}?lang=${language}`)
    for (const path of paths) {
      const { status, requests, bytes } = await weighed(page, server.baseUrl + path)
      expect(status, path).toBe(200)
      expect(await page.locator('html').getAttribute('lang'), path).toBe(language)
      expect(await page.locator('h1, h2').count(), path).toBeGreaterThan(0)
      expect(bytes, path).toBeLessThanOrEqual(path.endsWith('/codes') ? MOST_BYTES_OF_CODES : MOST_BYTES[who])
      if (who !== 'organizer') expect(requests, path).toBe(1)
      await mustBeAccessible(page)
    }
  })
})

/** The vote of the demonstration's parent, with the preferences of the device. */
async function voteIn(wish: Parameters<Browser['newContext']>[0]): Promise<[BrowserContext, Page]> {
  const { page, paths } = visitOf('parent')
  const context = await browser.newContext({ ...wish, storageState: await page.context().storageState() })
  const vote = paths.find((path) => path.startsWith('/me/vote/') && !path.endsWith('/done'))
  const twin = await context.newPage()
  await twin.goto(server.baseUrl + (vote ?? expect.fail('no vote is open')))
  return [context, twin]
}

test('in forced colors the selected answer and buttons have a visible border', async () => {
  const [context, page] = await voteIn({ forcedColors: 'active' })
  await page.locator('.segments label').first().click()
  const style = (selector: string, name: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element, key) => getComputedStyle(element).getPropertyValue(key), name)
  expect(await style('.segments :checked + span', 'outline-style')).toBe('solid')
  expect(await style('.segments :not(:checked) + span', 'outline-style')).toBe('none')
  expect(await style('main button[type=submit]', 'border-top-style')).toBe('solid')
  await context.close()
})

test('nothing is animated with reduced motion', async () => {
  for (const reducedMotion of ['reduce', 'no-preference'] as const) {
    const [context, page] = await voteIn({ reducedMotion })
    const found = await page.evaluate(() => ({
      scroll: getComputedStyle(document.documentElement).scrollBehavior,
      moving: document.getAnimations().length,
    }))
    expect(found).toEqual({ scroll: reducedMotion === 'reduce' ? 'auto' : 'smooth', moving: 0 })
    await context.close()
  }
})
