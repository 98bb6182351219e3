import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build, type Metafile } from 'esbuild'
import { beforeAll, describe, expect, test } from 'vitest'
import { missingParts, PLATFORMS, PlatformLock } from './support/platforms.ts'

const textOf = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')
const lock = () => PlatformLock.parse(JSON.parse(textOf('package-lock.json')))
type Manifest = Record<'scripts' | 'dependencies' | 'devDependencies', Record<string, string>>
const { scripts, dependencies, devDependencies } = JSON.parse(textOf('package.json')) as Manifest

/** The lock of this project without some packages. */
function without(pattern: RegExp): PlatformLock {
  return {
    packages: Object.fromEntries(Object.entries(lock().packages).filter(([name]) => !pattern.test(name))),
  }
}

describe('On every machine', () => {
  test('each native dependency has its part in the lock', () => {
    expect(missingParts(lock())).toEqual([])
  })

  test('the database engine has its part', () => {
    expect(Object.keys(lock().packages['']?.optionalDependencies ?? {})).toEqual(
      expect.arrayContaining(PLATFORMS.map((platform) => `@dynoxide/${platform}`)),
    )
  })

  test('the lock names no registry', () => {
    expect(textOf('package-lock.json')).not.toContain('"resolved"')
  })

  test.each(Object.entries(scripts))('npm run %s needs no POSIX shell', (_, script) => {
    expect(script).not.toMatch(/\$|`|'|^exec |(^|&& )[A-Z_]+=|[|;<>]/)
  })
})

describe('The server alone', () => {
  let metafile: Metafile
  beforeAll(async () => {
    const result = await build({
      absWorkingDir: fileURLToPath(new URL('../', import.meta.url)),
      entryPoints: ['infra/local/server.ts'],
      bundle: true,
      write: false,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      metafile: true,
    })
    metafile = result.metafile
  })

  test('imports nothing that only development installs, but for what its bundle leaves out', () => {
    const imports = Object.values(metafile.outputs).flatMap((output) => output.imports)
    const names = imports.map(({ path }) => /^(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? path)
    expect(names).toContain('hono')
    const left = /external: \[(.*)\]/.exec(textOf('infra/local/start.mjs'))?.[1] ?? ''
    const missing = names.filter((name) => devDependencies[name] && !dependencies[name])
    expect(missing.filter((name) => !left.includes(`'${name}'`))).toEqual([])
  })

  test('has every source in the container', () => {
    const admitted = textOf('.dockerignore')
      .split('\n')
      .flatMap((line) => /^!(.+)$/.exec(line)?.[1] ?? [])
    const sources = Object.keys(metafile.inputs)
    expect(sources).toContain('web/app.ts')
    expect(sources.filter((path) => !admitted.some((name) => path.startsWith(`${name}/`)))).toEqual([])
  })

  test('starts in the container as npm start does, on the Node of the tests', () => {
    const dockerfile = textOf('Dockerfile')
    const command = JSON.parse(/^CMD (.*)$/m.exec(dockerfile)?.[1] ?? '[]') as string[]
    expect(command.join(' ')).toBe(scripts.start)
    const major = devDependencies.node?.split('.')[0]
    expect(dockerfile.match(/^FROM .*$/gm)).toEqual([
      `FROM node:${major}-slim AS installed`,
      `FROM node:${major}-slim`,
    ])
  })
})

describe('A lock', () => {
  test('that lost the entries of a platform is refused', () => {
    expect(missingParts(without(/^node_modules\/@esbuild\/darwin-arm64$/))).toEqual([
      expect.stringMatching(/^node_modules\/esbuild: @esbuild\/darwin-arm64 [\d.]+ is not in the lock$/),
      'node_modules/esbuild: no part for darwin-arm64',
    ])
  })

  test('that lacks the version of a part that a nested package asks for is refused', () => {
    const part = /^node_modules\/oxc-parser\/node_modules\/@oxc-parser\/binding-win32-x64-msvc$/
    expect(missingParts(without(part))).toEqual([
      expect.stringMatching(
        /^node_modules\/oxc-parser: @oxc-parser\/binding-win32-x64-msvc .* is not in the lock$/,
      ),
    ])
  })

  test('that holds an engine for some machines only is refused, and musl is not glibc', () => {
    const part = (os: string, cpu: string, libc?: string) => ({
      version: '1.0.0',
      os: [os],
      cpu: [cpu],
      ...(libc && { libc: [libc] }),
    })
    const planted: PlatformLock = {
      packages: {
        '': { optionalDependencies: { a: '1.0.0', b: '1.0.0', c: '1.0.0' } },
        'node_modules/a': part('linux', 'x64'),
        'node_modules/b': part('linux', 'arm64', 'musl'),
        'node_modules/c': part('win32', 'x64'),
      },
    }
    expect(missingParts(planted)).toEqual(
      ['linux-arm64', 'darwin-x64', 'darwin-arm64'].map((platform) => `the project: no part for ${platform}`),
    )
  })

  test('with an extra of one platform, which no other needs, is whole', () => {
    const fsevents = { version: '2.3.3', os: ['darwin'] }
    const packages = {
      '': { optionalDependencies: { fsevents: '~2.3.3' } },
      'node_modules/fsevents': fsevents,
    }
    expect(missingParts({ packages })).toEqual([])
  })
})
