import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { invitation, mustBeAccessible, openPhone } from '../support/phone.ts'
import { type RunningServer, startServer } from '../support/server.ts'

let browser: Browser
let server: RunningServer
let links: Record<'organizer' | 'secondOrganizer' | 'thirdOrganizer' | 'leader' | 'parent', string>

beforeAll(async () => {
  server = await startServer({ CONVITE_DEMO: 'on' })
  const link = (who: string) => new RegExp(`^ *${who} +(http\\S+)`, 'm').exec(server.output())?.[1] ?? ''
  links = {
    organizer: link('organizer'),
    secondOrganizer: await invitation(server.baseUrl, 'second'),
    thirdOrganizer: await invitation(server.baseUrl, 'third'),
    leader: link('parent leader'),
    parent: link('parent'),
  }
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  await server?.remove()
})

describe('Rosa, a parent', () => {
  test('votes from her link in a minute, and changes it later', async () => {
    const page = await openPhone(browser, links.parent)
    expect(new URL(page.url()).pathname).toBe('/me')
    await mustBeAccessible(page)
    await page.locator('.menu > summary').click()
    await page.getByRole('link', { name: 'English' }).click()
    await page.locator('a[href^="/me/vote/"]').first().click()
    await mustBeAccessible(page)
    const times = page.locator('fieldset:has(input[value="ifNeeded"])')
    const count = await times.count()
    expect(count).toBeGreaterThan(1)
    for (let place = 0; place < count; place++) {
      await times
        .nth(place)
        .locator(`input[value="${place === 0 ? 'yes' : 'no'}"]`)
        .check()
    }
    await page.locator('input[value="childcare"]').check()
    await page.locator('main button[type="submit"]').click()
    expect(page.url()).toMatch(/\/done$/)
    await mustBeAccessible(page)
    await page.goBack()
    await page.reload()
    expect(await times.nth(0).locator('input[value="yes"]').isChecked()).toBe(true)
    expect(await page.locator('input[value="childcare"]').isChecked()).toBe(true)
  })

  test('replies to a session', async () => {
    const page = await openPhone(browser, links.parent)
    const session = page.locator('a[href^="/me/session/"]').first()
    await session.click()
    await mustBeAccessible(page)
    await page.locator('input[name^="attending"]').first().check()
    await page.locator('main form button[type="submit"]').first().click()
    await mustBeAccessible(page)
  })

  test('hands the shared phone to the next family', async () => {
    const page = await openPhone(browser, links.parent)
    await page.locator('form[action="/me/leave"] button').click()
    await page.goto(`${server.baseUrl}/me`)
    expect(new URL(page.url()).pathname).toBe('/code')
    await mustBeAccessible(page)
  })
})

describe('Linh, a parent leader', () => {
  test('proposes a workshop, and sees what is missing without losing what she typed', async () => {
    const page = await openPhone(browser, links.leader)
    await mustBeAccessible(page)
    await page.goto(`${server.baseUrl}/me?lang=en`)
    await page.locator('a[href="/me/teach"]').click()
    await mustBeAccessible(page)
    await page.locator('#learn').fill('How the reading app helps at home')
    await page.getByRole('button', { name: 'Next', exact: true }).click()
    expect(await page.locator('#errors').isVisible()).toBe(true)
    expect(await page.locator('#learn').inputValue()).toBe('How the reading app helps at home')
    await page.locator('#title').fill('The reading app')
    await page.getByRole('button', { name: 'Next', exact: true }).click()
    await mustBeAccessible(page)
    await page.getByRole('checkbox', { name: 'Parents' }).check()
    await page.getByRole('button', { name: 'Next', exact: true }).click()
    await mustBeAccessible(page)
    await page.getByRole('button', { name: 'Send my proposal' }).click()
    expect(page.url()).toMatch(/\/me\/teach\/done$/)
  })
})

describe('Dana, an organizer', () => {
  test('finds her pending work, accepts the proposal and works on the checklist', async () => {
    const page = await openPhone(browser, links.organizer)
    expect(new URL(page.url()).pathname).toBe('/school')
    await mustBeAccessible(page)
    await page.locator('a[href$="/checklist"]').first().click()
    await mustBeAccessible(page)
    await page.locator('li#room a').click()
    const form = page.locator('li#room form')
    await form.locator('select').selectOption('done')
    await form.locator('button').first().click()
    expect(page.url()).toContain('saved=room')
    expect(await page.locator('li#room').getAttribute('class')).toContain('done')
    await mustBeAccessible(page)
    // What one tap confirmed, one more takes back.
    const childcare = page.locator('li#childcare')
    const before = await childcare.locator('.amount').innerText()
    await childcare.getByRole('button', { name: /^Confirm/ }).click()
    expect(await childcare.locator('.amount').innerText()).not.toBe(before)
    await page.getByRole('button', { name: 'Undo' }).click()
    expect(await childcare.locator('.amount').innerText()).toBe(before)
    for (const path of ['families', 'workshops', 'proposals', 'team', 'settings', 'outbox']) {
      await page.goto(`${server.baseUrl}/school/${path}`)
      await mustBeAccessible(page)
    }
  })
  test('reads which time wins, is asked why she chooses another one, and chooses', async () => {
    const page = await openPhone(browser, links.secondOrganizer)
    await page.locator('a[href$="/results"]').first().click()
    await mustBeAccessible(page)
    // The recommended time is checked and needs no reason; another one asks for it, and says what it brings about.
    expect(await page.locator('#reason').isVisible()).toBe(false)
    expect(await page.locator('.then:visible').count()).toBe(1)
    const left = await page.locator('.then:visible').innerText()
    await page.locator('input[name="options"]:not(:checked)').first().check()
    expect(await page.locator('.then:visible').innerText()).not.toBe(left)
    await page.locator('main form button').click()
    expect(await page.locator('#errors').isVisible()).toBe(true)
    await page.locator('#reason').fill('The gym is free then')
    await page.locator('main form button').click()
    // Before families are told, the page says who is, and asks once more.
    await mustBeAccessible(page)
    await page.getByRole('button', { name: /^Confirm/ }).click()
    await mustBeAccessible(page)
    const sessions = await page
      .locator('a[href^="/school/sessions/"]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')?.split('/')[3]))
    expect([...new Set(sessions)]).toHaveLength(1)
  })
  test('plans a workshop, asks families for times and records a vote from paper', async () => {
    const page = await openPhone(browser, links.thirdOrganizer)
    await page.goto(`${server.baseUrl}/school/workshops/new`)
    await mustBeAccessible(page)
    await page.getByRole('button', { name: 'Next: how and where' }).click()
    expect(await page.locator('#errors').isVisible()).toBe(true)
    await page.locator('[id="title.en"]').fill('Reading at home')
    await page.getByRole('button', { name: 'Next: how and where' }).click()
    await mustBeAccessible(page)
    await page.locator('#place').fill('Cafeteria')
    // Going back a step keeps what was typed.
    await page.getByRole('button', { name: 'Back' }).click()
    expect(await page.locator('[id="title.en"]').inputValue()).toBe('Reading at home')
    await page.getByRole('button', { name: 'Next: how and where' }).click()
    expect(await page.locator('#place').inputValue()).toBe('Cafeteria')
    await page.getByRole('button', { name: 'Next: times' }).click()
    await mustBeAccessible(page)
    // Five times are picked; a tap takes one away, and the list beside says so at once.
    const listed = page.locator('.chosen li:visible')
    expect(await listed.count()).toBe(5)
    await page.locator('.slot input:checked').first().uncheck({ force: true })
    expect(await listed.count()).toBe(4)
    const early = await page.locator('#closesAt').inputValue()
    const year = new Date().getFullYear() + 2
    await page.locator('#closesAt').fill(`${year}-06-11T09:00`)
    await page.getByRole('button', { name: 'Save the times' }).click()
    expect(await page.locator('#errors').isVisible()).toBe(true)
    expect(await page.locator('.slot input:checked').count()).toBe(4)
    await mustBeAccessible(page)
    await page.locator('#closesAt').fill(early)
    await page.getByRole('button', { name: 'Save the times' }).click()
    // Whom it reaches, by which ways and in which words, before anybody is told.
    await mustBeAccessible(page)
    await page.getByRole('button', { name: /^Ask \d+ families$/ }).click()
    await mustBeAccessible(page)
    await page.locator('a[href$="/record"]').click()
    await mustBeAccessible(page)
    await page.locator('#family').selectOption({ index: 1 })
    await page.getByRole('button', { name: 'Record it, next family' }).click()
    expect(await page.locator('[role="alert"]').isVisible()).toBe(true)
    for (const answer of ['yes', 'no', 'ifNeeded', 'no'].entries())
      await page.locator(`.paper-time >> nth=${answer[0]} >> input[value="${answer[1]}"]`).press('Space')
    await page.getByRole('button', { name: 'Record it, next family' }).click()
    expect(page.url()).toContain('done=')
    await mustBeAccessible(page)
  })
})
