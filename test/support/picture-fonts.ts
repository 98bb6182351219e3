import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'

// Inter for Latin letters and Noto Sans for Chinese ones; Arabic is left to the machine. The pages load no font.
const FOLDERS = {
  inter: new URL('../../node_modules/@fontsource/inter/', import.meta.url),
  noto: new URL('../../node_modules/@fontsource-variable/noto-sans-sc/', import.meta.url),
}
const SHEETS = [
  ...[400, 500, 600, 700].map((weight) => ({ font: 'inter', sheet: `${weight}.css` }) as const),
  { font: 'noto', sheet: 'index.css' } as const,
]
const USED = `*{font-family:Inter,'Noto Sans SC Variable',sans-serif!important}`
const FONT_FILE = /^\/(inter|noto)\/(files\/[\w-]+\.woff2?)$/

/** The fonts of the pictures, which are the same on all machines. */
export type PictureFonts = {
  /** Sets the open page in them, and waits until they are there. */
  use(page: Page): Promise<void>
  close(): void
}

/**
 * Serves the fonts on a port of their own, so that the browser keeps each file for the next page. Handing them out
 * through `page.route` switches its cache off: each picture in Chinese then loads dozens of files through the driver.
 */
export async function openPictureFonts(): Promise<PictureFonts> {
  const server = createServer(async (request, response) => {
    const [, font, file] = FONT_FILE.exec(request.url ?? '') ?? []
    if (!file) return void response.writeHead(404).end()
    const headers = { 'access-control-allow-origin': '*', 'cache-control': 'max-age=86400, immutable' }
    const bytes = await readFile(new URL(file, FOLDERS[font === 'noto' ? 'noto' : 'inter']))
    response.writeHead(200, headers).end(bytes)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const rules = await rulesFrom(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const use = async (page: Page) => {
    await page.addStyleTag({ content: rules + USED })
    // Fonts are loaded for what is laid out: until then none is waited for.
    await page.evaluate(() => document.body.offsetHeight && document.fonts.ready.then(() => undefined))
  }
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { use, close }
}

async function rulesFrom(origin: string): Promise<string> {
  const sheets = SHEETS.map(async ({ font, sheet }) => {
    const rules = await readFile(new URL(sheet, FOLDERS[font]), 'utf8')
    return rules.replaceAll('./files/', `${origin}/${font}/files/`)
  })
  return (await Promise.all(sheets)).join('')
}
