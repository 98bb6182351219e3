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
async function openDoor(member: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'en-US' })
  const page = await context.newPage()
  await enter(page, await invitation(server.baseUrl, member))
  await page.goto(`${server.baseUrl}/school/sessions/${await plannedSession()}/door`)
  return page
}

test('a lost connection at the door loses nobody, and checks nobody in twice', async () => {
  const page = await openDoor('lost')
  const here = async () => Number(/^(\d+) of/.exec(await page.locator('h1').innerText())?.[1])
  const before = await here()
  await page.context().setOffline(true)
  const first = page.locator('li form[data-keep] button').first()
  await first.click()
  expect(await first.getAttribute('aria-pressed')).toBe('true')
  await page.locator('details:has([name=key]) summary').click()
  await page.locator('form:has([name=key]) [name=name]').fill('Somebody new')
  await page.locator('form:has([name=key]) button').click()
  await expect.poll(() => page.locator('#door-queue').innerText()).toContain('until the internet is back: 2')
  expect(await page.locator('#door-offline').isVisible()).toBe(true)
  await page.context().setOffline(false)
  await expect.poll(() => page.locator('main').innerText()).toContain('Somebody new: welcome!')
  expect(await here()).toBe(before + 2)
  expect(await page.evaluate(() => localStorage.length)).toBe(0)
  await page.context().close()
})

test('a tap lets a family in where its name is, and another takes it back', async () => {
  const page = await openDoor('taps')
  const row = page.locator('.arrivals li').nth(4)
  const name = await row.locator('b').innerText()
  const isHere = () => row.locator('button').getAttribute('aria-pressed')
  await row.locator('button').focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => page.locator('#door-said').innerText()).toContain('welcome!')
  expect([await row.locator('b').innerText(), await isHere()]).toEqual([name, 'true'])
  // The same key takes it back: the focus stays on the name.
  await page.keyboard.press('Enter')
  await expect.poll(() => page.locator('#door-said').innerText()).toBe('')
  expect([await row.locator('b').innerText(), await isHere()]).toEqual([name, 'false'])
  await page.context().close()
})

test('a tap that is taken back without a connection leaves nobody in', async () => {
  const page = await openDoor('taken-back')
  const count = () => page.locator('h1').innerText()
  const before = await count()
  const button = page.locator('.arrivals li').nth(6).locator('button')
  await page.context().setOffline(true)
  await button.click()
  await button.click()
  await expect.poll(() => page.locator('#door-queue').innerText()).toContain('until the internet is back: 2')
  expect(await button.getAttribute('aria-pressed')).toBe('false')
  await page.context().setOffline(false)
  await expect.poll(() => page.evaluate(() => localStorage.length)).toBe(0)
  await expect.poll(() => page.locator('#door-queue').innerText()).toBe('Everything is sent.')
  expect(await count()).toBe(before)
  await page.context().close()
})
