import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { startServer } from './server.ts'

const FOLDER = fileURLToPath(new URL('../../docs/pictures/', import.meta.url))

/** Takes the README's picture from the demonstration school, on a day that does not change. */
async function takePictures(browser: Browser): Promise<void> {
  const server = await startServer({ CONVITE_DEMO: 'on', CONVITE_NOW: '2027-03-01T15:00:00Z' })
  try {
    const link = /^ *parent +(http\S+)/m.exec(server.output())?.[1] ?? ''
    const page = await browser.newPage({
      viewport: { width: 360, height: 740 },
      deviceScaleFactor: 2,
      locale: 'en-US',
    })
    await page.goto(link)
    await page.goto(`${server.baseUrl}/me?lang=en`)
    await page.locator('a[href^="/me/vote/"]').first().click()
    await page.screenshot({ path: `${FOLDER}vote.png` })
  } finally {
    await server.remove()
  }
}

await mkdir(FOLDER, { recursive: true })
const browser = await openBrowser()
await takePictures(browser).finally(() => browser.close())
