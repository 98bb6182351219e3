import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { mustBeAccessible, openPhone } from '../support/phone.ts'
import { type RunningServer, startServer, TEST_TOKEN } from '../support/server.ts'

let browser: Browser
let server: RunningServer
let link: string
beforeAll(async () => {
  server = await startServer({ CONVITE_DEMO: 'on' })
  link = /^ *parent +(http\S+)/m.exec(server.output())?.[1] ?? ''
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.remove()
})

/** What the school's own program asks of the API. */
async function asked(method: string, path: string, body?: unknown) {
  const response = await fetch(`${server.baseUrl}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${TEST_TOKEN}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return response.json()
}

/** Taps on a page, each counted. */
function thumb(page: Page) {
  let taps = 0
  return {
    tap: async (name: string | RegExp) => {
      taps++
      const [button, link, box] = (['button', 'link', 'checkbox'] as const).map((role) =>
        page.getByRole(role, { name }),
      )
      if (button && link && box) await button.or(link).or(box).first().click()
      await page.waitForLoadState()
    },
    taps: () => taps,
  }
}

const MOST_TAPS = 7

test('a parent proposes a workshop in Spanish without scripts, is told yes, and sees how it goes', async () => {
  const page = await openPhone(browser, link, 'es')
  await page.goto(`${server.baseUrl}/me?lang=es`)
  const { tap, taps } = thumb(page)
  await tap(/^¿Quisiera enseñar algo\?/)
  await page.locator('#title').fill('Tamales para todos')
  await page.locator('#learn').fill('A hacer tamales como los de mi abuela.')
  await mustBeAccessible(page)
  await tap('Siguiente')
  await mustBeAccessible(page)
  await tap('Madres y padres')
  await tap('Siguiente')
  await mustBeAccessible(page)
  await tap('Enviar mi propuesta')
  await tap('Volver a mi página')
  expect(await page.locator('main').innerText()).toMatch(/Tamales para todos\s+La escuela lo está leyendo\./)
  await mustBeAccessible(page)
  const [school] = (await asked('GET', '/schools')).items
  const { items } = await asked('GET', `/schools/${school.id}/proposals`)
  const { id } = items.find(({ title }: { title: string }) => title === 'Tamales para todos')
  const { workshop } = await asked('POST', `/proposals/${id}/accept`)
  await asked('PUT', `/workshops/${workshop.id}/announcement`, { announced: true })
  await page.reload()
  expect(await page.locator('main').innerText()).toContain('Ahora las familias dicen si vendrían.')
  await tap(/^Tamales para todos/)
  expect(await page.locator('main').innerText()).toContain('La escuela dijo que sí')
  await mustBeAccessible(page)
  expect(taps()).toBeLessThanOrEqual(MOST_TAPS)
})
