import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { familyRoutes } from '../../web/routes.ts'
import { openBrowser } from '../support/browser.ts'
import { mustBeAccessible, openPhone, slowDown } from '../support/phone.ts'
import { askApi, type RunningServer, startServer } from '../support/server.ts'

const MOST_SECONDS = 60

let browser: Browser
let server: RunningServer
beforeAll(async () => {
  server = await startServer({ CONVITE_DEMO: 'on', CONVITE_NOW: '2026-11-30T15:00:00Z' })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.remove()
})

/** The link of a family that comes to the demonstration school now, and reads this language. */
async function newFamily(language: string): Promise<string> {
  const [school] = (await askApi(server, 'GET', '/schools')).items
  const family = await askApi(server, 'POST', `/schools/${school.id}/families`, {
    writtenLanguage: language,
    caregivers: [{ givenName: 'Linh', channels: [{ kind: 'paper' }] }],
    children: [{ ageBand: 'preschool' }],
  })
  return (await askApi(server, 'POST', `/schools/${school.id}/families/${family.id}/link`)).url
}

/** Taps, counted. */
function thumb() {
  let taps = 0
  return {
    taps: () => taps,
    tap: async (target: Locator) => {
      taps += 1
      // The word lies over the radio button that it belongs to, as its label.
      await target.click({ force: true })
    },
  }
}

test.each(['es', 'ar', 'vi'])(
  'in %s a family votes and replies with seven taps, in a minute, on a cheap phone without script',
  { timeout: 240_000 },
  async (language) => {
    const page = await openPhone(browser, await newFamily(language), language)
    await slowDown(page)
    const { tap, taps } = thumb()
    const begun = Date.now()
    expect(await page.locator('html').getAttribute('lang')).toBe(language)
    await tap(page.locator(`main a[href^="${familyRoutes.vote('')}"]`).first())
    await tap(page.locator('input[value="yes"]').first())
    await tap(page.locator('main button[type="submit"]'))
    expect(page.url()).toMatch(/\/done$/)
    await tap(page.locator(`main a[href^="${familyRoutes.session('')}"]`))
    await tap(page.locator('input[name="attending"][value="yes"]'))
    await tap(page.locator('.send button'))
    expect(page.url()).toMatch(/\/done$/)
    await tap(page.locator(`main a[href="${familyRoutes.home()}"]`))
    expect((Date.now() - begun) / 1000).toBeLessThan(MOST_SECONDS)
    expect(taps()).toBe(7)
    expect(new URL(page.url()).pathname).toBe(familyRoutes.home())
    await page.context().close()
  },
)

test.each(['es', 'ar', 'vi'])(
  'in %s axe finds nothing on any page of that way, answered or not',
  { timeout: 240_000 },
  async (language) => {
    const page = await openPhone(browser, await newFamily(language), language)
    const home = familyRoutes.home()
    await mustBeAccessible(page)
    for (const path of [familyRoutes.vote(''), familyRoutes.session('')]) {
      await page.goto(server.baseUrl + home)
      await page.locator(`main a[href^="${path}"]`).first().click()
      await mustBeAccessible(page)
      await page.locator('input[value="yes"]').first().check({ force: true })
      await page.locator('.send button').click()
      expect(page.url()).toMatch(/\/done$/)
      await mustBeAccessible(page)
      await page.goBack()
      await page.reload()
      await mustBeAccessible(page)
    }
    for (const path of [home, familyRoutes.about()]) {
      await page.goto(server.baseUrl + path)
      await mustBeAccessible(page)
    }
    await page.context().close()
  },
)

test.each(['es', 'ar', 'vi'])(
  'in %s a parent offers to teach with five taps, on a cheap phone without script',
  { timeout: 240_000 },
  async (language) => {
    const page = await openPhone(browser, await newFamily(language), language)
    await slowDown(page)
    const { tap, taps } = thumb()
    const next = page.locator(`form[action^="${familyRoutes.teach()}"] button:not([name])`).last()
    await tap(page.locator(`main a[href="${familyRoutes.teach()}"]`).first())
    await page.locator('#title').fill('Tamales')
    await page.locator('#learn').fill('Tamales.')
    await tap(next)
    await tap(page.locator('input[value="parents"]'))
    await tap(next)
    await tap(next)
    expect(new URL(page.url()).pathname).toBe(familyRoutes.taught())
    expect(await page.locator('html').getAttribute('lang')).toBe(language)
    expect(taps()).toBe(5)
    await page.context().close()
  },
)
