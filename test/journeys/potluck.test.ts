import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { mustBeAccessible, openPhone } from '../support/phone.ts'
import { askApi, type RunningServer, startServer } from '../support/server.ts'

const CONVITE_NOW = '2027-03-01T15:00:00Z'
const SCHOOL = {
  ...{ name: 'Riverbend', timeZone: 'America/Chicago' },
  ...{ languages: ['en', 'es'], defaultLanguage: 'en' },
}

let browser: Browser
let server: RunningServer
beforeAll(async () => {
  server = await startServer({ CONVITE_NOW })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.remove()
})

/** A session that a family comes to, and to which others are asked to bring a dish for ten. */
async function invited() {
  const { id: school } = await askApi(server, 'POST', '/schools', SCHOOL)
  const families = `/schools/${school}/families`
  const { id: family } = await askApi(server, 'POST', families, {
    ...{ writtenLanguage: 'es', caregivers: [{ givenName: 'Rosa' }] },
  })
  const { url: link } = await askApi(server, 'POST', `${families}/${family}/link`)
  const { id } = await askApi(server, 'POST', `/schools/${school}/workshops`, {
    title: { en: 'Potluck', es: 'Convivio' },
    ...{ purpose: 'social', audience: ['parents'], durationMinutes: 60, presentationLanguage: 'es' },
  })
  const { options } = await askApi(server, 'PUT', `/workshops/${id}/poll`, {
    ...{ options: [{ start: '2027-03-23T23:00:00Z' }], closesAt: '2027-03-16T22:00:00Z' },
  })
  const times = options.map((option: { id: string }) => option.id)
  const { sessions } = await askApi(server, 'POST', `/workshops/${id}/schedule`, { options: times })
  const session = sessions[0].id
  await askApi(server, 'PUT', `/sessions/${session}/replies/${family}`, { attending: true, adults: 2 })
  const dish = { title: { en: 'Main dish', es: 'Plato fuerte' }, wanted: 2, portions: 10 }
  await askApi(server, 'POST', `/sessions/${session}/signups`, dish)
  return { session, link }
}

test('a family brings rice for ten without scripts, and gives it back', async () => {
  const { session, link } = await invited()
  const list = async () => (await askApi(server, 'GET', `/sessions/${session}/signups`)).items[0]
  const page = await openPhone(browser, link, 'es')
  await page.goto(`${server.baseUrl}/me/session/${session}?lang=es`)
  const bring = page.locator('#bring')
  await bring.getByRole('button').first().click()
  await bring.locator('input[name$=".note"]').fill('Arroz')
  await bring.getByRole('button').last().click()
  await mustBeAccessible(page)
  expect(await list()).toMatchObject({ wanted: 2, taken: 1 })
  expect(await bring.locator('input[name$=".note"]').inputValue()).toBe('Arroz')
  await bring.getByRole('button').first().click()
  await mustBeAccessible(page)
  expect(await list()).toMatchObject({ wanted: 2, taken: 0 })
  expect(await bring.locator('input[name$=".note"]').count()).toBe(0)
  await page.context().close()
})
