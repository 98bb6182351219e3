import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { filmOf, type Sheet } from '../support/film.ts'
import { enter, invitation, mustBeAccessible } from '../support/phone.ts'
import { type RunningServer, startServer, TEST_TOKEN } from '../support/server.ts'

// A sheet is printed by the page that prints it, filmed, and held up to the camera of a real browser.
const folder = mkdtempSync(join(tmpdir(), 'convite-film-'))
const film = join(folder, 'sheets.y4m')
let server: RunningServer
let browser: Browser
let workshop: string
let sheets: Sheet[]

beforeAll(async () => {
  server = await startServer({ CONVITE_DEMO: 'on' })
  workshop = await votingWorkshop()
  browser = await openBrowser(
    '--use-fake-device-for-media-stream',
    // A browser without a window cannot ask: it allows the camera.
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
  )
  sheets = await printedSheets()
})
afterAll(async () => {
  await browser?.close()
  await server?.remove()
  rmSync(folder, { recursive: true, force: true })
})

async function votingWorkshop(): Promise<string> {
  const headers = { authorization: `Bearer ${TEST_TOKEN}` }
  const ask = async (path: string) => (await fetch(`${server.baseUrl}/api/v1${path}`, { headers })).json()
  const { items: schools } = await ask('/schools')
  const { items } = await ask(`/schools/${schools[0].id}/workshops`)
  return items.find(({ status }: { status: string }) => status === 'voting').id
}

async function openPage(member: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  await enter(page, await invitation(server.baseUrl, member))
  return page
}

async function printedSheets(): Promise<Sheet[]> {
  const page = await openPage('prints')
  await page.goto(`${server.baseUrl}/school/workshops/${workshop}/print`)
  await page
    .locator('form[action$="/print/ballots"] button[value=all], form[action$="/print/ballots"] button')
    .last()
    .click()
  const found = await page.locator('.aside:has(.qr)').evaluateAll((all) =>
    all.map((one) => ({
      family: one.querySelector('strong')?.textContent ?? '',
      size: Number(one.querySelector('svg')?.getAttribute('viewBox')?.split(' ')[2]),
      path: one.querySelector('path')?.getAttribute('d') ?? '',
    })),
  )
  await page.context().close()
  return found
}

const camera = async (page: Page) => {
  await page.goto(`${server.baseUrl}/school/workshops/${workshop}/record/camera`)
  await page.locator('#camera-start').click()
}
const said = (page: Page) => page.locator('#camera-said').innerText()

test('a sheet that is held up opens its family’s ballot, and is recorded with one request each', async () => {
  const [sheet] = sheets
  if (!sheet) throw new Error('No ballot was printed.')
  writeFileSync(film, filmOf(sheet))
  const page = await openPage('camera')
  const faults: string[] = []
  page.on('pageerror', ({ message }) => faults.push(message))
  page.on('console', (line) => line.type() === 'error' && faults.push(line.text()))
  const asked: string[] = []
  page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`))
  await page.goto(`${server.baseUrl}/school/workshops/${workshop}/record/camera`)
  expect(asked.filter((one) => one.includes('code-library'))).toEqual([])
  await mustBeAccessible(page)
  await page.locator('#camera-start').click()
  await expect.poll(() => said(page)).toContain(`Found: `)
  expect(await page.locator('#camera-sheet h2').innerText()).toBe(sheet.family)
  expect(asked.filter((one) => one.includes('code-library'))).toHaveLength(1)
  await mustBeAccessible(page)
  const before = asked.length
  for (const time of await page.locator('.paper-time').all()) await time.locator('.yes').click()
  await page.locator('#camera-sheet form button').click()
  await expect.poll(() => said(page)).toContain('Hold up the next sheet.')
  const posts = asked.slice(before).filter((one) => !one.startsWith('GET /school/camera'))
  expect(posts).toEqual([`POST /school/workshops/${workshop}/record/camera`])
  expect(asked.filter((one) => one.endsWith('/record/sheet'))).toHaveLength(1)
  expect(faults).toEqual([])
  await page.context().close()
})

test('without the right to the camera the page says so in words, and the keyboard is a link away', async () => {
  const page = await openPage('refused')
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = async () => {
      throw new DOMException('Permission denied', 'NotAllowedError')
    }
  })
  await camera(page)
  await expect.poll(() => said(page)).toContain('This page may not use the camera.')
  await page.locator('#camera a[href$="/record"]').click()
  expect(await page.locator('#record-form').count()).toBe(1)
  await page.context().close()
})

test('where the browser reads codes itself, no library is loaded', async () => {
  const page = await openPage('own')
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.addInitScript(() => {
    const own = class {
      static getSupportedFormats = async () => ['qr_code']
      detect = async () => [{ rawValue: 'https://example.org/menu' }]
    }
    Object.assign(window, { BarcodeDetector: own })
  })
  await camera(page)
  await expect.poll(() => said(page)).toContain('This code is not from one of our ballots.')
  expect(asked.filter((one) => one.includes('code-library'))).toEqual([])
  // The same code, still in the picture, is not asked about again.
  expect(asked.filter((one) => one.endsWith('/record/sheet'))).toHaveLength(1)
  await page.context().close()
})
