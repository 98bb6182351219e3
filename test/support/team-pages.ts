import type { Page } from 'playwright-core'

type Open = (page: Page, baseUrl: string) => Promise<void>

const at =
  (path: string): Open =>
  async (page, baseUrl) =>
    void (await page.goto(baseUrl + path))

// The links of the demonstration's pages are found by their addresses, which are the same in every language.
const from =
  (start: Open, ...links: string[]): Open =>
  async (page, baseUrl) => {
    await start(page, baseUrl)
    for (const link of links)
      await page.goto(baseUrl + (await page.locator(link).first().getAttribute('href')))
  }

const checklist = from(at('/school'), 'a[href$="/checklist"]')
const session: Open = async (page, baseUrl) => {
  await checklist(page, baseUrl)
  await page.goto(page.url().replace('/checklist', ''))
}
const voting = from(at('/school'), 'main .beside a[href*="/workshops/"]')

/** How to open each of the team's pages of the demonstration school. */
export const TEAM_PAGES = {
  today: at('/school'),
  checklist,
  workshops: at('/school/workshops'),
  workshop: voting,
  results: from(voting, 'a[href$="/results"]'),
  plan: at('/school/workshops/new'),
  session,
  families: at('/school/families'),
  family: from(at('/school/families?search=castillo'), 'main td a, main th a'),
  calls: at('/school/calls'),
  messages: at('/school/outbox'),
  settings: at('/school/settings'),
  impact: at('/school/impact'),
  conversations: at('/school/outreach'),
  leaders: at('/school/ladder'),
  invitation: from(at('/school/ladder'), 'main .firsts a[href$="/invite"]'),
  team: at('/school/team'),
  proposals: at('/school/proposals'),
} satisfies Record<string, Open>
