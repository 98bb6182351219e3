import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MOST_PICTURE_BYTES } from '../../shared/workshop/picture-header.ts'
import { familyRoutes, routes } from '../../web/routes.ts'
import { openBrowser } from '../support/browser.ts'
import { mustBeAccessible, openPhone } from '../support/phone.ts'
import { jpegFile } from '../support/picture-files.ts'
import { type RunningServer, startServer, TEST_TOKEN } from '../support/server.ts'

let browser: Browser
let server: RunningServer
let link: string
let workshop: string
let photo: Buffer
beforeAll(async () => {
  server = await startServer({ CONVITE_DEMO: 'on' })
  link = /^ *parent +(http\S+)/m.exec(server.output())?.[1] ?? ''
  browser = await openBrowser()
  workshop = await ledByParent()
  photo = Buffer.from(await jpegFile({ width: 1600, height: 1000 }))
})
afterAll(async () => {
  await browser?.close()
  await server?.remove()
})

async function asked(method: string, path: string, body?: unknown) {
  const response = await fetch(`${server.baseUrl}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${TEST_TOKEN}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return response.json()
}

/** The workshop with a time, led by the parent of the link. */
async function ledByParent(): Promise<string> {
  const page = await openPhone(browser, link, 'es')
  const copy = await page.request.get(`${server.baseUrl}${familyRoutes.home()}/copy.json`)
  const { family } = (await copy.json()) as { family: { id: string } }
  await page.context().close()
  const { items: schools } = await asked('GET', '/schools')
  const { items } = await asked('GET', `/schools/${schools[0].id}/workshops`)
  const { id } = items.find(({ status }: { status: string }) => status === 'scheduled')
  await asked('PATCH', `/workshops/${id}`, { hostFamily: family.id })
  return id
}

const chosen = (buffer: Buffer) => ({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer })
const widths = (page: Page) =>
  page.locator('main img').evaluateAll((all) => all.map((one) => one.clientWidth))

test('a host shows a picture without scripts, everybody sees it, and it is taken back', async () => {
  const page = await openPhone(browser, link, 'es')
  await page.goto(`${server.baseUrl}${familyRoutes.hosting(workshop)}`)
  await page.getByRole('link', { name: 'Una foto del taller' }).click()
  await page.locator('#picture').setInputFiles(chosen(photo))
  await page.getByRole('button', { name: 'Mostrar la foto en la página' }).click()
  await page.getByRole('alert').waitFor()
  await mustBeAccessible(page)
  await page.locator('#picture').setInputFiles(chosen(photo))
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Mostrar la foto en la página' }).click()
  await page.getByText('La foto ya está en la página.').waitFor()
  await mustBeAccessible(page)
  await page.goto(`${server.baseUrl}${routes.publicWorkshop(workshop)}`)
  expect((await widths(page)).length).toBe(1)
  expect((await widths(page))[0]).toBeGreaterThan(300)
  await mustBeAccessible(page)
  await page.goto(`${server.baseUrl}${familyRoutes.hostPicture(workshop, 'workshop')}`)
  await page.getByRole('button', { name: 'Quitar la foto de la página' }).click()
  await page.getByText('La foto ya no está.').waitFor()
  await page.context().close()
})

test('a photo above the limit is made smaller before it is sent, and what is none is not sent', async () => {
  const context = await browser.newContext({ locale: 'es', javaScriptEnabled: true })
  const page = await context.newPage()
  await page.goto(link)
  await page.goto(`${server.baseUrl}${familyRoutes.hostPicture(workshop, 'host')}`)
  const field = page.locator('#picture')
  const size = () => field.evaluate((one: HTMLInputElement) => one.files?.[0]?.size ?? 0)
  // Bytes behind its end, as phones keep a film of the moment there.
  await field.setInputFiles(chosen(Buffer.concat([photo, Buffer.alloc(MOST_PICTURE_BYTES)])))
  await expect.poll(size).toBeLessThan(500_000)
  await page.locator('#shown').check()
  await page.getByRole('button', { name: 'Mostrar la foto en la página' }).click()
  await page.getByText('La foto ya está en la página.').waitFor()
  const sent: string[] = []
  page.on('request', (request) => sent.push(request.method()))
  await field.setInputFiles(chosen(Buffer.alloc(MOST_PICTURE_BYTES + 1)))
  await page.getByRole('button', { name: 'Mostrar la foto en la página' }).click()
  const said = () => field.evaluate((one: HTMLInputElement) => one.validationMessage)
  await expect.poll(said).toContain('Esta foto tiene más de 4 MB.')
  expect(sent).not.toContain('POST')
  await context.close()
})
