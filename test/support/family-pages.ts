import type { Page } from 'playwright-core'
import { familyRoutes, routes } from '../../web/routes.ts'
import type { RunningServer } from './server.ts'
import { WAYS_IN } from './site-map.ts'

/** The link of the demonstration's parent. */
export function parentLink(server: RunningServer): string {
  return WAYS_IN.find(({ who }) => who === 'parent')?.link(server) ?? ''
}

/** The page on which the demonstration's parent leader sees how their workshop goes, after they have signed in. */
export async function hostingPath(page: Page, { baseUrl }: RunningServer): Promise<string> {
  await page.goto(baseUrl + familyRoutes.home())
  const link = page.locator(`main a[href^="${familyRoutes.hosting('')}"]`).first()
  return (await link.getAttribute('href')) ?? ''
}

/** The link of the demonstration's parent leader. */
export function leaderLink(server: RunningServer): string {
  return WAYS_IN.find(({ who }) => who === 'leader')?.link(server) ?? ''
}

/** The pages of the demonstration's parent, by name, as they are found from home. */
export async function familyPaths(page: Page, { baseUrl }: RunningServer) {
  await page.goto(baseUrl + familyRoutes.home())
  const all = await page
    .locator('main a')
    .evaluateAll((links) => links.map((one) => one.getAttribute('href')))
  const under = (path: string) => all.find((one) => one?.startsWith(path)) ?? ''
  return {
    home: familyRoutes.home(),
    vote: under(familyRoutes.vote('')),
    reply: under(familyRoutes.session('')),
    about: familyRoutes.about(),
    changed: under(routes.changes('')),
  }
}
