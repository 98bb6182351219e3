// `npm run gallery`: every page in every language on a phone, a tablet and a desk, for a person to review.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { PAGE_LANGUAGES } from '../../web/messages/catalogue.ts'
import { openBrowser } from './browser.ts'
import { enter } from './phone.ts'
import { type RunningServer, startServer } from './server.ts'
import { kindOf, pathsFrom, WAYS_IN } from './site-map.ts'

const FOLDER = fileURLToPath(new URL('../../dist/gallery/', import.meta.url))
const WIDTHS = [320, 768, 1280]

// For the pictures only: machines that take them seldom have a font for Chinese. The pages load none.
const FONT = fileURLToPath(new URL('../../node_modules/@fontsource-variable/noto-sans-sc/', import.meta.url))

async function withFont(page: Page): Promise<void> {
  const rules = (await readFile(`${FONT}index.css`, 'utf8')).replaceAll('./files/', '/picture-font/')
  await page.route('**/picture-font/*', async (route) => {
    const name = new URL(route.request().url()).pathname.split('/').at(-1) ?? ''
    await route.fulfill({ path: `${FONT}files/${name}` })
  })
  await page.addStyleTag({
    content: `${rules} [lang=zh],[lang=zh] *{font-family:'Noto Sans SC Variable',sans-serif}`,
  })
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
}

async function takeAll(browser: Browser, server: RunningServer): Promise<string[]> {
  const files: string[] = []
  for (const { who, link, start } of WAYS_IN) {
    const context = await browser.newContext({ bypassCSP: true })
    const page = await context.newPage()
    await enter(page, link(server))
    const paths = await pathsFrom(page, start)
    for (const language of PAGE_LANGUAGES) {
      await page.goto(`${server.baseUrl}${start[0]}?lang=${language}`)
      for (const path of paths) {
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 900 })
          await page.goto(server.baseUrl + path)
          await withFont(page)
          const name = kindOf(path).replace(/[/?=]/g, '_')
          const file = `${who}${name}.${language}.${width}.png`
          await page.screenshot({ path: FOLDER + file, fullPage: true })
          files.push(file)
        }
      }
    }
    await context.close()
  }
  return files
}

await rm(FOLDER, { recursive: true, force: true })
await mkdir(FOLDER, { recursive: true })
const browser = await openBrowser()
const server = await startServer({ CONVITE_DEMO: 'on', CONVITE_NOW: '2027-03-01T15:00:00Z' })
try {
  const files = await takeAll(browser, server)
  const shown = files.map(
    (file) => `<figure><img loading="lazy" src="${file}"><figcaption>${file}</figcaption></figure>`,
  )
  await writeFile(
    `${FOLDER}index.html`,
    `<meta charset="utf-8"><style>figure{display:inline-block}img{height:40vh}</style>${shown.join('')}`,
  )
  console.log(`${files.length} pictures in ${FOLDER}index.html`)
} finally {
  await server.remove()
  await browser.close()
}
