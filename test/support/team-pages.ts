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
const door: Open = async (page, baseUrl) => {
  await checklist(page, baseUrl)
  await page.goto(page.url().replace('/checklist', '/door'))
}

// Two rows that can be read, and one that cannot.
const ROSTER = [
  'family_id,caregiver_name,phone,email,written_language,spoken_language,channel,child_grade,child_age_band,groups',
  'n1,Ama Osei,651-555-3001,,en,en,text,2,,',
  'n2,Lucía Guzmán Ortega,651-555-3002,l@example.org,es,es,text,1,,',
  'n3,Hodan Yuusuf,651-555-3003,,so,so,pigeon,5,,',
].join('\n')
const rosterPreview: Open = async (page, baseUrl) => {
  await page.goto(`${baseUrl}/school/roster`)
  await page
    .locator('#file')
    .setInputFiles({ name: 'roster.csv', mimeType: 'text/csv', buffer: Buffer.from(ROSTER) })
  await page.locator('main form button').first().click()
  await page.waitForURL(/\/uploads\//)
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
  invitation: from(at('/school/ladder'), 'main .firsts a[href$="/invite#invite"]'),
  team: at('/school/team'),
  proposals: at('/school/proposals'),
  share: async (page, baseUrl) => {
    await voting(page, baseUrl)
    await page.goto(`${page.url()}/share?language=es`)
  },
  roster: at('/school/roster'),
  rosterPreview,
  door,
} satisfies Record<string, Open>
