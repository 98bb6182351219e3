// `npm run gallery`: every page in every language on a phone, a tablet and a desk, for a person to look over.
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { PAGE_LANGUAGES } from '../../web/messages/catalogue.ts'
import { openBrowser } from './browser.ts'
import { type RunningServer, startServer } from './server.ts'

const FOLDER = fileURLToPath(new URL('../../dist/gallery/', import.meta.url))
const WIDTHS = [320, 768, 1280]
// Pages that change nothing by being looked at, and that no link of these leads out of.
const LOOKED_AT = /^\/(me|school|w|code|design)?(\/|$)/
const NOT_PAGES = /\.(ics|csv|mjs)$|\/calendar\/(family|school)\/|\/print\//
const MOST_OF_A_KIND = 1

/** The paths that links lead to from a page on, one of each kind, so that a new page needs no line here. */
async function pathsFrom(page: Page, start: string): Promise<string[]> {
  const found = new Map<string, string[]>()
  const left = [start]
  for (let path = left.shift(); path !== undefined; path = left.shift()) {
    const kind = kindOf(path)
    const known = found.get(kind) ?? []
    if (known.includes(path) || known.length >= MOST_OF_A_KIND) continue
    found.set(kind, [...known, path])
    await page.goto(new URL(path, page.url()).href)
    const links = await page
      .locator('a[href^="/"]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href')))
    left.push(...links.flatMap((link) => pathOf(link ?? '')))
  }
  return [...found.values()].flat()
}

// Two pages that differ by an id, a language or a line of a list alone are of one kind.
function kindOf(path: string): string {
  return path
    .replace(/[a-z0-9]{12}(-[a-z0-9]{12})?(~\w+)*/g, '-')
    .replace(/(checklist|translation|wording)\/[^/]+(\/[^/]+)?/, '$1/-')
}

function pathOf(link: string): string[] {
  const path = link.replace(/[?#].*$/, '')
  return LOOKED_AT.test(path) && !NOT_PAGES.test(path) ? [path] : []
}

async function takeAll(browser: Browser, server: RunningServer): Promise<string[]> {
  const link = (who: string) => new RegExp(`^ *${who} +(http\\S+)`, 'm').exec(server.output())?.[1] ?? ''
  const people = [
    { who: 'public', link: server.baseUrl, start: '/' },
    { who: 'parent', link: link('parent'), start: '/me' },
    { who: 'leader', link: link('parent leader'), start: '/me' },
    { who: 'organizer', link: link('organizer'), start: '/school' },
  ]
  const files: string[] = []
  for (const { who, link: way, start } of people) {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(way)
    const paths = await pathsFrom(page, start)
    for (const language of PAGE_LANGUAGES) {
      await page.goto(`${server.baseUrl}${start}?lang=${language}`)
      for (const path of paths) {
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 900 })
          await page.goto(server.baseUrl + path)
          const name = kindOf(path).replaceAll('/', '_')
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
