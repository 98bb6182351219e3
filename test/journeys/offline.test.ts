import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { enter } from '../support/phone.ts'
import { type RunningServer, startServer, TEST_TOKEN } from '../support/server.ts'

const AT_FIRST = '2026-11-30T15:00:00Z'

let browser: Browser
let server: RunningServer
let school: string
beforeAll(async () => {
  server = await startServer({ CONVITE_NOW: AT_FIRST })
  const made = await call('POST', '/schools', {
    ...{ name: 'Riverbend School', timeZone: 'America/Chicago' },
    ...{ languages: ['en', 'es'], defaultLanguage: 'en' },
  })
  school = made.id
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.remove()
})

// biome-ignore lint/suspicious/noExplicitAny: what the API answers, which other tests check
async function call(method: string, path: string, body: unknown): Promise<any> {
  const headers = { authorization: `Bearer ${TEST_TOKEN}`, 'content-type': 'application/json' }
  const answer = await fetch(`${server.baseUrl}/api/v1${path}`, {
    method,
    headers,
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`)
  return answer.json()
}

/** A workshop that is voted on, with two times. */
async function openVote(title = 'Math games'): Promise<{ workshop: string; options: string[] }> {
  const { id: workshop } = await call('POST', `/schools/${school}/workshops`, {
    ...{ title: { en: title }, purpose: 'learning', durationMinutes: 60, presentationLanguage: 'en' },
    offers: { childcare: true, food: false, interpretation: false, rides: false },
  })
  const { options } = await call('PUT', `/workshops/${workshop}/poll`, {
    options: [{ startLocal: '2027-01-12T18:00' }, { startLocal: '2027-01-13T18:00' }],
    closesAt: '2026-12-20T18:00:00Z',
  })
  return { workshop, options: options.map(({ id }: { id: string }) => id) }
}

/** How many families' answers to the first time are counted. */
const heard = async (workshop: string): Promise<number> => {
  const headers = { authorization: `Bearer ${TEST_TOKEN}` }
  const answer = await fetch(`${server.baseUrl}/api/v1/workshops/${workshop}/poll`, { headers })
  const [{ yes, no }] = (await answer.json()).options
  return yes + no
}

/** A new family's link. */
async function linkOfFamily(): Promise<string> {
  const { id } = await call('POST', `/schools/${school}/families`, {
    name: 'Rivera',
    caregivers: [{ givenName: 'Dana' }],
  })
  return (await call('POST', `/schools/${school}/families/${id}/link`, {})).url
}

async function phoneOf(link: string): Promise<{ context: BrowserContext; page: Page; posts: string[] }> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'en-US' })
  const page = await context.newPage()
  await enter(page, link)
  const posts: string[] = []
  context.on('requestfinished', (request) => {
    if (request.method() === 'POST') posts.push(request.postData() ?? '')
  })
  return { context, page, posts }
}

const votePath = (workshop: string) => `${server.baseUrl}/me/vote/${workshop}`
const kept = (page: Page) => page.locator('#kept')
const stored = (page: Page) => page.evaluate(() => sessionStorage.length)

/** Answers the first time, and sends the vote. */
async function vote(page: Page, answer: 'yes' | 'no' = 'yes'): Promise<void> {
  await page.locator(`#ballot .time input[value=${answer}]`).first().check({ force: true })
  await page.locator('#ballot .send button').click()
}

test('a vote without a network is kept, and sent once when it is back', async () => {
  const { workshop } = await openVote()
  const { context, page, posts } = await phoneOf(await linkOfFamily())
  await page.goto(votePath(workshop))
  await context.setOffline(true)
  await vote(page)
  await expect
    .poll(() => kept(page).innerText())
    .toBe('Math games: kept on this phone, and sent when the network is back. Please leave this page open.')
  // In sight, wherever the page is scrolled to.
  const told = await kept(page).boundingBox()
  expect([(told?.y ?? -1) >= 0, (told?.y ?? 740) + (told?.height ?? 0) < 740]).toEqual([true, true])
  expect(await heard(workshop)).toBe(0)
  await context.setOffline(false)
  await page.waitForURL(`${votePath(workshop)}/done`)
  expect(await page.locator('main').innerText()).toContain('Yes')
  expect([posts.length, await heard(workshop), await stored(page)]).toEqual([1, 1, 0])
  await context.close()
})

test('says so in the language of the page', async () => {
  const { workshop } = await openVote()
  const { context, page } = await phoneOf(await linkOfFamily())
  await page.goto(`${votePath(workshop)}?lang=es`)
  await context.setOffline(true)
  await vote(page)
  await expect.poll(() => kept(page).innerText()).toContain('quedó guardado en este teléfono')
  await context.close()
})

test('with a network it is sent as ever, and what cannot be taken comes back with what was typed', async () => {
  const { workshop } = await openVote()
  const { context, page, posts } = await phoneOf(await linkOfFamily())
  await page.goto(votePath(workshop))
  await page.locator('#ballot .send button').click()
  await expect.poll(() => page.locator('#errors').isVisible()).toBe(true)
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('errors')
  expect(await stored(page)).toBe(0)
  await vote(page, 'no')
  await page.waitForURL(`${votePath(workshop)}/done`)
  expect([posts.length, await heard(workshop)]).toEqual([2, 1])
  await context.close()
})

test('a vote that closed meanwhile is refused, and shows what was typed', async () => {
  const { workshop, options } = await openVote()
  const { context, page } = await phoneOf(await linkOfFamily())
  await page.goto(votePath(workshop))
  await context.setOffline(true)
  await vote(page)
  await expect.poll(() => kept(page).isVisible()).toBe(true)
  await call('POST', `/workshops/${workshop}/schedule`, { options: [options[0]], reason: 'Room' })
  await context.setOffline(false)
  await expect.poll(() => page.locator('#errors').isVisible()).toBe(true)
  expect(await page.locator('#ballot .time input[value=yes]').first().isChecked()).toBe(true)
  expect([await heard(workshop), await stored(page), await kept(page).isVisible()]).toEqual([0, 0, false])
  await context.close()
})

test('of two tabs the first is counted, and the second shows both answers', async () => {
  const { workshop } = await openVote()
  const { context, page } = await phoneOf(await linkOfFamily())
  const other = await context.newPage()
  for (const tab of [page, other]) await tab.goto(votePath(workshop))
  await context.setOffline(true)
  await vote(page)
  await vote(other, 'no')
  await expect.poll(() => kept(other).isVisible()).toBe(true)
  await context.setOffline(false)
  const hasEnded = async (tab: Page) =>
    (tab.url().endsWith('/done') ? 'done' : (await tab.locator('#errors').isVisible()) && 'refused') ||
    'waiting'
  await expect
    .poll(async () => [await hasEnded(page), await hasEnded(other)].sort())
    .toEqual(['done', 'refused'])
  expect(await heard(workshop)).toBe(1)
  await context.close()
})

test('a page that is loaded again sends what it kept', async () => {
  const { workshop } = await openVote()
  const { context, page } = await phoneOf(await linkOfFamily())
  await page.goto(votePath(workshop))
  // The connection is lost without the phone noticing.
  await context.route(votePath(workshop), (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  )
  await vote(page)
  await expect.poll(() => kept(page).isVisible()).toBe(true)
  await context.unroute(votePath(workshop))
  await page.reload({ waitUntil: 'commit' })
  await page.waitForURL(`${votePath(workshop)}/done`)
  expect(await heard(workshop)).toBe(1)
  await context.close()
})

test('the next family on the phone neither sees nor sends what another one kept', async () => {
  const { workshop } = await openVote()
  const { context, page, posts } = await phoneOf(await linkOfFamily())
  await page.goto(votePath(workshop))
  await context.route(votePath(workshop), (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  )
  await vote(page)
  await expect.poll(() => kept(page).isVisible()).toBe(true)
  await context.unroute(votePath(workshop))
  await enter(page, await linkOfFamily())
  await page.goto(votePath(workshop))
  await expect.poll(() => stored(page)).toBe(0)
  expect([posts.length, await kept(page).isVisible(), await heard(workshop)]).toEqual([0, false, 0])
  expect(await page.locator('#ballot input:checked').count()).toBe(0)
  await context.close()
})

test('what was kept for a day is not sent any more', async () => {
  const { workshop } = await openVote()
  const { context, page, posts } = await phoneOf(await linkOfFamily())
  await page.goto(votePath(workshop))
  await context.setOffline(true)
  await vote(page)
  await expect.poll(() => kept(page).isVisible()).toBe(true)
  await page.evaluate(() => {
    const [place = ''] = Object.keys(sessionStorage)
    const entry = JSON.parse(sessionStorage.getItem(place) ?? '')
    sessionStorage.setItem(place, JSON.stringify({ ...entry, at: entry.at - 24 * 60 * 60 * 1000 }))
  })
  await context.setOffline(false)
  await expect.poll(() => stored(page)).toBe(0)
  expect(posts).toEqual([])
  await context.close()
})

test('a reply is kept like a vote', async () => {
  const { workshop, options } = await openVote('Reading together')
  const { sessions } = await call('POST', `/workshops/${workshop}/schedule`, {
    options: [options[0]],
    reason: 'Room',
  })
  const { context, page, posts } = await phoneOf(await linkOfFamily())
  const path = `${server.baseUrl}/me/session/${sessions[0].id}`
  await page.goto(path)
  await context.setOffline(true)
  const form = page.locator(`form[action="/me/session/${sessions[0].id}"]`)
  await form.locator('input[name=attending][value=yes]').check({ force: true })
  await form.locator('button[type=submit]').last().click()
  await expect.poll(() => kept(page).innerText()).toContain('Reading together: kept on this phone')
  await context.setOffline(false)
  await page.waitForURL(`${path}/done`)
  expect(posts).toHaveLength(1)
  await context.close()
})
