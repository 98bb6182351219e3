import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { enter, invitation } from '../support/phone.ts'
import { type RunningServer, startServer } from '../support/server.ts'
import { TEAM_PAGES } from '../support/team-pages.ts'

let browser: Browser
let server: RunningServer
beforeAll(async () => {
  server = await startServer({ CONVITE_DEMO: 'on' })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.remove()
})

test('words that were changed are what is copied and sent', async () => {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
  const page = await context.newPage()
  await enter(page, await invitation(server.baseUrl, 'share'))
  await TEAM_PAGES.share(page, server.baseUrl)
  await page.locator('#words').fill('¡Vengan todos! ñ')
  for (const way of await page.locator('a[data-way]').all())
    expect(await way.getAttribute('href')).toMatch(/%C2%A1Vengan%20todos!%20%C3%B1$/)
  await page.locator('[data-copy=words]').click()
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('¡Vengan todos! ñ')
  expect(await page.locator('li:has([data-copy]) [role=status]').innerText()).toBe('Copied')
  await page.locator('[data-copy=address]').click()
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/\/w\/[\w-]+\?l=es$/)
  await context.close()
})
