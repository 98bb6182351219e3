import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { openPhone } from '../support/phone.ts'
import { askApi, type RunningServer, startServer } from '../support/server.ts'

let browser: Browser
let server: RunningServer
let school: string

beforeAll(async () => {
  server = await startServer()
  browser = await openBrowser()
  const made = await api('POST', '/schools', {
    name: 'Puente Elementary',
    timeZone: 'America/New_York',
    languages: ['en', 'es'],
    defaultLanguage: 'en',
  })
  school = made.id
})

afterAll(async () => {
  await browser?.close()
  await server?.remove()
})

const api = (method: string, path: string, body?: unknown) => askApi(server, method, path, body)

const DAY = 86_400_000
const at = (days: number) => new Date(Date.now() + days * DAY).toISOString()

let family: string
let workshop: string
let options: { id: string; start: string }[]
let link: string
let path: string

beforeEach(async () => {
  family = (await api('POST', `/schools/${school}/families`, { caregivers: [{ givenName: 'Rosa' }] })).id
  link = (await api('POST', `/schools/${school}/families/${family}/link`)).url
  const { id } = await api('POST', `/schools/${school}/workshops`, {
    title: { en: 'Reading together' },
    purpose: 'learning',
    durationMinutes: 90,
    presentationLanguage: 'en',
  })
  workshop = id
  const poll = await api('PUT', `/workshops/${workshop}/poll`, {
    options: [{ start: at(20) }, { start: at(21) }],
    closesAt: at(10),
  })
  options = poll.options
  path = `/me/vote/${workshop}`
})

const ballot = () => api('GET', `/workshops/${workshop}/poll/ballots/${family}`)
const answerOf = (page: Page, place: number, value: string) =>
  page.locator(`input[name="answers.${options[place]?.id}"][value="${value}"]`)
const send = (page: Page) => page.locator('main form:has(input[type="radio"]) button[type="submit"]').last()

async function voting(): Promise<Page> {
  const page = await openPhone(browser, link)
  await page.goto(server.baseUrl + path)
  return page
}

describe('a parent’s vote on a poor connection', () => {
  test('a double tap votes once', async () => {
    const page = await voting()
    await answerOf(page, 0, 'yes').check()
    await send(page).dblclick()
    await page.waitForURL(/\/done$/)
    expect(await ballot()).toMatchObject({ version: 1, answers: { [options[0]?.id ?? '']: 'yes' } })
  })

  test('a lost response: the same ballot sent again shows what was recorded, and counts once', async () => {
    const page = await voting()
    await answerOf(page, 0, 'yes').check()
    let lost = false
    await page.route(`**${path}`, async (route) => {
      if (route.request().method() !== 'POST' || lost) return route.continue()
      lost = true
      await route.fetch({ maxRedirects: 0 })
      await route.abort('connectionreset')
    })
    await send(page).click()
    await page.waitForURL((url) => url.protocol === 'chrome-error:').catch(() => undefined)
    expect(lost).toBe(true)
    expect((await ballot()).version).toBe(1)
    await page.goto(server.baseUrl + path)
    expect(await answerOf(page, 0, 'yes').isChecked()).toBe(true)
    await send(page).click()
    await page.waitForURL(/\/done$/)
    expect((await ballot()).version).toBe(1)
  })

  test('the back button shows the vote again, and reloading the confirmation sends nothing', async () => {
    const page = await voting()
    await answerOf(page, 0, 'yes').check()
    await send(page).click()
    await page.waitForURL(/\/done$/)
    await page.reload()
    expect((await ballot()).version).toBe(1)
    await page.goBack()
    await answerOf(page, 0, 'no').check()
    await send(page).click()
    await page.waitForURL(/\/done$/)
    expect(await ballot()).toMatchObject({ version: 2, answers: { [options[0]?.id ?? '']: 'no' } })
  })

  test('the later of two tabs sees that the vote changed, and sends its answers again', async () => {
    const one = await voting()
    const other = await one.context().newPage()
    await other.goto(server.baseUrl + path)
    await answerOf(one, 0, 'yes').check()
    await send(one).click()
    await one.waitForURL(/\/done$/)
    await answerOf(other, 0, 'no').check()
    await send(other).click()
    await other.locator('#errors').waitFor()
    expect(await other.locator('#errors').isVisible()).toBe(true)
    expect(await other.locator(':focus').getAttribute('id')).toBe('errors')
    expect(await answerOf(other, 0, 'no').isChecked()).toBe(true)
    expect((await ballot()).answers[options[0]?.id ?? '']).toBe('yes')
    await send(other).click()
    await other.waitForURL(/\/done$/)
    expect(await ballot()).toMatchObject({ version: 2, answers: { [options[0]?.id ?? '']: 'no' } })
  })

  test('a stale page from before a time moved records the other answers, and asks for that one again', async () => {
    const page = await voting()
    await answerOf(page, 0, 'yes').check()
    await answerOf(page, 1, 'no').check()
    await api('PUT', `/workshops/${workshop}/poll`, {
      options: [
        { id: options[0]?.id, start: at(25) },
        { id: options[1]?.id, start: options[1]?.start },
      ],
      closesAt: at(10),
    })
    await send(page).click()
    await page.locator('#errors').waitFor()
    expect(await page.locator('#errors').isVisible()).toBe(true)
    expect(await answerOf(page, 0, 'yes').isChecked()).toBe(false)
    expect(await answerOf(page, 1, 'no').isChecked()).toBe(true)
    await answerOf(page, 0, 'ifNeeded').check()
    await send(page).click()
    await page.waitForURL(/\/done$/)
    expect((await ballot()).answers).toEqual({
      [options[0]?.id ?? '']: 'ifNeeded',
      [options[1]?.id ?? '']: 'no',
    })
  })
})

describe('with the keyboard only', () => {
  test('a parent skips to the page, votes with arrows and space, and sends', async () => {
    const page = await voting()
    await page.keyboard.press('Tab')
    expect(await page.locator(':focus').getAttribute('href')).toBe('#main')
    await page.keyboard.press('Enter')
    const until = async (selector: string) => {
      for (let presses = 0; presses < 30; presses++) {
        await page.keyboard.press('Tab')
        if ((await page.locator(`${selector}:focus`).count()) > 0) return
      }
      expect.fail(`no way to ${selector}`)
    }
    await until('input[type=radio]')
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowDown')
    expect(await answerOf(page, 0, 'ifNeeded').isChecked()).toBe(true)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    expect(await answerOf(page, 1, 'yes').isChecked()).toBe(true)
    await until('input[value=childcare]')
    await page.keyboard.press('Space')
    await until('button[type=submit]')
    expect((await page.locator(':focus').boundingBox())?.height).toBeGreaterThanOrEqual(44)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/done$/)
    expect(await ballot()).toMatchObject({
      answers: { [options[0]?.id ?? '']: 'ifNeeded', [options[1]?.id ?? '']: 'yes' },
      couldComeIf: ['childcare'],
    })
  })

  test('after an error the focus is on the summary, whose link leads to the field', async () => {
    const page = await openPhone(browser, link)
    await page.goto(`${server.baseUrl}/me/teach`)
    await page.getByRole('button', { name: 'Next', exact: true }).click()
    await page.locator('#errors').waitFor()
    expect(await page.locator(':focus').getAttribute('id')).toBe('errors')
    const first = page.locator('#errors a').first()
    const field = (await first.getAttribute('href'))?.slice(1)
    await first.press('Enter')
    expect(await page.locator(':focus').getAttribute('id')).toBe(field)
  })
})
