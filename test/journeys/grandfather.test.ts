import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { openPhone } from '../support/phone.ts'
import { askApi, type RunningServer, startServer } from '../support/server.ts'
import { startTextGateway } from '../support/text-gateway.ts'

// By day: at night families' messages are delayed to the morning.
const CONVITE_NOW = '2027-03-01T15:00:00Z'
const SECRET = 'a-secret-of-the-gateway'
const NUMBER = '+16515550123'
const TIMES = ['2027-03-23T23:00:00Z', '2027-03-25T15:00:00Z', '2027-03-27T16:00:00Z']

let browser: Browser
let gateway: Awaited<ReturnType<typeof startTextGateway>>
let server: RunningServer
beforeAll(async () => {
  gateway = await startTextGateway()
  server = await startServer({
    ...{ CONVITE_NOW, CONVITE_TEXT_GATEWAY: gateway.url, CONVITE_TEXT_SECRET: SECRET },
  })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.remove()
  await gateway?.stop()
})

/** A school that asks the one grandfather on its roster when he can come. */
async function askGrandfather(): Promise<{ poll: string; options: string[] }> {
  const settings = { timeZone: 'America/Chicago', languages: ['en', 'so'], defaultLanguage: 'en' }
  const { id: school } = await askApi(server, 'POST', '/schools', { name: 'Riverbend', ...settings })
  await askApi(server, 'POST', `/schools/${school}/families`, {
    ...{ writtenLanguage: 'so', spokenLanguage: 'so' },
    caregivers: [{ givenName: 'Cabdi', channels: [{ kind: 'sms', address: NUMBER }] }],
  })
  const { id } = await askApi(server, 'POST', `/schools/${school}/workshops`, {
    title: { en: 'Math games', so: 'Ciyaaro xisaabeed' },
    ...{ purpose: 'learning', audience: ['parents'], durationMinutes: 60, presentationLanguage: 'en' },
  })
  const poll = `/workshops/${id}/poll`
  const options = TIMES.map((start) => ({ start }))
  const opened = await askApi(server, 'PUT', poll, { options, closesAt: '2027-03-16T22:00:00Z' })
  return { poll, options: opened.options.map((option: { id: string }) => option.id) }
}

/** Hands a text over as the gateway does, and gives the text that comes back. */
async function answer(id: string, text: string): Promise<string> {
  const before = gateway.requests.length
  const response = await fetch(`${server.baseUrl}/api/v1/hooks/texts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${SECRET}`, 'content-type': 'application/json' },
    body: JSON.stringify({ id, from: NUMBER, text }),
  })
  expect(response.status).toBe(202)
  return textAfter(before)
}

async function textAfter(before: number): Promise<string> {
  await expect.poll(() => gateway.requests.length, { timeout: 10_000 }).toBe(before + 1)
  return gateway.requests.at(-1)?.body.text ?? ''
}

test('a grandfather votes by text in Somali, changes it, and his granddaughter finds it on her phone', async () => {
  const { poll, options } = await askGrandfather()
  const asked = await textAfter(0)
  expect(asked).toMatch(
    /^Riverbend: Ciyaaro xisaabeed\. Goorma ayaad iman kartaa\?\n1 .*\n2 .*\n3 .*\nKu jawaab/,
  )
  const [, first = '', , third = ''] = asked.split('\n').map((line) => line.replace(/^\d /, ''))

  const told = await answer('text-1', '1 3?')
  expect(told).toContain('Mahadsanid.')
  expect(told).toContain(`Haa: ${first}.`)
  expect(told).toContain(`Haddii loo baahdo: ${third}.`)
  const counts = async () => {
    const { options: counted, byText } = await askApi(server, 'GET', poll)
    return [...counted.map(({ yes, ifNeeded, no }: Record<string, number>) => [yes, ifNeeded, no]), byText]
  }
  expect(await counts()).toEqual([[1, 0, 0], [0, 0, 1], [0, 1, 0], 1])

  const changed = await answer('text-2', '3')
  expect(changed).toContain(`Haa: ${third}.`)
  expect(await counts()).toEqual([[0, 0, 1], [0, 0, 1], [1, 0, 0], 1])

  const link = /http\S+\/f\/\S+/.exec(changed)?.[0] ?? ''
  const page = await openPhone(browser, link, 'so')
  await page.goto(`${server.baseUrl}/me/vote/${poll.split('/')[2]}`)
  const marked = await Promise.all(
    options.map((option) => page.locator(`input[name="answers.${option}"]:checked`).getAttribute('value')),
  )
  expect(marked).toEqual(['no', 'no', 'yes'])
  await page.context().close()
})
