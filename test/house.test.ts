import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'oxc-parser'
import { describe, expect, test } from 'vitest'

/** Path from the root → text. The law reads this alone, so that planted violations can be held in memory. */
type House = ReadonlyMap<string, string>
type Edge = { from: string; to: string; typeOnly: boolean }

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const ROOMS = ['infra', 'functions', 'shared', 'web', 'test']
// Each subject owns words of the domain and imports only from the floors before its own. A new one is entered here, and
// argued for in a decision.
const FLOORS = [
  'table',
  'access',
  'packed',
  'school time',
  'family',
  'message',
  'team workshop',
  'session',
  'attendance calendar',
  'delivery impact ladder logistics outreach tally',
  'household',
  'roster',
  'archive',
].map((floor) => floor.split(' '))
const SUBJECTS = FLOORS.flat()
const REFUSED_NAMES = /^(utils?|helpers?|common|misc|types?|index|same|room|kept|later|place|answers|work)$/
const WORKPLACE = /\.\.\/shared\/(domain|contract|house|product|rosters)\b|\/work\//
// Rules have no suffix: `poll.ts`, `poll.store.ts`, `poll.operations.ts`.
const KINDS = /^[a-z0-9-]+(\.(store|operations))?\.ts$/
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/
// Biome holds 40 lines a function and 250 a file, but counts only the tokens that begin a line after a line break, and in
// JSX the break belongs to a text: the lines of children count nothing. So the law counts pages and components itself.
const MOST_LINES = { function: 40, file: 250 }
// Far fewer than there are: guards against a parser that reads nothing.
const FEWEST_EDGES = 300

const SERVER_PACKAGES = /^(hono|@hono\/|@middy\/|aws-cdk-lib|constructs)/
const CLIENT_PACKAGES = /^@aws-sdk\//

function readHouse(): House {
  const house = new Map<string, string>()
  for (const room of ROOMS) {
    for (const path of readdirSync(ROOT + room, { recursive: true, encoding: 'utf8' })) {
      const file = posix.join(room, path.replaceAll('\\', '/'))
      if (/\.(ts|tsx|mjs)$/.test(file)) house.set(file, readFileSync(ROOT + file, 'utf8'))
    }
  }
  return house
}

type Imported = { specifier: string; typeOnly: boolean }

// Several tests ask for the imports of all files, and to parse them takes seconds on a busy machine.
const importsByText = new Map<string, Imported[]>()

/** Every import of a file: static, re-exported, type-only, dynamic, and `import('…')` as a type. */
function importsOf(file: string, text: string): Imported[] {
  const known = importsByText.get(text)
  if (known) return known
  const { module, program, errors } = parseSync(file, text)
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`)
  const found: Imported[] = module.staticImports.map((entry) => ({
    specifier: entry.moduleRequest.value,
    typeOnly: entry.entries.length > 0 && entry.entries.every(({ isType }) => isType),
  }))
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest, isType } of entries) {
      if (moduleRequest) found.push({ specifier: moduleRequest.value, typeOnly: isType })
    }
  }
  for (const { moduleRequest } of module.dynamicImports) {
    const written = text.slice(moduleRequest.start, moduleRequest.end)
    found.push({ specifier: /^['"`](.*)['"`]$/s.exec(written)?.[1] ?? '(computed)', typeOnly: false })
  }
  visit(program, (node) => {
    if (node.type !== 'TSImportType') return
    const source = (node.source ?? node.argument) as { value?: string; literal?: { value: string } }
    found.push({ specifier: source.value ?? source.literal?.value ?? '(computed)', typeOnly: true })
  })
  importsByText.set(text, found)
  return found
}

function visit(node: unknown, look: (node: Record<string, unknown>) => void): void {
  if (Array.isArray(node)) for (const part of node) visit(part, look)
  else if (node && typeof node === 'object') {
    look(node as Record<string, unknown>)
    for (const part of Object.values(node)) visit(part, look)
  }
}

function edgesOf(house: House): Edge[] {
  return [...house].flatMap(([from, text]) =>
    importsOf(from, text).map(({ specifier, typeOnly }) => {
      const to = specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier) : specifier
      return { from, to, typeOnly }
    }),
  )
}

/** What a file is in the drawing of the house. */
function kindOf(path: string): string {
  const [room = '', folder = ''] = path.split('/')
  if (!ROOMS.includes(room)) return 'package'
  if (room === 'test' || room === 'web') return room
  if (room === 'infra') return `infra/${folder}`
  if (room === 'functions') return /^functions\/(wire|variables)\.ts$/.exec(path)?.[1] ?? 'functions'
  if (path.endsWith('definition.ts')) return 'definition'
  if (folder === 'table') return 'table'
  return /\.(store|operations)\.ts$/.exec(path)?.[1] ?? 'rule'
}

const MAY_IMPORT: Record<string, readonly string[]> = {
  rule: ['rule'],
  store: ['rule', 'store', 'table'],
  operations: ['rule', 'store', 'operations', 'table', 'definition'],
  table: ['table', 'definition'],
  definition: ['definition'],
  web: ['web', 'operations', 'rule'],
  functions: ['functions', 'wire', 'variables', 'web', 'operations', 'rule'],
  wire: ['variables', 'table', 'definition', 'rule'],
  variables: [],
  'infra/bundle': [],
  'infra/aws': ['infra/aws', 'infra/bundle', 'definition'],
  'infra/local': [
    ...['infra/local', 'functions', 'wire', 'variables', 'web', 'operations', 'rule'],
    ...['table', 'definition', 'infra/bundle'],
  ],
}

function wrongEdge(house: House, { from, to, typeOnly }: Edge): string | undefined {
  const kind = kindOf(from)
  const said = `${from} imports ${to}`
  if (to === '(computed)')
    return kind === 'infra/local' || kind === 'test' ? undefined : `${said}: unreadable`
  if (kindOf(to) === 'package') return wrongPackage(kind, from, to) ? said : undefined
  if (!house.has(to) && !existsSync(ROOT + to)) return `${said}, which is not there`
  if (kind === 'test') return undefined
  // One exception: the context passed to every operation holds the table, so it names the type.
  if (from === 'shared/access/context.ts' && typeOnly && kindOf(to) === 'table') return undefined
  if (!MAY_IMPORT[kind]?.includes(kindOf(to))) return said
  return isAbove(subjectOf(to), subjectOf(from))
    ? `${said}, which is not on a floor before its own`
    : undefined
}

/** Whether one subject is another one, and not on a floor before it. */
function isAbove(subject: string, other: string): boolean {
  const floorOf = (one: string) => FLOORS.findIndex((floor) => floor.includes(one))
  return (
    subject !== other && floorOf(subject) >= 0 && floorOf(other) >= 0 && floorOf(subject) >= floorOf(other)
  )
}

function wrongPackage(kind: string, from: string, to: string): boolean {
  if (kind === 'test' || kind === 'infra/aws') return false
  // Queues and mail are a worker's; the database is the table's alone.
  if (CLIENT_PACKAGES.test(to) && kind === 'functions') return /dynamodb/.test(to)
  if (CLIENT_PACKAGES.test(to)) return !['table', 'definition', 'wire', 'infra/local'].includes(kind)
  if (SERVER_PACKAGES.test(to)) return from.startsWith('shared/')
  return from.startsWith('shared/') && /^node:(fs|http|net|child_process)|^process$/.test(to)
}

function subjectOf(path: string): string {
  return /^shared\/([^/]+)\//.exec(path)?.[1] ?? ''
}

/** A walk along imports of any kind, a type's included, from a subject back to itself: no part of it can be read alone. */
function circleAmong(edges: readonly Edge[]): string[] | undefined {
  const below = new Map<string, Set<string>>()
  for (const { from, to } of edges) {
    const [upper, lower] = [subjectOf(from), subjectOf(to)]
    if (!upper || !lower || upper === lower) continue
    below.set(upper, (below.get(upper) ?? new Set()).add(lower))
  }
  const done = new Set<string>()
  const walk = (subject: string, path: string[]): string[] | undefined => {
    if (path.includes(subject)) return [...path.slice(path.indexOf(subject)), subject]
    if (done.has(subject)) return undefined
    for (const next of below.get(subject) ?? []) {
      const circle = walk(next, [...path, subject])
      if (circle) return circle
    }
    done.add(subject)
    return undefined
  }
  for (const subject of below.keys()) {
    const circle = walk(subject, [])
    if (circle) return circle
  }
  return undefined
}

function wrongName(path: string): string | undefined {
  const parts = path.split('/')
  for (const part of parts) {
    const stem = part.split('.')[0] ?? ''
    if (REFUSED_NAMES.test(stem)) return `${path}: "${stem}" says nothing`
    if (!KEBAB.test(stem)) return `${path}: "${stem}" is not kebab-case`
  }
  if (parts[0] !== 'shared') return undefined
  if (parts.length !== 3) return `${path}: a subject is one folder without folders, and no file is loose`
  if (!SUBJECTS.includes(parts[1] ?? '')) return `${path}: "${parts[1]}" is no subject`
  if (!path.endsWith('.ts')) return `${path}: shared holds no pages`
  return KINDS.test(parts[2] ?? '') ? undefined : `${path}: its suffix names no kind`
}

// Tests of a whole subject, named by what they show instead of by a file.
const SUBJECT_TESTS = /^(worked-examples|properties|concurrency)$/

/** Each test mirrors what it tests, and each file of operations is imported by an integration test. */
function wrongMirror(house: House): string[] {
  const paths = [...house.keys()]
  const tests = paths.filter((path) => /^test\/(infra|functions|shared|web)\/.*\.test\.tsx?$/.test(path))
  const homeless = tests.filter((path) => {
    const [, folder = '', stem = ''] = /^test\/(.*)\/([^/]+?)(?:\.integration)?\.test\.tsx?$/.exec(path) ?? []
    const mirrored = paths.filter((other) => other.startsWith(`${folder}/`))
    if (SUBJECT_TESTS.test(stem)) return mirrored.length === 0
    return !mirrored.some(
      (other) =>
        /^\.(ts|tsx|mjs)$/.test(other.slice(`${folder}/${stem}`.length)) &&
        other.startsWith(`${folder}/${stem}.`),
    )
  })
  const integration = new Map([...house].filter(([path]) => /^test\/.*\.integration\.test\.tsx?$/.test(path)))
  const tried = new Set(edgesOf(integration).map(({ to }) => to))
  const shared = paths.filter((path) => path.startsWith('shared/'))
  const untried = shared.filter((path) => path.endsWith('.operations.ts')).filter((path) => !tried.has(path))
  return [
    ...homeless.map((path) => `${path} mirrors nothing`),
    ...untried.map((path) => `${path} was tried by no integration test`),
  ]
}

const linesOf = (text: string) => text.split('\n').filter((line) => line.trim() !== '').length

/** Files and functions of JSX that are too long; blank lines do not count. */
function tooLong(house: House): string[] {
  return [...house]
    .filter(([path]) => path.endsWith('.tsx') && !path.startsWith('test/'))
    .flatMap(([path, text]) => [
      ...(linesOf(text) > MOST_LINES.file ? [path] : []),
      ...longFunctions(path, text).map((name) => `${path} ${name}`),
    ])
    .map((said) => `${said} is too long`)
}

function longFunctions(path: string, text: string): string[] {
  const names: string[] = []
  const look = (node: unknown, within: string): void => {
    if (Array.isArray(node)) for (const part of node) look(part, within)
    else if (node && typeof node === 'object') {
      const { type, id, body, start, end } = node as Record<string, unknown>
      const name = (id as { name?: string } | null | undefined)?.name ?? within
      const isFunction = /Function(Declaration|Expression)$/.test(String(type)) && body
      if (isFunction && linesOf(text.slice(Number(start), Number(end))) > MOST_LINES.function)
        names.push(name)
      for (const part of Object.values(node)) look(part, name)
    }
  }
  look(parseSync(path, text).program, '(unnamed)')
  return names
}

function violations(house: House): string[] {
  const edges = edgesOf(house)
  const circle = circleAmong(edges)
  return [
    ...[...house.keys()].map(wrongName),
    ...edges.map((edge) => wrongEdge(house, edge)),
    circle && `circle: ${circle.join(' → ')}`,
    ...[...house]
      .filter(([path, text]) => path !== 'test/house.test.ts' && WORKPLACE.test(text))
      .map(([path]) => `${path} names a folder outside the project`),
  ].filter((said) => said !== undefined)
}

describe('The house', () => {
  const house = readHouse()
  const edges = edgesOf(house)

  test('is read whole', () => {
    expect(edges.length).toBeGreaterThan(FEWEST_EDGES)
  })

  test('keeps its law', () => {
    expect(violations(house)).toEqual([])
  })

  test('has no page or component longer than a screen', () => {
    expect(tooLong(house)).toEqual([])
  })

  test('is mirrored by its tests', () => {
    expect(wrongMirror(house)).toEqual([])
  })
})

describe('The law of the house finds', () => {
  const planted: [what: string, files: Record<string, string>, said: string][] = [
    [
      'a rule that reads the table',
      { 'shared/workshop/poll.ts': `import { openTable } from '../table/table.ts'` },
      'shared/workshop/poll.ts imports shared/table/table.ts',
    ],
    [
      'a rule that reads a store',
      { 'shared/workshop/poll.ts': `export * from './ballot.store.ts'` },
      'shared/workshop/poll.ts imports shared/workshop/ballot.store.ts',
    ],
    [
      'a page that reads a store',
      { 'web/family/vote.tsx': `import { a } from '../../shared/workshop/ballot.store.ts'` },
      'web/family/vote.tsx imports shared/workshop/ballot.store.ts',
    ],
    [
      'a page that reads the table on demand',
      { 'web/a.tsx': `await import('../shared/table/table.ts')` },
      'web/a.tsx imports shared/table/table.ts',
    ],
    [
      'a page that names the type of the table',
      { 'web/a.tsx': `type A = import('../shared/table/table.ts').Table` },
      'web/a.tsx imports shared/table/table.ts',
    ],
    [
      'a page that calls a function',
      { 'web/a.tsx': `import { wire } from '../functions/wire.ts'` },
      'web/a.tsx imports functions/wire.ts',
    ],
    [
      'a handler that reads the table',
      { 'functions/api/a.ts': `import type { Table } from '../../shared/table/table.ts'` },
      'functions/api/a.ts imports shared/table/table.ts',
    ],
    [
      'a subject that imports from a floor above',
      { 'shared/school/school.ts': `import { a } from '../family/family.ts'` },
      'shared/school/school.ts imports shared/family/family.ts, which is not on a floor before its own',
    ],
    [
      'a subject that imports from its own floor',
      { 'shared/team/member.ts': `import '../workshop/poll.ts'` },
      'shared/team/member.ts imports shared/workshop/poll.ts, which is not on a floor before its own',
    ],
    [
      'HTTP in shared',
      { 'shared/workshop/poll.operations.ts': `import { Hono } from 'hono'` },
      'shared/workshop/poll.operations.ts imports hono',
    ],
    [
      'a database client outside the table',
      { 'shared/workshop/poll.operations.ts': `import '@aws-sdk/client-dynamodb'` },
      'shared/workshop/poll.operations.ts imports @aws-sdk/client-dynamodb',
    ],
    [
      'a file system in shared',
      { 'shared/workshop/poll.ts': `import 'node:fs'` },
      'shared/workshop/poll.ts imports node:fs',
    ],
    [
      'an import of a missing file',
      { 'web/a.tsx': `import './nothing-of-the-kind.ts'` },
      'web/a.tsx imports web/nothing-of-the-kind.ts, which is not there',
    ],
    [
      'an import that cannot be read',
      { 'web/a.tsx': `await import(name)` },
      'web/a.tsx imports (computed): unreadable',
    ],
    [
      'a circle of subjects',
      {
        'shared/workshop/poll.operations.ts': `import '../session/session.operations.ts'`,
        'shared/session/session.operations.ts': `import '../family/family.operations.ts'`,
        'shared/family/family.operations.ts': `import '../workshop/poll.operations.ts'`,
      },
      'circle: workshop → session → family → workshop',
    ],
    [
      'a circle by a type alone, between two kinds',
      {
        'shared/message/notice.ts': `import type { Session } from '../session/session.ts'`,
        'shared/session/session.operations.ts': `import { notice } from '../message/notice.ts'`,
      },
      'circle: message → session → message',
    ],
    [
      'a circle by types on both sides, one of them written where it is used',
      {
        'shared/message/notice.ts': `export type A = import('../session/session.ts').Session`,
        'shared/session/session.store.ts': `export type { Notice } from '../message/notice.ts'`,
      },
      'circle: message → session → message',
    ],
    ['a name that says nothing', { 'web/utils.ts': '' }, 'web/utils.ts: "utils" says nothing'],
    [
      'a folder that says nothing',
      { 'web/helpers/date.ts': '' },
      'web/helpers/date.ts: "helpers" says nothing',
    ],
    [
      'a name that is not kebab-case',
      { 'web/VotePage.tsx': '' },
      'web/VotePage.tsx: "VotePage" is not kebab-case',
    ],
    [
      'a loose file',
      { 'shared/poll.ts': '' },
      'shared/poll.ts: a subject is one folder without folders, and no file is loose',
    ],
    [
      'a subject without a word of the domain',
      { 'shared/engine/engine.ts': '' },
      'shared/engine/engine.ts: "engine" is no subject',
    ],
    [
      'a folder in a subject',
      { 'shared/workshop/rules/poll.ts': '' },
      'shared/workshop/rules/poll.ts: a subject is one folder without folders, and no file is loose',
    ],
    [
      'a suffix that names no kind',
      { 'shared/workshop/poll.service.ts': '' },
      'shared/workshop/poll.service.ts: its suffix names no kind',
    ],
    [
      'a page in shared',
      { 'shared/workshop/poll.tsx': '' },
      'shared/workshop/poll.tsx: shared holds no pages',
    ],
    [
      'a folder outside the project',
      { 'web/a.ts': `// see ${'../shared'}/house.md` },
      'web/a.ts names a folder outside the project',
    ],
  ]
  test.each(planted)('%s', (_, files, said) => {
    expect(violations(new Map(Object.entries(files)))).toContain(said)
  })

  test('a component of many lines of JSX, and a file of many lines', () => {
    const tags = Array.from({ length: 40 }, () => '<br />').join('\n')
    const files = new Map([
      ['web/long.tsx', `export function Long() {\nreturn <p>\n${tags}\n</p>\n}`],
      ['web/arrow.tsx', `export const Arrow = () => <p>\n${tags}\n</p>`],
      ['web/file.tsx', 'const a = 1\n'.repeat(251)],
      ['web/short.tsx', `export function Short() {\n\n${'\n'.repeat(50)}return <p />\n}`],
    ])
    expect(tooLong(files)).toEqual([
      'web/long.tsx Long is too long',
      'web/arrow.tsx Arrow is too long',
      'web/file.tsx is too long',
    ])
  })

  test('a circle, and says along which subjects', () => {
    const files = {
      'shared/message/notice.ts': `type A = import('../session/session.ts').Session`,
      'shared/session/session.store.ts': `export type { Notice } from '../message/notice.ts'`,
    }
    expect(circleAmong(edgesOf(new Map(Object.entries(files))))).toEqual(['message', 'session', 'message'])
  })

  test('a test of nothing, and an operation without one', () => {
    const files = { 'test/shared/workshop/gone.test.ts': '', 'shared/workshop/poll.operations.ts': '' }
    expect(wrongMirror(new Map(Object.entries(files)))).toHaveLength(2)
  })

  test('nothing in a house that is right', () => {
    const files = {
      'shared/workshop/poll.ts': `import * as z from 'zod'; import { refuse } from '../access/refusal.ts'`,
      'shared/access/refusal.ts': '',
      'shared/workshop/poll.operations.ts': `import type { A } from './poll.ts'`,
      'web/family/vote.tsx': `import { a } from '../../shared/workshop/poll.operations.ts'; import { Hono } from 'hono'`,
    }
    expect(violations(new Map(Object.entries(files)))).toEqual([])
  })
})
