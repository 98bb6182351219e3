import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { routes } from '../../web/routes.ts'
import { TEST_TOKEN } from './server.ts'

const require = createRequire(import.meta.url)
const AXE = require.resolve('axe-core/axe.min.js')
const PHONE = { width: 360, height: 740 }
// "Slow 3G" of Chrome's developer tools, in bytes a second and milliseconds.
const SLOW_3G = { offline: false, downloadThroughput: 50_000, uploadThroughput: 50_000, latency: 2_000 }
const SLOW_PROCESSOR = 4
// The narrowest screen, and a desktop's of 1280 pixels at 400 % zoom.
const NARROWEST = { width: 320, height: 740 }

/** A phone of 360 pixels without JavaScript, on which the link was opened. */
export async function openPhone(browser: Browser, link: string, locale = 'en-US'): Promise<Page> {
  const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false, locale })
  const page = await context.newPage()
  await enter(page, link)
  return page
}

/** Makes it a cheap phone far from the mast, from now on. */
export async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', SLOW_3G)
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOW_PROCESSOR })
}

/** Opens a way in: a family's link, or a sign-in link and its button. */
export async function enter(page: Page, link: string): Promise<void> {
  await page.goto(link)
  if (new URL(link).pathname.startsWith(routes.signInLink(''))) await page.locator('main button').click()
}

/** A sign-in link for one more organizer of the demonstration school: each link works once. */
export async function invitation(baseUrl: string, name: string): Promise<string> {
  const headers = { authorization: `Bearer ${TEST_TOKEN}`, 'content-type': 'application/json' }
  const [school] = (await (await fetch(`${baseUrl}/api/v1/schools`, { headers })).json()).items
  const made = await fetch(`${baseUrl}/api/v1/schools/${school.id}/members`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ name, email: `${name}@example.org` }),
  })
  return (await made.json()).url
}

/** Asserts that the page fits the narrowest screen, and axe finds nothing, in light and dark. */
export async function mustBeAccessible(page: Page): Promise<void> {
  // A click waits only until the next page begins to arrive.
  await page.waitForLoadState()
  const content = await page.content()
  for (const scheme of ['light', 'dark'] as const) {
    expect(await examined(page, content, scheme), `${page.url()}, ${scheme}`).toEqual({
      violations: [],
      width: NARROWEST.width,
    })
  }
}

// The dark scheme changes colors only.
const SCHEME_RULES = { light: undefined, dark: ['color-contrast', 'link-in-text-block'] }

type Twins = Record<'light' | 'dark', Page>
const twins = new WeakMap<Browser, Promise<Twins>>()

// A second window that runs scripts, for each scheme, because the response to a form has no address to load.
async function twinsIn(browser: Browser): Promise<Twins> {
  const open = async (colorScheme: 'light' | 'dark') =>
    (await browser.newContext({ viewport: NARROWEST, colorScheme, bypassCSP: true })).newPage()
  return { light: await open('light'), dark: await open('dark') }
}

/** The page as shown: the violations that axe finds, and its width. */
async function examined(
  page: Page,
  content: string,
  scheme: 'light' | 'dark',
): Promise<{ violations: string[]; width: number }> {
  const browser = page.context().browser()
  if (!browser) throw new Error('the browser is gone')
  const opening = twins.get(browser) ?? twinsIn(browser)
  twins.set(browser, opening)
  const twin = (await opening)[scheme]
  await twin.setContent(content)
  await twin.addScriptTag({ path: AXE })
  return twin.evaluate(async (rules) => {
    const { axe } = globalThis as unknown as {
      axe: { run(where: Document, how: object): Promise<{ violations: { id: string }[] }> }
    }
    const { violations } = await axe.run(document, rules ? { runOnly: rules } : {})
    return { violations: violations.map(({ id }) => id), width: document.documentElement.scrollWidth }
  }, SCHEME_RULES[scheme])
}

/** The network log of opening a page: how many requests, and how many bytes. */
export async function weighed(
  page: Page,
  address: string,
): Promise<{ status: number | undefined; requests: number; bytes: number }> {
  const sizes: Promise<number>[] = []
  const count = (request: { sizes(): Promise<{ responseBodySize: number }> }) =>
    void sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize))
  page.on('requestfinished', count)
  const answer = await page.goto(address, { waitUntil: 'load' })
  page.off('requestfinished', count)
  const all = await Promise.all(sizes)
  return { status: answer?.status(), requests: all.length, bytes: all.reduce((sum, size) => sum + size, 0) }
}
