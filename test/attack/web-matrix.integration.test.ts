import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { formToken } from '../support/form-token.ts'
import { MOUNTS, registeredInWeb, webRoutes } from '../support/route-list.ts'
import { type FullSchool, PEOPLE, twoSchools } from '../support/two-schools.ts'
import { WEB_FIELDS } from '../support/web-fields.ts'
import { pathAt, pathToNothing } from '../support/web-places.ts'
import { SAME_AGAIN, WEB_MATRIX } from './web-matrix.ts'

/** Nobody, then the people of the school that owns the things in the path, then those of another school. */
const COLUMNS = ['public', ...PEOPLE.map((who) => `own ${who}`), ...PEOPLE.map((who) => `other ${who}`)]
type Cell = { who: string; cookie: string; told: string }

let site: Awaited<ReturnType<typeof twoSchools>>
beforeAll(async () => {
  site = await twoSchools()
})

const rows = WEB_MATRIX.trim()
  .split('\n')
  .filter((line) => /^(GET|POST) /.test(line.trim()))
  .map((line) => {
    const [method = '', path = '', ...told] = line.trim().split(/\s+/)
    return { route: `${method} ${path}`, method, path, told }
  })

function cellsOf({ told }: (typeof rows)[number]): Cell[] {
  const { near, far } = site.people
  const cookies = ['', ...PEOPLE.map((who) => near[who]), ...PEOPLE.map((who) => far[who])]
  return COLUMNS.map((who, place) => ({ who, cookie: cookies[place] ?? '', told: told[place] ?? 'missing' }))
}

function bodyOf(route: string, cookie: string, school: FullSchool): FormData | URLSearchParams {
  const path = route.replace('POST ', '')
  const fields = Object.entries({ ...formToken(cookie, path), ...WEB_FIELDS[route]?.(school) })
  const form = new FormData()
  for (const [name, value] of fields) form.append(name, value)
  if (fields.some(([, value]) => value instanceof File)) return form
  return new URLSearchParams(fields.map(([name, value]) => [name, String(value)]))
}

async function ask(route: string, path: string, cookie: string) {
  const isPost = route.startsWith('POST')
  const headers = { origin: 'http://localhost', cookie }
  const init = isPost ? { method: 'POST', body: bodyOf(route, cookie, site.near), headers } : { headers }
  const response = await site.web.request(`http://localhost${path}`, init)
  return {
    answer: wordFor(response),
    page: withoutPath(await response.text(), path),
    to: withoutPath(response.headers.get('location') ?? '', path),
  }
}

// A page of a refused form leads to the page above it, in other languages.
function withoutPath(text: string, path: string): string {
  const above = path.slice(0, path.lastIndexOf('/'))
  const left = text.replaceAll(path, '…')
  return above.lastIndexOf('/') > 0 ? withoutPath(left, above) : left
}

function wordFor({ status, headers }: Response): string {
  if (status === 303 && /^\/(code|sign-in)$/.test(headers.get('location') ?? '')) return 'in'
  if (status === 403) return 'no'
  return status < 400 ? 'yes' : String(status)
}

/** One's own things are answered and, by a form, written; the response holds nothing of the other school. */
async function mayAsk({ route, path }: (typeof rows)[number], { who, cookie, told }: Cell): Promise<void> {
  const { answer, page } = await ask(route, pathAt(path, site.near), cookie)
  expect(`${who}: ${answer}`).toBe(`${who}: ${told}`)
  const isOther = who.startsWith('other')
  const isSchools = /^\/(me|school)\b/.test(path)
  if (isSchools) expect(page).not.toContain(site[isOther ? 'near' : 'far'].word)
  if (route.startsWith('GET')) return
  const written = site.written()
  if (!isOther && who !== 'public' && !SAME_AGAIN.includes(route)) expect(written, who).not.toEqual([])
  if (isOther && isSchools) expect(written.filter((key) => key.includes(site.near.school))).toEqual([])
  await site.restore(written)
}

describe('authorization of the pages', () => {
  test('is defined for every page and form, and for none that does not exist', () => {
    expect(rows.map(({ route }) => route).sort()).toEqual(webRoutes(site.services))
    expect(rows.filter(({ told }) => told.length !== COLUMNS.length)).toEqual([])
  })

  test('is defined for lazily loaded pages, too', () => {
    const source = readFileSync(new URL('../../web/lazy-pages.ts', import.meta.url), 'utf8')
    const loaded = [...source.matchAll(/import\('(.+?pages\.ts|.+?\.tsx)'\)/g)].map(([, module]) => module)
    // A new lazily loaded page must be in the list of routes.
    expect(loaded).toEqual([
      './family/first-pages.ts',
      './public/pages.ts',
      './family/pages.ts',
      './family/hosting.tsx',
      './school/pages.ts',
      // The banner of what leaves soon, on other pages.
      './school/leaving.tsx',
    ])
    const registered = registeredInWeb(site.services).map((route) => route.replace(/^\w+ /, ''))
    expect(MOUNTS.filter((path) => !registered.includes(path))).toEqual([])
  })

  test.each(rows)('$route', async (row) => {
    const { route, path } = row
    const cells = cellsOf(row)
    const own = pathAt(path, site.near)
    const refused = cells.filter(({ told }) => told !== 'yes')
    const asked = refused.map(async ({ who, cookie, told }) => {
      const answer = await ask(route, own, cookie)
      expect(`${who}: ${answer.answer}`).toBe(`${who}: ${told}`)
      // Another school's things and those that do not exist have the same answer.
      if (who.startsWith('other'))
        expect(answer).toEqual(await ask(route, pathToNothing(path, site.near), cookie))
    })
    await Promise.all(asked)
    expect(site.written()).toEqual([])
    const allowed = cells.filter(({ told }) => told === 'yes')
    const lookOnly = route.startsWith('GET')
    if (lookOnly) await Promise.all(allowed.map((cell) => mayAsk(row, cell)))
    else for (const cell of allowed) await mayAsk(row, cell)
    // To look writes nothing but that one looked.
    if (lookOnly) expect(site.written().filter((key) => !key.includes('#VIEWED#'))).toEqual([])
  })
})
