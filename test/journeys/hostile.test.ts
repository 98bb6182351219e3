import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { familyRoutes, routes } from '../../web/routes.ts'
import { schoolRoutes } from '../../web/school-routes.ts'
import { HOSTILE_TEXTS, MARK } from '../attack/markup.ts'
import { type World, worldOn } from '../attack/world.ts'
import { openBrowser } from '../support/browser.ts'
import { enter } from '../support/phone.ts'
import { askApi, type RunningServer, startServer } from '../support/server.ts'
import { pathsFrom } from '../support/site-map.ts'

// The maximum length of the names in a school.
const MOST_SIGNS = 80

let browser: Browser
let server: RunningServer

beforeAll(async () => {
  server = await startServer({ CONVITE_NOW: '2027-03-01T15:00:00Z' })
  browser = await openBrowser()
}, 60_000)

afterAll(async () => {
  await browser?.close()
  await server?.remove()
})

const api = async (method: string, path: string, body?: unknown) => ({
  status: 200, // else it threw
  type: 'application/json',
  body: await askApi(server, method, path, body),
})

/** A window that runs scripts and records whatever a page tried: a call by the text, a dialog, a policy violation. */
async function watchedPage(link: string): Promise<{ page: Page; tried: string[] }> {
  const context = await browser.newContext()
  const page = await context.newPage()
  const tried: string[] = []
  await page.exposeFunction(MARK, () => tried.push(`${page.url()} called it`))
  await page.exposeFunction('brokePolicy', (what: string) => tried.push(`${page.url()} ${what}`))
  await page.addInitScript(() => {
    const told = (event: SecurityPolicyViolationEvent) =>
      (window as unknown as { brokePolicy(what: string): void }).brokePolicy(event.violatedDirective)
    document.addEventListener('securitypolicyviolation', told)
  })
  page.on('dialog', (dialog) => {
    tried.push(`${page.url()} ${dialog.type()}`)
    void dialog.dismiss()
  })
  page.on('pageerror', (fault) => tried.push(`${page.url()} ${fault.message}`))
  await enter(page, link)
  return { page, tried }
}

// The browser's own parsing of the page, which no parser of ours replaces.
const markupIn = (page: Page) =>
  page.evaluate(
    (mark) =>
      [...document.querySelectorAll('*')].filter(
        (one) =>
          one.localName === mark ||
          one.getAttributeNames().some((name) => name.startsWith('on') || name.includes(mark)) ||
          /^\s*javascript:/i.test(one.getAttribute('href') ?? one.getAttribute('action') ?? ''),
      ).length,
    MARK,
  )

const sheetsOf = (page: Page) =>
  page
    .locator('a[href^="/"][href*="/print/"]')
    .evaluateAll((all) => all.flatMap((one) => one.getAttribute('href')?.replace(/#.*$/, '') ?? []))

const linkOf = async (path: string, body?: unknown): Promise<string> =>
  (await askApi(server, 'POST', path, body)).url

const WAYS = {
  public: async ({ workshop = [] }: World) => ({
    link: server.baseUrl,
    start: workshop.slice(1).map((id) => routes.publicWorkshop(id)),
  }),
  family: async ({ school = [], family = [] }: World) => ({
    link: await linkOf(`/schools/${school[0]}/families/${family[0]}/link`),
    start: [familyRoutes.home()],
  }),
  organizer: async ({ school = [], workshop = [] }: World) => ({
    link: await linkOf(`/schools/${school[0]}/members`, { name: 'Dana', email: 'dana@example.com' }),
    start: [schoolRoutes.today(), ...workshop.map((id) => schoolRoutes.workshop(id))],
  }),
}

describe.each(HOSTILE_TEXTS)('In a browser, %j', (text) => {
  let world: World
  beforeAll(async () => {
    world = await worldOn(api, () => text.slice(0, MOST_SIGNS))
  }, 60_000)

  test.each(['public', 'family', 'organizer'] as const)(
    'does nothing on the pages that %s sees',
    { timeout: 240_000 },
    async (who) => {
      const { link, start } = await WAYS[who](world)
      const { page, tried } = await watchedPage(link)
      let bearing = 0
      // Iteration over a set includes what is added meanwhile: the sheets that pages link to.
      const paths = new Set(await pathsFrom(page, start))
      for (const path of paths) {
        await page.goto(server.baseUrl + path)
        expect([path, await markupIn(page)]).toEqual([path, 0])
        if ((await page.content()).includes(MARK)) bearing++
        for (const sheet of await sheetsOf(page)) paths.add(sheet)
      }
      expect(tried).toEqual([])
      // The text was on the page.
      expect(bearing).toBeGreaterThan(who === 'organizer' ? 20 : 0)
      await page.context().close()
    },
  )
})

test('an attempt of a page is recorded', async () => {
  const { page, tried } = await watchedPage(server.baseUrl)
  await page.evaluate((mark) => {
    document.body.insertAdjacentHTML(
      'beforeend',
      `<p onclick="${mark}()">x</p><img src="x" onerror="${mark}()">`,
    )
  }, MARK)
  await expect.poll(() => tried.join()).toContain('script-src')
  expect(await markupIn(page)).toBe(2)
  await page.context().close()
})
