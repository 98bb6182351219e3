import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'oxc-parser'
import { describe, expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const ROOMS = ['shared', 'functions', 'web', 'infra/local']

// Secrets and what is derived from them. A comparison character by character is a timing side channel.
const SECRET =
  /^(api)?(token|secret|password|signature|signed|bearer|cookieKey)$|(token|secret|hash|signature)$/i

type Node = Record<string, unknown> & { type?: string; start?: number; end?: number }

function nodesOf(node: unknown): Node[] {
  if (Array.isArray(node)) return node.flatMap(nodesOf)
  if (!node || typeof node !== 'object') return []
  return [node as Node, ...Object.values(node).flatMap(nodesOf)]
}

const nameOf = (node: Node | undefined): string => {
  if (node?.type === 'MemberExpression') return nameOf(node.property as Node)
  return node?.type === 'Identifier' ? String(node.name) : ''
}

const isPlain = (node: Node | undefined) =>
  node?.type === 'Literal' || nameOf(node) === 'undefined' || node?.type === 'UnaryExpression'

/** The comparisons in a source text that are not constant-time: by an operator, or by a search. */
function revealing(file: string, text: string): string[] {
  const { program } = parseSync(file, text)
  const said = ({ start = 0, end = 0 }: Node) => text.slice(start, end)
  return nodesOf(program).flatMap((node) => {
    if (node.type === 'BinaryExpression' && /^[!=]==?$/.test(String(node.operator))) {
      const [left, right] = [node.left as Node, node.right as Node]
      const isSecret = [left, right].some((side) => SECRET.test(nameOf(side)))
      return isSecret && !isPlain(left) && !isPlain(right) ? [said(node)] : []
    }
    if (node.type !== 'CallExpression') return []
    const callee = node.callee as Node
    const looks = /^(includes|indexOf|startsWith|endsWith|localeCompare|equals)$/.test(nameOf(callee))
    const given = node.arguments as Node[]
    return looks && given.some((one) => SECRET.test(nameOf(one))) ? [said(node)] : []
  })
}

function sources(): [file: string, text: string][] {
  return ROOMS.flatMap((room) =>
    readdirSync(ROOT + room, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path))
      .map((path) => [`${room}/${path}`, readFileSync(`${ROOT}${room}/${path}`, 'utf8')] as [string, string]),
  )
}

describe('a secret', () => {
  test('is looked up by its hash, or compared in constant time', () => {
    const read = sources()
    expect(read.length).toBeGreaterThan(250)
    const found = read.flatMap(([file, text]) => revealing(file, text).map((said) => `${file}: ${said}`))
    expect(found).toEqual([])
  })

  test('is compared by two functions only, and both exist', () => {
    const users = sources()
      .filter(([, text]) => text.includes('timingSafeEqual('))
      .map(([file]) => file)
    expect(users.sort()).toEqual(['shared/access/secret.ts', 'web/feed-name.ts'])
  })

  test.each([
    'const a = token === given.token',
    'if (secret.hash !== hashOf(x)) fail()',
    'apiToken == bearer',
    'keys.includes(secret)',
    'signature.startsWith(signed)',
  ])('that is compared sign by sign is found: %s', (text) => {
    expect(revealing('planted.ts', text)).toHaveLength(1)
  })

  test.each([
    'token === undefined',
    "secret?.kind === 'helper'",
    'tokens.length === 2',
    'typeof token === "string"',
  ])('is not seen where there is none: %s', (text) => {
    expect(revealing('planted.ts', text)).toEqual([])
  })
})
