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
// Each owns words of the domain; a new folder has to be entered here, and be argued for.
const SUBJECTS = (
  'time access school calendar family roster import workshop poll session attendance staff proposal household logistics message contact notice wording broadcast delivery receipt reach translation call help departure belonging decision retention suggestion ' +
  'outreach ladder impact tally table'
).split(' ')
const REFUSED_NAMES = /^(utils?|helpers?|common|misc|types?|index)$/
const WORKPLACE = /\.\.\/shared\/(domain|contract|house|product|rosters)\b|\/work\//
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/
// The house has far more; a parser that reads nothing sees none.
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

/** Every import of a file: static, re-exported, type-only, dynamic, and `import('…')` as a type. */
function importsOf(file: string, text: string): { specifier: string; typeOnly: boolean }[] {
  const { module, program, errors } = parseSync(file, text)
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`)
  const found = module.staticImports.map((entry) => ({
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
  if (room === 'functions') return path === 'functions/wire.ts' ? 'wire' : 'functions'
  if (folder === 'table') return path.endsWith('definition.ts') ? 'definition' : 'table'
  if (path.endsWith('/store.ts')) return 'store'
  return path.endsWith('/operations.ts') ? 'operations' : 'rule'
}

const MAY_IMPORT: Record<string, readonly string[]> = {
  rule: ['rule'],
  store: ['rule', 'table'],
  operations: ['rule', 'store', 'operations', 'table'],
  table: ['table', 'definition'],
  definition: [],
  web: ['web', 'operations', 'rule'],
  functions: ['functions', 'wire', 'web', 'operations', 'rule'],
  wire: ['table', 'definition', 'rule'],
  'infra/aws': ['infra/aws', 'definition'],
  'infra/local': ['infra/local', 'functions', 'wire', 'web', 'operations', 'rule', 'table', 'definition'],
}

// Each with its reason; whoever adds one argues for it.
const EXCEPTIONS: readonly [from: string, to: string, reason: string][] = [
  ['functions/api/idempotency.ts', 'shared/table/table.ts', 'a kept answer is the API’s, and no subject’s'],
  ['shared/logistics/store.ts', 'shared/session/store.ts', 'its items lie in the partition of their session'],
]

function wrongEdge(house: House, { from, to, typeOnly }: Edge): string | undefined {
  const kind = kindOf(from)
  const said = `${from} imports ${to}`
  if (to === '(computed)')
    return kind === 'infra/local' || kind === 'test' ? undefined : `${said}: unreadable`
  if (kindOf(to) === 'package') return wrongPackage(kind, from, to) ? said : undefined
  if (!house.has(to) && !existsSync(ROOT + to)) return `${said}, which is not there`
  if (kind === 'test') return undefined
  // What every operation is given names the table's type, and is named by all.
  if (from === 'shared/access/context.ts' && typeOnly && kindOf(to) === 'table') return undefined
  if (EXCEPTIONS.some((entry) => entry[0] === from && entry[1] === to)) return undefined
  if (!MAY_IMPORT[kind]?.includes(kindOf(to))) return said
  if (kind === 'store' && kindOf(to) === 'rule' && !ownOrAccess(from, to) && !typeOnly) return said
  return undefined
}

function wrongPackage(kind: string, from: string, to: string): boolean {
  if (kind === 'test' || kind === 'infra/aws') return false
  // Queues and mail are a worker's; the database is the table's alone.
  if (CLIENT_PACKAGES.test(to) && kind === 'functions') return /dynamodb/.test(to)
  if (CLIENT_PACKAGES.test(to)) return !['table', 'definition', 'wire', 'infra/local'].includes(kind)
  if (SERVER_PACKAGES.test(to)) return from.startsWith('shared/')
  return from.startsWith('shared/') && /^node:(fs|http|net|child_process)|^process$/.test(to)
}

function ownOrAccess(from: string, to: string): boolean {
  return [subjectOf(from), 'access', 'time'].includes(subjectOf(to))
}

function subjectOf(path: string): string {
  return /^shared\/([^/]+)\//.exec(path)?.[1] ?? ''
}

/** A walk from a subject's operations or rules back to itself: neither half could then be read alone. */
function circleAmong(edges: readonly Edge[], kind: string): string[] | undefined {
  const below = new Map<string, Set<string>>()
  for (const { from, to } of edges) {
    const [upper, lower] = [subjectOf(from), subjectOf(to)]
    if (!upper || !lower || upper === lower || kindOf(from) !== kind || kindOf(to) !== kind) continue
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
  return path.endsWith('.ts') ? undefined : `${path}: shared holds no pages`
}

// Tests of a whole subject, named by what they show instead of by a file.
const SUBJECT_TESTS = /^(worked-examples|properties|concurrency)$/

/** Each test lies where what it tests lies; each operation and each subject has one. */
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
  const shared = paths.filter((path) => path.startsWith('shared/'))
  const untried = shared
    .filter((path) => path.endsWith('/operations.ts'))
    .filter(
      (path) =>
        !tests.some(
          (other) => other.startsWith(`test/${posix.dirname(path)}/`) && other.includes('.integration.'),
        ),
    )
  return [
    ...homeless.map((path) => `${path} mirrors nothing`),
    ...untried.map((path) => `${path} was tried by no integration test`),
  ]
}

function violations(house: House): string[] {
  const edges = edgesOf(house)
  const circles = ['rule', 'operations'].map((kind) => circleAmong(edges, kind))
  return [
    ...[...house.keys()].map(wrongName),
    ...edges.map((edge) => wrongEdge(house, edge)),
    ...circles.map((circle) => circle && `circle: ${circle.join(' → ')}`),
    ...[...house]
      .filter(([path, text]) => path !== 'test/house.test.ts' && WORKPLACE.test(text))
      .map(([path]) => `${path} names a folder outside the project`),
  ].filter((said) => said !== undefined)
}

describe('The house', () => {
  const house = readHouse()

  test('is read whole', () => {
    expect(edgesOf(house).length).toBeGreaterThan(FEWEST_EDGES)
  })

  test('keeps its law', () => {
    expect(violations(house)).toEqual([])
  })

  test('is mirrored by its tests', () => {
    expect(wrongMirror(house)).toEqual([])
  })
})

describe('The law of the house finds', () => {
  const planted: [what: string, files: Record<string, string>][] = [
    ['a rule that reads a table', { 'shared/poll/poll.ts': `import { openTable } from '../table/table.ts'` }],
    [
      'a rule that reads a store',
      { 'shared/poll/poll.ts': `export * from './store.ts'`, 'shared/poll/store.ts': '' },
    ],
    [
      'a page that reads a store',
      { 'web/family/vote.tsx': `import { a } from '../../shared/poll/store.ts'`, 'shared/poll/store.ts': '' },
    ],
    ['a page that reads one later', { 'web/a.tsx': `await import('../shared/table/table.ts')` }],
    ['a page that names its type', { 'web/a.tsx': `type A = import('../shared/table/table.ts').Table` }],
    ['a page that calls a function', { 'web/a.tsx': `import { wire } from '../functions/wire.ts'` }],
    [
      'a handler that reads the table',
      { 'functions/api/a.ts': `import type { Table } from '../../shared/table/table.ts'` },
    ],
    [
      'a store that judges by the rules of another subject',
      { 'shared/poll/store.ts': `import { a } from '../school/school.ts'` },
    ],
    ['HTTP in shared', { 'shared/poll/operations.ts': `import { Hono } from 'hono'` }],
    [
      'a database client outside the table',
      { 'shared/poll/operations.ts': `import '@aws-sdk/client-dynamodb'` },
    ],
    ['a file system in shared', { 'shared/poll/poll.ts': `import 'node:fs'` }],
    ['an import of nothing', { 'web/a.tsx': `import './nothing-of-the-kind.ts'` }],
    ['an import that cannot be read', { 'web/a.tsx': `await import(name)` }],
    [
      'a circle of subjects',
      {
        'shared/poll/operations.ts': `import '../session/operations.ts'`,
        'shared/session/operations.ts': `import '../family/operations.ts'`,
        'shared/family/operations.ts': `import '../poll/operations.ts'`,
      },
    ],
    ['a name that says nothing', { 'web/utils.ts': '' }],
    ['a folder that says nothing', { 'web/helpers/date.ts': '' }],
    ['a name in other letters', { 'web/VotePage.tsx': '' }],
    ['a loose file', { 'shared/poll.ts': '' }],
    ['a subject without a word of the domain', { 'shared/engine/engine.ts': '' }],
    ['a folder in a subject', { 'shared/poll/rules/poll.ts': '' }],
    ['a page in shared', { 'shared/poll/poll.tsx': '' }],
    ['a name from outside', { 'web/a.ts': `// see ${'../shared'}/house.md` }],
  ]
  test.each(planted)('%s', (_, files) => {
    expect(violations(new Map(Object.entries(files)))).not.toEqual([])
  })

  test('a test of nothing, and an operation without one', () => {
    const files = { 'test/shared/poll/gone.test.ts': '', 'shared/poll/operations.ts': '' }
    expect(wrongMirror(new Map(Object.entries(files)))).toHaveLength(2)
  })

  test('nothing in a house that is right', () => {
    const files = {
      'shared/poll/poll.ts': `import * as z from 'zod'; import { refuse } from '../access/refusal.ts'`,
      'shared/access/refusal.ts': '',
      'shared/poll/operations.ts': `import type { A } from './poll.ts'`,
      'web/family/vote.tsx': `import { a } from '../../shared/poll/operations.ts'; import { Hono } from 'hono'`,
    }
    expect(violations(new Map(Object.entries(files)))).toEqual([])
  })
})
