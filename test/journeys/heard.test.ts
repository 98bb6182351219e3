import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { familyPaths, hostingPath, leaderLink, parentLink } from '../support/family-pages.ts'
import { enter, invitation } from '../support/phone.ts'
import { type RunningServer, startServer } from '../support/server.ts'
import { TEAM_PAGES } from '../support/team-pages.ts'

// What a screen reader hears of each page: roles, names and states. Each file was read once by a person, and is read again
// when it changes: `HEARD=write npx vitest run test/journeys/heard.test.ts` writes them again.
const FILES = fileURLToPath(new URL('heard/', import.meta.url))

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

/**
 * The page as it is heard, without the addresses, whose hosts and ids differ in each demonstration. What would leave five
 * minutes from now is said for 9:05, however long the machine took to get to the page.
 */
async function heardOf(page: Page): Promise<string> {
  const heard = `${await page.locator('main').ariaSnapshot()}\n`
  return heard
    .replace(/^ *- \/url: .*\n/gm, '')
    .replace(/\b9:0[5-9]\b/g, '9:05')
    .replace(/http:\/\/localhost:\d+\/w\/[a-z0-9-]+/g, '(address)')
}

function mustBeHeard(name: string, language: string, heard: string): void {
  const file = `${FILES}${name}.${language}.txt`
  if (process.env.HEARD === 'write') writeFileSync(file, heard)
  expect(heard, name).toBe(readFileSync(file, 'utf8'))
}

// Before somebody else organizes beside Dana, to whom a host then writes by name.
test("a parent leader's page of their workshop is heard in English and Spanish as it was read", async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  await enter(page, leaderLink(server))
  const path = await hostingPath(page, server)
  for (const language of ['en', 'es']) {
    await page.goto(`${server.baseUrl}${path}?lang=${language}`)
    mustBeHeard('hosting', language, await heardOf(page))
    await page.goto(`${server.baseUrl}${path}/words?lang=${language}`)
    mustBeHeard('words', language, await heardOf(page))
    await page.goto(`${server.baseUrl}${path}/note?lang=${language}`)
    mustBeHeard('note', language, await heardOf(page))
  }
  await context.close()
})

for (const language of ['en', 'es'])
  test(`the team's pages are heard in ${language} as they were read`, async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: language })
    const page = await context.newPage()
    await enter(page, await invitation(server.baseUrl, `heard-${language}`))
    for (const [name, open] of Object.entries(TEAM_PAGES)) {
      await open(page, server.baseUrl)
      mustBeHeard(name, language, await heardOf(page))
    }
    await context.close()
  })

test.each(['en', 'es', 'zh', 'vi', 'ar', 'ht', 'so'])(
  'the vote and the reply are heard in %s as they were read',
  async (language) => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
    const page = await context.newPage()
    await enter(page, parentLink(server))
    const { vote, reply } = await familyPaths(page, server)
    for (const [name, path] of Object.entries({ vote, reply })) {
      await page.goto(`${server.baseUrl}${path}?lang=${language}`)
      mustBeHeard(name, language, await heardOf(page))
    }
    await context.close()
  },
)

for (const language of ['en', 'es', 'zh', 'vi', 'ar', 'ht', 'so'])
  test(`the three steps of teaching a workshop are heard in ${language} as they were read`, async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: language })
    const page = await context.newPage()
    await enter(page, parentLink(server))
    await page.goto(`${server.baseUrl}/me?lang=${language}`)
    await page.goto(`${server.baseUrl}/me/teach`)
    const next = page.locator('.send button:not(.quiet)')
    const steps = [await heardOf(page)]
    await page.locator('#title').fill('Tamales')
    await page.locator('#learn').fill('Masa')
    await next.click()
    steps.push(await heardOf(page))
    await page.locator('[name="audience:list"][value=parents]').check({ force: true })
    await next.click()
    steps.push(await heardOf(page))
    // What was kept is not there in the next language.
    await page.goto(`${server.baseUrl}/me/teach`)
    await page.locator('form[action$="/drop"] button').click()
    mustBeHeard('teach', language, steps.join('\n'))
    await context.close()
  })
