import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { enter, invitation, mustBeAccessible, slowDown } from '../support/phone.ts'
import { askApi, type RunningServer, startServer } from '../support/server.ts'

let browser: Browser
let server: RunningServer
let school: string
let workshop: string

const api = (method: string, path: string, body?: unknown) => askApi(server, method, path, body)
const DAY = 86_400_000
const at = (days: number) => new Date(Date.now() + days * DAY).toISOString()

beforeAll(async () => {
  server = await startServer()
  browser = await openBrowser()
  school = (
    await api('POST', '/schools', {
      ...{ name: 'Puente Elementary', timeZone: 'America/New_York' },
      ...{ languages: ['en', 'es', 'ar', 'vi'], defaultLanguage: 'en' },
    })
  ).id
  workshop = (
    await api('POST', `/schools/${school}/workshops`, {
      title: { en: 'Reading together', es: 'Leer juntos', ar: 'نقرأ معًا' },
      ...{ purpose: 'learning', durationMinutes: 90, presentationLanguage: 'en' },
      offers: { childcare: true, food: true, interpretation: true, rides: true },
    })
  ).id
  await api('PUT', `/workshops/${workshop}/poll`, { options: [{ start: at(20) }], closesAt: at(10) })
})
afterAll(async () => {
  await browser?.close()
  await server?.remove()
})

/** A small phone without scripts. */
async function phone(locale: string): Promise<Page> {
  const viewport = { width: 360, height: 740 }
  const context = await browser.newContext({ viewport, locale, javaScriptEnabled: false, hasTouch: true })
  return context.newPage()
}
const press = (page: Page) => page.locator('main .send button').click()

test.each([
  ['en', 'Hodan Yuusuf', 'Thank you. We have it.'],
  ['es', 'Rosa Peña', 'Gracias. Ya lo tenemos.'],
  ['ar', 'ليلى', 'شكرًا لكم. لقد وصلنا.'],
])(
  'who is new says so from a shared link in %s, is let in, and comes in by the own link',
  { timeout: 180_000 },
  async (language, name, thanks) => {
    const page = await phone(language)
    await page.goto(`${server.baseUrl}/w/${workshop}?l=${language}`)
    await mustBeAccessible(page)
    await page.goto(`${server.baseUrl}/new/${school}`)
    expect(await page.locator('html').getAttribute('lang')).toBe(language)
    await mustBeAccessible(page)
    await page.fill('#name', name)
    await press(page)
    // What is missing is said, and what was typed is kept.
    expect(await page.inputValue('#name')).toBe(name)
    await mustBeAccessible(page)
    await page.check('input[name=way][value=phone]', { force: true })
    await page.fill('#address', '212 555 2368')
    await press(page)
    expect(await page.locator('h1').innerText()).toBe(thanks)
    await mustBeAccessible(page)

    const context = await browser.newContext()
    const desk = await context.newPage()
    await enter(desk, await invitation(server.baseUrl, `desk-${language}`))
    await desk.goto(`${server.baseUrl}/school`)
    await desk.locator('a[href="/school/introductions"]').first().click()
    await mustBeAccessible(desk)
    await desk.locator('form[action$="/accept"] button').first().click()
    await desk.locator('.notice a[href^="/school/families/"]').first().click()
    await desk.locator('main a[href$="/link"]').first().click()
    await desk.locator('form[action$="/link"] button').click()
    const code = await desk.locator('.code').innerText()
    await context.close()

    await page.goto(`${server.baseUrl}/code`)
    await page.fill('#code', code)
    await page.locator('main form button').click()
    expect(new URL(page.url()).pathname).toBe('/me')
    expect(await page.locator('main').innerText()).toContain(name)
    await page.context().close()
  },
)

const MOST_SECONDS = 60
test.each([
  ['es', 'Rosa Peña'],
  ['ar', 'ليلى'],
  ['vi', 'Trần Thị Lan'],
])(
  'in %s who is new says so with three taps, in a minute, on a cheap phone without script',
  { timeout: 180_000 },
  async (language, name) => {
    const page = await phone(language)
    await page.goto(`${server.baseUrl}/w/${workshop}?l=${language}`)
    await slowDown(page)
    const begun = Date.now()
    await page.locator(`main a[href="/new/${school}"]`).click()
    expect(await page.locator('html').getAttribute('lang')).toBe(language)
    await page.fill('#name', name)
    await page.locator('input[name=way][value=sms]').click({ force: true })
    await page.fill('#address', '212 555 0199')
    await press(page)
    expect(new URL(page.url()).pathname).toBe(`/new/${school}/done`)
    expect((Date.now() - begun) / 1000).toBeLessThan(MOST_SECONDS)
    await page.context().close()
  },
)
