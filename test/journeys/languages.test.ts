import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { mustBeAccessible, openPhone, weighed } from '../support/phone.ts'
import { askApi, type RunningServer, startServer } from '../support/server.ts'

const LANGUAGES = ['en', 'es', 'zh', 'vi', 'ar', 'ht', 'so']
const MOST_BYTES = 14_000

let browser: Browser
let server: RunningServer
let link: string
let workshops: { eight: string; twenty: string }

beforeAll(async () => {
  server = await startServer()
  browser = await openBrowser()
  const school = await api('POST', '/schools', {
    name: 'Puente Elementary',
    timeZone: 'America/New_York',
    languages: LANGUAGES,
    defaultLanguage: 'en',
  })
  const family = await api('POST', `/schools/${school.id}/families`, {
    caregivers: [{ givenName: 'Rosa', channels: [{ kind: 'email', address: 'rosa@example.org' }] }],
  })
  link = (await api('POST', `/schools/${school.id}/families/${family.id}/link`)).url
  const voting = async (count: number) => {
    const { id } = await api('POST', `/schools/${school.id}/workshops`, {
      title: { en: 'Reading together in two languages' },
      description: {
        en: 'How a child who reads in one language learns to read in two. Bring a book you know.',
      },
      purpose: 'learning',
      durationMinutes: 90,
      presentationLanguage: 'en',
      offers: { childcare: true, food: true, interpretation: true, rides: true },
    })
    const soon = Date.now() + 20 * 86_400_000
    const options = Array.from({ length: count }, (_, place) => ({
      start: new Date(soon + place * 86_400_000).toISOString(),
    }))
    await api('PUT', `/workshops/${id}/poll`, {
      options,
      closesAt: new Date(soon - 86_400_000).toISOString(),
    })
    return id as string
  }
  workshops = { eight: await voting(8), twenty: await voting(20) }
})

afterAll(async () => {
  await browser?.close()
  await server?.remove()
})

const api = (method: string, path: string, body?: unknown) => askApi(server, method, path, body)

test.each(LANGUAGES)(
  'a family’s pages in %s are one small response each, and accessible',
  { timeout: 120_000 },
  async (language) => {
    const page = await openPhone(browser, link, language)
    await page.goto(`${server.baseUrl}/me?lang=${language}`)
    expect(await page.locator('html').getAttribute('lang')).toBe(language)
    expect(await page.locator('html').getAttribute('dir')).toBe(language === 'ar' ? 'rtl' : 'ltr')
    for (const path of [
      '/me',
      `/me/vote/${workshops.eight}`,
      `/me/vote/${workshops.twenty}`,
      '/me/about',
      '/me/teach',
    ]) {
      const { requests, bytes } = await weighed(page, server.baseUrl + path)
      expect(requests, path).toBe(1)
      expect(bytes, path).toBeGreaterThan(1_000)
      expect(bytes, path).toBeLessThanOrEqual(MOST_BYTES)
    }
    for (const path of ['/me', `/me/vote/${workshops.eight}`, '/me/about']) {
      await page.goto(server.baseUrl + path)
      await mustBeAccessible(page)
    }
    await page.context().close()
  },
)

test.each([
  ['en', 'Yes', 'If needed', 'No'],
  ['es', 'Sí', 'Si hace falta', 'No'],
  ['ar', 'نعم', 'عند الحاجة', 'لا'],
])(
  'the vote is read in %s as groups of three answers, each named by its time',
  async (language, ...answers) => {
    const page = await openPhone(browser, link, language)
    await page.goto(`${server.baseUrl}/me?lang=${language}`)
    await page.goto(`${server.baseUrl}/me/vote/${workshops.eight}`)
    const groups = page
      .getByRole('radiogroup')
      .or(page.getByRole('group'))
      .filter({ has: page.getByRole('radio') })
    expect(await groups.count()).toBe(8)
    const first = groups.first()
    const names = await first
      .getByRole('radio')
      .evaluateAll((all) =>
        all.map((one) => (one as HTMLInputElement).labels?.[0]?.textContent?.trim() ?? ''),
      )
    for (const [place, answer] of answers.entries()) expect(names[place]).toContain(answer)
    const weekday = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'America/New_York' })
    const day = weekday.format(new Date(Date.now() + 20 * 86_400_000))
    expect((await first.locator('legend').textContent())?.toLowerCase()).toContain(day.toLowerCase())
    await page.context().close()
  },
)

test('a page fits the narrowest phone, also at 400 % zoom', async () => {
  for (const language of ['en', 'vi', 'ar', 'so']) {
    const context = await browser.newContext({ viewport: { width: 320, height: 256 }, locale: language })
    const page = await context.newPage()
    await page.goto(link)
    await page.goto(`${server.baseUrl}/me?lang=${language}`)
    for (const path of ['/me', `/me/vote/${workshops.eight}`, '/me/about', '/me/teach']) {
      await page.goto(server.baseUrl + path)
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      expect([language, path, width]).toEqual([language, path, 320])
    }
    await context.close()
  }
})
