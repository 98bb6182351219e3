import { beforeAll, describe, expect, test } from 'vitest'
import { API_TOKEN } from '../support/api.ts'
import { API_BODIES, callAt, mediaTypeOf } from '../support/api-bodies.ts'
import { apiRoutes } from '../support/route-list.ts'
import { type FullSchool, twoSchools } from '../support/two-schools.ts'
import { API_MATRIX, IDEMPOTENT, PUBLIC, READ_ONLY } from './api-matrix.ts'

const COLUMNS = ['no token', 'a wrong token', 'own key', 'other key', 'deployment']

let site: Awaited<ReturnType<typeof twoSchools>>
beforeAll(async () => {
  site = await twoSchools()
})

const rows = API_MATRIX.trim()
  .split('\n')
  .filter((line) => /^[A-Z]+ +\//.test(line))
  .map((line) => {
    const [method = '', path = '', ...told] = line.trim().split(/\s+/)
    return { route: `${method} ${path}`, method, path, told }
  })
type Row = (typeof rows)[number]

function tokensOf(): (string | undefined)[] {
  return [undefined, 'a-token-that-nobody-has', site.near.apiKey, site.far.apiKey, API_TOKEN]
}

async function call({ route, method }: Row, path: string, token: string | undefined, school: FullSchool) {
  const body = API_BODIES[route]?.(school)
  const response = await site.api.request(`http://localhost/api/v1${path}`, {
    method,
    headers: {
      'content-type': mediaTypeOf(route),
      ...(token && { authorization: `Bearer ${token}` }),
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  return { answer: wordFor(response.status), text: await response.text(), headers: response.headers }
}

function wordFor(status: number): string {
  if (status < 300) return 'yes'
  return { 401: 'in', 403: 'no' }[status] ?? String(status)
}

const nothing = (id: string) => id.replace(/[0-9a-z]/g, (sign) => (/\d/.test(sign) ? '0' : 'z'))
const namesIn = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
// No id of a school: a language is the same everywhere.
const foreignIn = (path: string) => namesIn(path).filter((name) => name !== 'language')

describe('authorization of the API', () => {
  test('is defined for every call, and for none that does not exist', () => {
    expect(rows.map(({ route }) => route).sort()).toEqual(apiRoutes())
    expect(rows.filter(({ told }) => told.length !== COLUMNS.length)).toEqual([])
  })

  test.each(rows)('$route', async (row) => {
    const path = callAt(row.path, site.near)
    const cells = COLUMNS.map((who, place) => ({ who, told: row.told[place], token: tokensOf()[place] }))
    for (const { who, told, token } of cells.filter((cell) => cell.told !== 'yes')) {
      const { answer } = await call(row, path, token, site.near)
      expect(`${who}: ${answer}`).toBe(`${who}: ${told}`)
    }
    expect(site.written()).toEqual([])
    for (const { who, told, token } of cells.filter((cell) => cell.told === 'yes')) {
      const { answer, text } = await call(row, path, token, site.near)
      expect(`${who}: ${answer}${answer === told ? '' : text}`).toBe(`${who}: ${told}`)
      if (row.path !== '/schools') expect(text).not.toContain(site.far.word)
      const written = site.written()
      if (row.method !== 'GET' && !READ_ONLY.includes(row.route)) expect(written).not.toEqual([])
      else expect(written.filter((key) => !key.includes('#VIEWED#'))).toEqual([])
      await site.restore(written)
    }
  })
})

describe('what belongs to another school', () => {
  const named = rows.filter(({ route, path }) => foreignIn(path).length > 0 && !PUBLIC.includes(route))

  test.each(named)('is told like what is nowhere: $route', async (row) => {
    const names = foreignIn(row.path)
    const none = Object.fromEntries(names.map((name) => [name, nothing(site.near.ids[name as 'family'])]))
    const [theirs, nowhere] = await Promise.all(
      [callAt(row.path, site.near), callAt(row.path, site.near, none)].map((path) =>
        call(row, path, site.far.apiKey, site.near),
      ),
    )
    expect(theirs?.text).toBe(nowhere?.text)
    expect([...(theirs?.headers ?? [])]).toEqual([...(nowhere?.headers ?? [])])
    expect(site.written()).toEqual([])
  })

  const mixed = named.flatMap((row) => {
    const names = foreignIn(row.path)
    return names.length < 2 ? [] : names.map((name) => ({ ...row, name }))
  })

  test.each(mixed)('is not found among one’s own: $route with a foreign $name', async (row) => {
    const foreign = { [row.name]: callAt(`{${row.name}}`, site.far) }
    const { answer, text } = await call(
      row,
      callAt(row.path, site.near, foreign),
      site.near.apiKey,
      site.near,
    )
    expect(text).not.toContain(site.far.word)
    const written = site.written()
    await site.restore(written)
    const isIdempotent = IDEMPOTENT.includes(row.route) && row.name === 'family'
    expect(answer).toBe(isIdempotent ? 'yes' : '404')
    expect(written).toEqual([])
  })
})
