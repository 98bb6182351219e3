import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { mustBeAccessible, openPhone } from '../support/phone.ts'
import { askApi, type RunningServer, startServer } from '../support/server.ts'

// By day: at night families' messages are delayed to the morning.
const CONVITE_NOW = '2027-03-01T15:00:00Z'
const SCHOOL = {
  ...{ name: 'Riverbend', timeZone: 'America/Chicago' },
  ...{ languages: ['en', 'es', 'vi'], defaultLanguage: 'en' },
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

/** A family with its own link. */
async function familyOf(school: string, givenName: string, language: string) {
  const channels = [{ kind: 'email', address: `${givenName.toLowerCase()}@example.org` }]
  const families = `/schools/${school}/families`
  const { id } = await askApi(server, 'POST', families, {
    ...{ writtenLanguage: language, spokenLanguage: language },
    caregivers: [{ givenName, channels }],
  })
  return { id, link: (await askApi(server, 'POST', `${families}/${id}/link`)).url }
}

test('a mother asks in Spanish, and the host answers her in Vietnamese without knowing who she is', async () => {
  const { id: school } = await askApi(server, 'POST', '/schools', SCHOOL)
  const linh = await familyOf(school, 'Linh', 'vi')
  const rosa = await familyOf(school, 'Rosa', 'es')
  const { id } = await askApi(server, 'POST', `/schools/${school}/workshops`, {
    title: { en: 'Spring rolls', es: 'Rollitos', vi: 'Gỏi cuốn' },
    ...{ purpose: 'social', audience: ['parents'], durationMinutes: 60, presentationLanguage: 'vi' },
    hostFamily: linh.id,
  })
  await askApi(server, 'PUT', `/workshops/${id}/poll`, {
    ...{ options: [{ start: '2027-03-23T23:00:00Z' }], closesAt: '2027-03-16T22:00:00Z' },
  })

  const mother = await openPhone(browser, rosa.link, 'es')
  await mother.goto(`${server.baseUrl}/me/ask/${id}?lang=es`)
  await mother.locator('textarea').fill('¿Hay que llevar algo?')
  await mother.getByRole('button', { name: 'Preguntar' }).click()
  await mustBeAccessible(mother)

  const host = await openPhone(browser, linh.link, 'vi')
  await host.goto(`${server.baseUrl}/me/workshop/${id}?lang=vi`)
  expect(await host.locator('main').innerText()).toContain('¿Hay que llevar algo?')
  expect(await host.locator('main').innerText()).not.toContain('Rosa')
  await host.locator('#questions textarea').fill('Không cần mang gì, chỉ cần đói bụng.')
  await host.locator('#questions').getByRole('button', { name: 'Trả lời' }).click()
  await mustBeAccessible(host)

  const { items } = await askApi(server, 'GET', `/workshops/${id}/notices`)
  const told = items.filter(({ steps }: { steps: { kind: string }[] }) => steps[0]?.kind === 'answered')
  expect(told).toMatchObject([{ at: 0, steps: [{ families: [rosa.id] }] }])
  await mother.reload()
  const answer = mother.locator('[lang=vi]', { hasText: 'Không cần mang gì' })
  expect(await answer.count()).toBeGreaterThan(0)
  expect(await mother.locator('main').innerText()).toContain('Quien da el taller')
  await host.context().close()
  await mother.context().close()
})
