import type { Page } from 'playwright-core'
import type { RunningServer } from './server.ts'

const printed = (who: string) => (server: RunningServer) =>
  new RegExp(`^ *${who} +(http\\S+)`, 'm').exec(server.output())?.[1] ?? ''

/** The visitors of the demonstration school: their one-time link and their first pages. */
export const WAYS_IN = [
  {
    who: 'public',
    link: (server: RunningServer) => server.baseUrl,
    start: ['/', '/design', '/design?scheme=dark'],
  },
  { who: 'parent', link: printed('parent'), start: ['/me'] },
  { who: 'leader', link: printed('parent leader'), start: ['/me'] },
  { who: 'organizer', link: printed('organizer'), start: ['/school'] },
] as const

// Pages whose GET changes nothing.
const LOOKED_AT = /^\/(me|school|w|code|start|sign-in|help)?(\/|$)/
const NOT_PAGES = /\.(ics|csv|xlsx|json|mjs|png)$|\/calendar\/(family|school)\/|\/print\/|\/sign-in\/link\//
const MOST_OF_A_KIND = 1

/** The paths linked from a page on, one of each kind, so that a new page needs no line here. */
export async function pathsFrom(page: Page, start: readonly string[]): Promise<string[]> {
  const found = new Map<string, string[]>()
  const left = [...start]
  for (let path = left.shift(); path !== undefined; path = left.shift()) {
    const kind = kindOf(path)
    const known = found.get(kind) ?? []
    if (known.includes(path) || known.length >= MOST_OF_A_KIND) continue
    found.set(kind, [...known, path])
    await page.goto(new URL(path, page.url()).href)
    const links = await page
      .locator('a[href^="/"]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href')))
    left.push(...links.flatMap((link) => pathOf(link ?? '')))
  }
  return [...found.values()].flat()
}

/** The kind of page of a path: paths that differ only by an id, a language or a list entry are of one kind. */
export function kindOf(path: string): string {
  return path
    .replace(/[a-z0-9]{12}(-[a-z0-9]{12})?(~\w+)*/g, '-')
    .replace(/(checklist|translation|wording)\/[^/]+(\/[^/]+)?/, '$1/-')
}

/** The path that a link leads to, if it is a page that changes nothing. */
export function pathOf(link: string): string[] {
  const path = link.replace(/[?#].*$/, '')
  return LOOKED_AT.test(path) && !NOT_PAGES.test(path) ? [path] : []
}
