// `npm run gallery`: every page in every language on a phone, a tablet and a desk, for a person to review.
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { PAGE_LANGUAGES } from '../../web/messages/catalogue.ts'
import { openBrowser } from './browser.ts'
import { enter } from './phone.ts'
import { openPictureFonts, type PictureFonts } from './picture-fonts.ts'
import { type RunningServer, startServer } from './server.ts'
import { kindOf, pathsFrom, WAYS_IN } from './site-map.ts'

const FOLDER = fileURLToPath(new URL('../../dist/gallery/', import.meta.url))
const WIDTHS = [320, 768, 1280]

type Studio = { browser: Browser; server: RunningServer; fonts: PictureFonts }

async function takeAll({ browser, server, fonts }: Studio): Promise<string[]> {
  const files: string[] = []
  for (const { who, link, start } of WAYS_IN) {
    const context = await browser.newContext({ bypassCSP: true })
    const page = await context.newPage()
    await enter(page, link(server))
    const paths = await pathsFrom(page, start)
    for (const language of PAGE_LANGUAGES) {
      await page.goto(`${server.baseUrl}${start[0]}?lang=${language}`)
      for (const path of paths) {
        await page.goto(server.baseUrl + path)
        await fonts.use(page)
        files.push(...(await takeWidths(page, `${who}${kindOf(path)}.${language}`)))
      }
      console.log(`${who}, ${language}: ${files.length} pictures`)
    }
    await context.close()
  }
  return files
}

// Only the styles know of a width, so that a page is loaded once for all of them.
async function takeWidths(page: Page, name: string): Promise<string[]> {
  const files: string[] = []
  for (const width of WIDTHS) {
    const file = `${name.replace(/[/?=]/g, '_')}.${width}.png`
    await page.setViewportSize({ width, height: 900 })
    // In a window as high as the page, what is fixed to its bottom covers nothing.
    const height = await page.evaluate(() => document.documentElement.scrollHeight)
    await page.setViewportSize({ width, height })
    await page.screenshot({ path: FOLDER + file })
    files.push(file)
  }
  return files
}

async function makeGallery(browser: Browser): Promise<void> {
  const server = await startServer({ CONVITE_DEMO: 'on', CONVITE_NOW: '2027-03-01T15:00:00Z' })
  const fonts = await openPictureFonts()
  try {
    const files = await takeAll({ browser, server, fonts })
    const shown = files.map(
      (file) => `<figure><img loading="lazy" src="${file}"><figcaption>${file}</figcaption></figure>`,
    )
    await writeFile(
      `${FOLDER}index.html`,
      `<meta charset="utf-8"><style>figure{display:inline-block}img{height:40vh}</style>${shown.join('')}`,
    )
    console.log(`${files.length} pictures in ${FOLDER}index.html`)
  } finally {
    fonts.close()
    await server.remove()
  }
}

await rm(FOLDER, { recursive: true, force: true })
await mkdir(FOLDER, { recursive: true })
const browser = await openBrowser()
await makeGallery(browser).finally(() => browser.close())
