import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { enter, invitation } from '../support/phone.ts'
import { type RunningServer, startServer, TEST_TOKEN } from '../support/server.ts'

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

async function plannedSession(): Promise<string> {
  const headers = { authorization: `Bearer ${TEST_TOKEN}` }
  const ask = async (path: string) => (await fetch(`${server.baseUrl}/api/v1${path}`, { headers })).json()
  const { items: schools } = await ask('/schools')
  const { items: workshops } = await ask(`/schools/${schools[0].id}/workshops`)
  const scheduled = workshops.find(({ status }: { status: string }) => status === 'scheduled')
  return scheduled.sessions[0].id
}

/** A phone with scripts at the door of the demonstration school's session. */
async function openDoor(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'en-US' })
  const page = await context.newPage()
  await enter(page, await invitation(server.baseUrl, 'door'))
  await page.goto(`${server.baseUrl}/school/sessions/${await plannedSession()}/door`)
  return page
}

test('a lost connection at the door loses nobody, and checks nobody in twice', async () => {
  const page = await openDoor()
  const here = async () =>
    Number(/^(\d+) of/.exec(await page.locator('main strong').first().innerText())?.[1])
  const before = await here()
  await page.context().setOffline(true)
  await page.locator('li form[data-keep] button').first().click()
  await page.locator('details:has([name=key]) summary').click()
  await page.locator('form:has([name=key]) [name=name]').fill('Somebody new')
  await page.locator('form:has([name=key]) button').click()
  await expect.poll(() => page.locator('#door-queue').innerText()).toContain('not sent yet: 2')
  await page.context().setOffline(false)
  await expect.poll(() => page.locator('main').innerText()).toContain('Somebody new: welcome!')
  expect(await here()).toBe(before + 2)
  expect(await page.evaluate(() => localStorage.length)).toBe(0)
  await page.context().close()
})
