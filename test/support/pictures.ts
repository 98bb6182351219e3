import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { enter } from './phone.ts'
import { openPictureFonts, type PictureFonts } from './picture-fonts.ts'
import { type RunningServer, startServer } from './server.ts'
import { TEAM_PAGES } from './team-pages.ts'

const FOLDER = fileURLToPath(new URL('../../docs/pictures/', import.meta.url))

const LANGUAGE = 'en-US'
const TEAM = ['today', 'checklist', 'results'] as const

/** Takes the README's pictures from the demonstration school, on a day that does not change. */
async function takePictures(browser: Browser): Promise<void> {
  const server = await startServer({ CONVITE_DEMO: 'on', CONVITE_NOW: '2026-11-30T15:00:00Z' })
  const fonts = await openPictureFonts()
  try {
    await takeVote(browser, server, fonts)
    await takeTeam(browser, server, fonts)
  } finally {
    fonts.close()
    await server.remove()
  }
}

const linkOf = (server: RunningServer, who: string) =>
  new RegExp(`^ *${who} +(http\\S+)`, 'm').exec(server.output())?.[1] ?? ''

async function takeVote(browser: Browser, server: RunningServer, fonts: PictureFonts): Promise<void> {
  const viewport = { width: 360, height: 740 }
  const page = await browser.newPage({ viewport, deviceScaleFactor: 2, locale: LANGUAGE, bypassCSP: true })
  await enter(page, linkOf(server, 'parent'))
  await page.goto(`${server.baseUrl}/me?lang=en`)
  await page.locator('a[href^="/me/vote/"]').first().click()
  await fonts.use(page)
  await page.screenshot({ path: `${FOLDER}vote.png` })
}

async function takeTeam(browser: Browser, server: RunningServer, fonts: PictureFonts): Promise<void> {
  const viewport = { width: 1280, height: 800 }
  const page = await browser.newPage({ viewport, locale: LANGUAGE, bypassCSP: true })
  await enter(page, linkOf(server, 'organizer'))
  for (const name of TEAM) {
    await TEAM_PAGES[name](page, server.baseUrl)
    await fonts.use(page)
    await page.screenshot({ path: `${FOLDER}${name}.png` })
  }
}

await mkdir(FOLDER, { recursive: true })
const browser = await openBrowser()
await takePictures(browser).finally(() => browser.close())
