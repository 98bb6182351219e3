import { existsSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const PATHS = ['SECURITY.md', 'docs/security.md'] as const

/** OWASP ASVS 5.0.0: the levels of each section's requirements in their order, a digit each (6.2.9 is of level 2). */
const LEVELS: Record<string, string> = {
  ...{ '1.1': '22', '1.2': '1111122223', '1.3': '112222222223', '1.4': '222', '1.5': '123' },
  ...{ '2.1': '122', '2.2': '112', '2.3': '12223', '2.4': '23' },
  ...{ '3.1': '3', '3.2': '113', '3.3': '12223', '3.4': '11222233', '3.5': '11122333', '3.6': '3' },
  ...{ '3.7': '22333', '4.1': '12233', '4.2': '23333', '4.3': '22', '4.4': '1222' },
  ...{ '5.1': '2', '5.2': '112333', '5.3': '113', '5.4': '222' },
  ...{ '6.1': '122', '6.2': '111111112222', '6.3': '11223333', '6.4': '112233', '6.5': '22222333' },
  ...{ '6.6': '2223', '6.7': '33', '6.8': '2222' },
  ...{ '7.1': '222', '7.2': '1111', '7.3': '22', '7.4': '11222', '7.5': '223', '7.6': '22' },
  ...{ '8.1': '1233', '8.2': '1123', '8.3': '133', '8.4': '23', '9.1': '111', '9.2': '1222' },
  ...{ '10.1': '22', '10.2': '223', '10.3': '22223', '10.4': '1111122222233333', '10.5': '22222' },
  ...{ '10.6': '22', '10.7': '222' },
  ...{ '11.1': '2233', '11.2': '22233', '11.3': '11233', '11.4': '1222', '11.5': '23', '11.6': '23' },
  ...{ '11.7': '33', '12.1': '12233', '12.2': '11', '12.3': '22223' },
  ...{ '13.1': '2333', '13.2': '222223', '13.3': '2233', '13.4': '1222233' },
  ...{ '14.1': '22', '14.2': '12223333', '14.3': '122' },
  ...{ '15.1': '12233', '15.2': '12233', '15.3': '1222222', '15.4': '3333' },
  ...{ '16.1': '2', '16.2': '22222', '16.3': '2222', '16.4': '222', '16.5': '2223' },
  ...{ '17.1': '23', '17.2': '22223333', '17.3': '22' },
}
const STATES = ['met', 'not applicable', 'open'] as const

type Row = { number: string; level: string; state: string; where: string }

/** Every requirement as `number level`, of those levels. */
function requirements(...levels: string[]): string[] {
  return Object.entries(LEVELS).flatMap(([section, all]) =>
    [...all].flatMap((level, place) => (levels.includes(level) ? [`${section}.${place + 1} ${level}`] : [])),
  )
}

/** The rows of the document that begin with the number of a requirement. */
function rowsOf(text: string): Row[] {
  return [...text.matchAll(/^\| (\d+\.\d+\.\d+) +\| (\d) +\| [^|]+ \| ([^|]+?) +\| (.+?) +\|$/gm)].map(
    ([, number = '', level = '', state = '', where = '']) => ({ number, level, state, where }),
  )
}

/** What a document names of this repository: paths in code, and where its links lead. */
function namedIn(text: string, from: string): string[] {
  const inCode = [
    ...text.matchAll(/`((?:\.ci|docs|functions|infra|shared|test|web)\/[^`\s]*|[A-Z]+\.md|[a-z-]+\.json)`/g),
  ]
  const linked = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)]
  return [
    ...inCode.map(([, path = '']) => path),
    ...linked.map(([, path = '']) => posix.join(posix.dirname(from), path)),
  ]
}

const missingOf = (text: string, from: string) =>
  namedIn(text, from).filter((path) => !existsSync(ROOT + path))
const countOf = (rows: readonly Row[], state: string, level?: string) =>
  rows.filter((row) => row.state === state && (level === undefined || row.level === level)).length

describe('What is said of security', () => {
  const text = readFileSync(`${ROOT}docs/security.md`, 'utf8')
  const rows = rowsOf(text)

  test('has one row for each requirement of levels 1 and 2, in their order', () => {
    expect(rows.map(({ number, level }) => `${number} ${level}`)).toEqual(requirements('1', '2'))
  })

  test('says of each that it is met and where, or why not', () => {
    for (const { number, state, where } of rows) {
      expect(STATES, number).toContain(state)
      const said = state === 'met' ? namedIn(where, 'docs/security.md') : where.split(' ').slice(2)
      expect(said.length, `${number} is ${state}`).toBeGreaterThan(0)
    }
  })

  test.each(PATHS)('names only what is there: %s', (path) => {
    expect(missingOf(readFileSync(ROOT + path, 'utf8'), path)).toEqual([])
  })

  test('counts what it lists', () => {
    const line = (name: string, level?: string) =>
      `| ${[name, ...STATES.map((state) => countOf(rows, state, level))].join(' | ')} |`
    const counted = text.replace(/ +/g, ' ')
    for (const expected of [line('1', '1'), line('2', '2'), line('both')]) expect(counted).toContain(expected)
  })
})

describe('The reading of it', () => {
  test('knows the standard whole: 70 requirements of level 1, 183 of level 2, 92 of level 3', () => {
    expect(['1', '2', '3'].map((level) => requirements(level).length)).toEqual([70, 183, 92])
  })

  test('sees a row, whatever its width, and no other line', () => {
    const text = '| # | L |\n| 1.1.1   | 2   | Decode once | met     | `web/form.ts` |\n| both | 1 | 2 | 3 |'
    expect(rowsOf(text)).toEqual([{ number: '1.1.1', level: '2', state: 'met', where: '`web/form.ts`' }])
  })

  test('finds a path and a link that lead nowhere', () => {
    const text = '`web/gone.ts` `web/form.ts` [here](../gone.md) [there](operations.md) `Cache-Control`'
    expect(missingOf(text, 'docs/security.md')).toEqual(['web/gone.ts', 'gone.md'])
  })
})
