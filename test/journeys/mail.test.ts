import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadLanguages } from '../../web/messages/catalogue.ts'
import { mailOf } from '../../web/messages/outgoing.tsx'
import { openBrowser } from '../support/browser.ts'
import { mailAbout, teamMails } from '../support/mail-messages.ts'
import { MAIL_PROGRAMS } from '../support/mail-programs.ts'

// `MAILS=folder npx vitest run test/journeys/mail.test.ts` keeps the pictures, to look at.
const FOLDER = process.env.MAILS
const AXE = createRequire(import.meta.url).resolve('axe-core')
const LANGUAGES = ['en', 'es', 'ar'] as const

let browser: Browser
beforeAll(async () => {
  await loadLanguages()
  if (FOLDER) await mkdir(FOLDER, { recursive: true })
  browser = await openBrowser()
})
afterAll(() => browser?.close())

const mailsIn = (language: string) => ({
  vote: mailAbout(language, 'voteInvitation'),
  time: mailAbout(language, 'timeChosen'),
  several: mailAbout(language, 'moved', 'hostMessage'),
  answer: mailAbout(language, 'answered'),
  ...Object.fromEntries(teamMails(language).map((message) => [message.kind, message])),
})

/** What axe finds on the page. An e-mail lies within the page of a mail program, which has the landmarks. */
async function violationsOn(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: AXE })
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(where: Document, how: object): Promise<{ violations: { id: string }[] }> }
    }
    const rules = { region: { enabled: false }, 'landmark-one-main': { enabled: false } }
    return (await axe.run(document, { rules })).violations.map(({ id }) => id)
  })
}

describe.each(Object.entries(MAIL_PROGRAMS))('In %s', (program, { shown, width, colorScheme }) => {
  test.each(LANGUAGES)(
    'an e-mail in %s is one column with a button to tap, and reads well',
    async (language) => {
      const page = await browser.newPage({
        viewport: { width, height: 700 },
        ...(colorScheme && { colorScheme }),
      })
      for (const [name, message] of Object.entries(mailsIn(language))) {
        await page.setContent(shown((await mailOf(message, 'https://convite.example')).html))
        if (FOLDER)
          await page.screenshot({ path: `${FOLDER}/${name}.${language}.${program}.png`, fullPage: true })
        expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(
          width,
        )
        const column = await page.locator('table table').first().boundingBox()
        expect(column?.width, name).toBe(Math.min(width, 560))
        const button = await page.locator('td:has(> a.on)').boundingBox()
        expect(button?.height, name).toBeGreaterThanOrEqual(48)
        expect(button?.width, name).toBe(Math.min(width, 560) - 40)
        const inline = await page.locator('h1').evaluate((one) => getComputedStyle(one).fontSize)
        expect(inline, name).toBe('26px')
        expect(await violationsOn(page), name).toEqual([])
      }
      await page.close()
    },
  )
})
