import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { TEST_TOKEN } from './server.ts'

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const PHONE = { width: 360, height: 740 }

/** A phone of 360 pixels without JavaScript, as a person holds it who opened the link. */
export async function openPhone(browser: Browser, link: string, locale = 'en-US'): Promise<Page> {
  const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false, locale })
  const page = await context.newPage()
  await page.goto(link)
  return page
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

/** The page is as wide as the phone, and axe finds nothing, in light and dark. */
export async function mustBeWell(page: Page): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    expect(await examined(page, scheme), `${page.url()}, ${scheme}`).toEqual({
      violations: [],
      width: PHONE.width,
    })
  }
}

/** The page as the person sees it, in a second window that runs scripts: what axe finds, and how wide it is. */
async function examined(
  page: Page,
  colorScheme: 'light' | 'dark',
): Promise<{ violations: string[]; width: number }> {
  const browser = page.context().browser()
  const context = await browser?.newContext({ viewport: PHONE, colorScheme, bypassCSP: true })
  const twin = await context?.newPage()
  if (!context || !twin) throw new Error('the browser is gone')
  // What an answer to a form shows cannot be asked for again by its address.
  await twin.setContent(await page.content())
  await twin.addScriptTag({ path: AXE })
  const found = await twin.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } }
    const { violations } = await axe.run()
    return { violations: violations.map(({ id }) => id), width: document.documentElement.scrollWidth }
  })
  await context.close()
  return found
}
