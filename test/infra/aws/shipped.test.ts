import { existsSync, globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { bundledPackages } from '../../../infra/aws/bundle.ts'
import {
  Lock,
  materialsOf,
  mayShip,
  type Shipped,
  shippedPackages,
  thirdParties,
  UNCHANGED,
} from '../../../infra/aws/shipped.ts'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const textOf = (path: string) => readFileSync(ROOT + path, 'utf8')

describe('What ships', () => {
  const lock = Lock.parse(JSON.parse(textOf('package-lock.json')))
  const shipped = shippedPackages(lock, bundledPackages())
  const installed = shipped.filter(({ folder }) => existsSync(ROOT + folder))

  test('is what the server asks for and what the functions carry', () => {
    const where = (name: string) => shipped.find((one) => one.name === name)
    expect(where('zod')).toMatchObject({ server: true, functions: true })
    expect(where('@hono/node-server')).toMatchObject({ server: true, functions: false })
    expect(where('@middy/core')).toMatchObject({ server: false, functions: true })
    expect(where('vitest')).toBeUndefined()
    expect(installed.length).toBeGreaterThan(80)
  })

  test('asks of nobody more than Convite does', () => {
    expect(shipped.filter((one) => !mayShip(one)).map(({ name, licence }) => [name, licence])).toEqual([])
  })

  test('says in its own files what the lock says of its licence', () => {
    const said = ({ folder }: Shipped) => JSON.parse(textOf(`${folder}/package.json`)).license
    expect(installed.map((one) => [one.name, said(one)])).toEqual(
      installed.map(({ name, licence }) => [name, licence]),
    )
  })

  test('is listed by licence; npm run sbom writes the list', () => {
    expect(textOf('docs/third-parties.md')).toBe(thirdParties(shipped))
  })

  test('is named in NOTICE where a licence or a notice of its own asks for that', () => {
    const notice = textOf('NOTICE')
    for (const name of Object.keys(UNCHANGED)) expect(notice).toContain(name)
    const asked = installed.flatMap(({ folder }) => globSync(`${folder}/NOTICE*`, { cwd: ROOT }))
    expect(asked.length).toBeGreaterThan(0)
    const line = (text: string) => text.replaceAll(/\s+/g, ' ').trim()
    for (const path of asked) expect(line(notice), path).toContain(line(textOf(path)))
  })
})

describe('May ship', () => {
  test.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0-or-later)', true],
    ['(MIT AND GPL-3.0-or-later)', false],
    ['GPL-3.0-only', false],
    ['AGPL-3.0-or-later', false],
    ['LGPL-2.1', false],
    ['MPL-2.0', false],
    ['SEE LICENSE IN terms.txt', false],
    ['UNLICENSED', false],
    ['', false],
  ])('a package under %j: %s', (licence, may) => {
    expect(mayShip({ name: 'any', licence })).toBe(may)
  })

  test('one by its name under what it alone may ask', () => {
    expect(mayShip({ name: 'ical.js', licence: 'MPL-2.0' })).toBe(true)
    expect(mayShip({ name: 'ical.js', licence: 'GPL-3.0-only' })).toBe(false)
  })
})

describe('The bill of materials', () => {
  const lock: Lock = {
    packages: {
      '': { version: '1.0.0' },
      'node_modules/ours': { version: '1.0.0', license: 'MIT' },
      'node_modules/a/node_modules/carried': { version: '2.0.0', license: 'ISC', dev: true },
      'node_modules/tool': { version: '3.0.0', license: 'MIT', dev: true },
    },
  }
  const shipped = shippedPackages(lock, new Set(['node_modules/a/node_modules/carried']))

  test('keeps what ships and how it hangs together, and no tool', () => {
    const whole = {
      bomFormat: 'CycloneDX',
      metadata: { component: { 'bom-ref': 'convite@1.0.0', name: 'folder' } },
      components: [{ 'bom-ref': 'carried@2.0.0' }, { 'bom-ref': 'ours@1.0.0' }, { 'bom-ref': 'tool@3.0.0' }],
      dependencies: [
        { ref: 'convite@1.0.0', dependsOn: ['ours@1.0.0', 'tool@3.0.0'] },
        { ref: 'ours@1.0.0', dependsOn: ['tool@3.0.0'] },
        { ref: 'carried@2.0.0' },
        { ref: 'tool@3.0.0', dependsOn: ['ours@1.0.0'] },
      ],
    }
    expect(materialsOf(whole, 'convite', shipped)).toEqual({
      bomFormat: 'CycloneDX',
      metadata: { component: { 'bom-ref': 'convite@1.0.0', name: 'convite' } },
      components: [{ 'bom-ref': 'carried@2.0.0' }, { 'bom-ref': 'ours@1.0.0' }],
      dependencies: [
        { ref: 'convite@1.0.0', dependsOn: ['ours@1.0.0'] },
        { ref: 'ours@1.0.0', dependsOn: [] },
        { ref: 'carried@2.0.0', dependsOn: [] },
      ],
    })
  })

  test('refuses a bundled package that is not in the lock', () => {
    expect(() => shippedPackages(lock, new Set(['node_modules/unheard-of']))).toThrow('unheard-of')
  })
})
