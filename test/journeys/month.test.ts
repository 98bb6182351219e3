import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { byKeyboard, byMouse, type Hand } from '../support/hand.ts'
import { startMailServer } from '../support/mail-server.ts'
import { askApi, type RunningServer, startServer } from '../support/server.ts'

const ROSTER = fileURLToPath(new URL('../support/rosters/puente-simple.csv', import.meta.url))

const DESKTOP = { width: 1280, height: 800 }
const PHONE = { width: 390, height: 844 }
const WAYS = [
  { how: 'by mouse on a desktop', viewport: DESKTOP, hand: byMouse, script: true },
  { how: 'by touch on a phone', viewport: PHONE, hand: byMouse, script: true },
  { how: 'by keyboard on a desktop', viewport: DESKTOP, hand: byKeyboard, script: true },
  { how: 'by keyboard on a narrow window', viewport: PHONE, hand: byKeyboard, script: true },
  { how: 'without script on a desktop', viewport: DESKTOP, hand: byMouse, script: false },
  { how: 'without script on a phone', viewport: PHONE, hand: byMouse, script: false },
]

let browser: Browser
let mail: Awaited<ReturnType<typeof startMailServer>>
beforeAll(async () => {
  mail = await startMailServer()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await mail?.stop()
})

/** The school on one machine, whose clock can be set to another day. */
type Machine = { server: RunningServer; hand: Hand }

const dayAt = (now: string, data?: string) => startServer({ CONVITE_NOW: now, SMTP_URL: mail.url }, data)

async function turnTo(machine: Machine, now: string): Promise<void> {
  await machine.server.stop()
  machine.server = await dayAt(now, machine.server.data)
  await open(machine, '/school')
}

const open = ({ server, hand }: Machine, path: string) => hand.page.goto(server.baseUrl + path)
const main = (page: Page) => page.locator('main')
const titled = (page: Page, text: string | RegExp) => page.locator('h1', { hasText: text }).waitFor()
const button = (page: Page, name: string | RegExp) => main(page).getByRole('button', { name }).first()
const link = (page: Page, name: string | RegExp) => main(page).getByRole('link', { name }).first()

async function setUpSchool(machine: Machine): Promise<void> {
  const { page, press, write } = machine.hand
  await open(machine, '/start')
  await write(page.locator('[name="school.name"]'), 'Riverbend School')
  await page.locator('[name="school.timeZone"]').selectOption('America/New_York')
  await write(page.locator('[name="organizer.name"]'), 'Dana Ortiz')
  await write(page.locator('[name="organizer.email"]'), 'dana@example.org')
  await press(main(page).getByRole('button').last())
  await titled(page, 'Welcome, Dana Ortiz')
}

async function importFamilies(machine: Machine): Promise<void> {
  const { page, press } = machine.hand
  await press(main(page).locator('[aria-current="step"] a'))
  await page.locator('input[type="file"]').setInputFiles(ROSTER)
  await press(main(page).locator('form button').last())
  await press(button(page, 'Import 60 families'))
  await titled(page, 'The roster is imported')
}

async function planWorkshop(machine: Machine): Promise<void> {
  const { page, press, write, choose } = machine.hand
  await open(machine, '/school')
  await press(main(page).locator('[aria-current="step"] a'))
  await write(page.getByLabel('What is it called?'), 'Reading together')
  await write(page.getByLabel('What happens there?'), 'Stories in two languages.')
  await press(button(page, 'Next: how and where'))
  await choose(page.getByLabel('60 minutes'))
  await press(button(page, 'Next: times'))
  await main(page).getByText('5 times are picked for you').waitFor()
  await choose(
    main(page)
      .getByRole('checkbox', { name: /^5:30 PM/ })
      .nth(1),
  )
  await press(button(page, 'Save the times'))
}

/** Asks, stops it within the five minutes, and asks again. */
async function askFamilies({ hand: { page, press } }: Machine): Promise<void> {
  // Those whom e-mail, a call or a letter reaches: no service sends texts.
  await titled(page, /^Ask \d+ families when they can come\?$/)
  await press(button(page, /^Ask \d+ families/))
  await press(button(page, 'Undo asking families'))
  // The times are still picked.
  await press(button(page, 'Save the times'))
  await press(button(page, /^Ask \d+ families/))
  await button(page, 'Undo asking families').waitFor()
}

/** The school and its workshop, as programs see them. */
async function storedIn(server: RunningServer) {
  const ask = (path: string) => askApi(server, 'GET', path)
  const [school] = (await ask('/schools')).items
  const [workshop] = (await ask(`/schools/${school.id}/workshops`)).items
  const families: { id: string }[] = (await ask(`/schools/${school.id}/families?limit=100`)).items
  return { workshop, families }
}

/** Half of the families vote; everybody can come at the first time. */
async function familiesVote({ server }: Machine): Promise<void> {
  const { workshop, families } = await storedIn(server)
  const { options } = await askApi(server, 'GET', `/workshops/${workshop.id}/poll`)
  for (const [place, { id }] of families.slice(0, 30).entries()) {
    const answers = options.map((option: { id: string }, at: number) => [
      option.id,
      at === 0 || (at + place) % 3 === 0 ? 'yes' : 'no',
    ])
    const ballot = { answers: Object.fromEntries(answers), via: 'phone' }
    await askApi(server, 'PUT', `/workshops/${workshop.id}/poll/ballots/${id}`, ballot)
  }
}

/** Chooses the fairest time, takes it back, and chooses it again. */
async function chooseTime({ hand: { page, press } }: Machine): Promise<void> {
  expect(await main(page).innerText()).toContain('Voting has ended. Choose the time.')
  for (const undoes of [true, false]) {
    await press(link(page, 'See the results'))
    await titled(page, 'Which time?')
    expect(await main(page).innerText()).toContain('leaves no group out')
    await press(main(page).locator('#decide form button').last())
    await titled(page, 'Set this time?')
    await press(button(page, /^Confirm and tell \d+ families/))
    await button(page, 'Undo the chosen time').waitFor()
    if (undoes) await press(button(page, 'Undo the chosen time'))
  }
}

/** Twenty families say that they come, half of them with a child. */
async function familiesReply({ server }: Machine): Promise<void> {
  const { workshop, families } = await storedIn(server)
  for (const [place, { id }] of families.slice(0, 20).entries()) {
    const children = place % 2 ? [{ months: 60 }] : []
    const reply = { attending: true, adults: 1, children }
    await askApi(server, 'PUT', `/sessions/${workshop.sessions[0].id}/replies/${id}`, reply)
  }
}

/** Does what is late, confirms a need, takes it back, and adds an item of the school's own. */
async function workChecklist({ hand: { page, press, write } }: Machine): Promise<void> {
  await press(link(page, /Book the room/))
  const room = page.locator('li#room')
  await press(room.getByRole('button', { name: /^Mark done/ }))
  await room.getByText('Done', { exact: true }).first().waitFor()
  const meals = page.locator('li#meals')
  await press(meals.getByRole('button', { name: /^Confirm/ }))
  await press(page.locator('li#meals + li').getByRole('button', { name: 'Undo' }))
  await press(meals.getByRole('button', { name: /^Confirm/ }))
  await meals.getByText('Confirmed').first().waitFor()
  await press(link(page, 'Add an item'))
  await write(page.getByLabel('What', { exact: false }).first(), 'Borrow the big lamp')
  await press(button(page, /^Add/))
  await page.getByText('Borrow the big lamp').first().waitFor()
}

/** Signs in again, after a month, by the code that came by e-mail. */
async function signInByCode({ hand: { page, press, write } }: Machine): Promise<void> {
  mail.mails.length = 0
  await titled(page, 'Sign in to the school team')
  await write(page.getByLabel('E-mail address'), 'dana@example.org')
  await press(button(page, 'Send me a code'))
  const codes = () => mail.mails.flatMap(({ text = '' }) => /\b\d{6}\b/.exec(text)?.[0] ?? [])
  await expect.poll(codes, { timeout: 15_000 }).not.toEqual([])
  await write(page.getByLabel('Code with six numbers'), codes().at(-1) ?? '')
  await press(button(page, 'Sign in'))
}

/** Signs in two families at the door, one of them by mistake, and closes the list. */
async function signInFamilies({ hand: { page, press } }: Machine): Promise<void> {
  await press(link(page, 'Open the door page'))
  for (const place of [0, 1]) await press(page.locator('.arrivals li button').nth(place))
  await press(button(page, 'Close the door list'))
}

/** Says, the day after, that it took place. */
async function sayHeld({ hand: { page, press } }: Machine): Promise<void> {
  const task = page.locator('.tasks li', { hasText: 'Did it take place?' })
  await press(task.getByRole('link'))
  await press(button(page, 'It took place'))
  await page.getByText('Marked as held.').waitFor()
}

/** The thank-you is made for the two families that came, and says what has become of it. */
async function seeThanks(machine: Machine): Promise<void> {
  const { page } = machine.hand
  const thanks = async () => {
    await open(machine, '/school/outbox')
    return main(page)
      .getByRole('listitem')
      .filter({ hasText: /^Thank you/ })
      .first()
      .innerText()
  }
  await expect.poll(thanks, { timeout: 30_000 }).toMatch(/2 families/)
}

describe('A month of an organizer, from the first run to the thank-you', () => {
  test.for(WAYS)('$how', { timeout: 240_000 }, async ({ viewport, hand, script }) => {
    const context = await browser.newContext({ viewport, javaScriptEnabled: script, locale: 'en-US' })
    context.setDefaultTimeout(15_000)
    const machine: Machine = {
      server: await dayAt('2026-11-02T15:00:00Z'),
      hand: hand(await context.newPage()),
    }
    try {
      await setUpSchool(machine)
      await importFamilies(machine)
      await planWorkshop(machine)
      await askFamilies(machine)
      await familiesVote(machine)
      await turnTo(machine, '2026-11-17T15:00:00Z')
      await chooseTime(machine)
      await familiesReply(machine)
      await turnTo(machine, '2026-11-30T15:00:00Z')
      await workChecklist(machine)
      await turnTo(machine, '2026-12-07T22:45:00Z')
      await signInByCode(machine)
      await signInFamilies(machine)
      await turnTo(machine, '2026-12-08T15:00:00Z')
      await sayHeld(machine)
      await turnTo(machine, '2026-12-09T22:00:00Z')
      await seeThanks(machine)
    } finally {
      await context.close()
      await machine.server.remove()
    }
  })
})
