import { posix } from 'node:path'
import * as z from 'zod'

const Names = z.array(z.string()).optional()
const Dependencies = z.record(z.string(), z.string()).optional()

/** What `package-lock.json` says of each package, by its folder, as far as it decides where the package runs. */
export const PlatformLock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      optionalDependencies: Dependencies,
      os: Names,
      cpu: Names,
      libc: Names,
    }),
  ),
})
export type PlatformLock = z.infer<typeof PlatformLock>
type Locked = PlatformLock['packages'][string]

/** The machines on which Convite is installed, run and tested. */
export const PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64'] as const
type Platform = (typeof PLATFORMS)[number]

const EXACT = /^\d+\.\d+\.\d+$/

/**
 * What a lock lacks for some platform, a sentence each: an optional package that another one names, and the part for a
 * platform of whatever is delivered as a package a platform. npm drops such entries where a registry lacks a package.
 */
export function missingParts({ packages }: PlatformLock): string[] {
  return Object.entries(packages).flatMap(([folder, { optionalDependencies = {} }]) => {
    const owner = folder || 'the project'
    const found = Object.entries(optionalDependencies).map(([name, range]) => {
      const part = resolve(packages, folder, name)
      const isThere = part && (!EXACT.test(range) || part.version === range)
      return { part, missing: isThere ? undefined : `${owner}: ${name} ${range} is not in the lock` }
    })
    const parts = found.flatMap(({ part }) => (part?.os || part?.cpu ? [part] : []))
    const absent = isDeliveredByPlatform(parts)
      ? PLATFORMS.filter((platform) => !parts.some((part) => runsOn(part, platform)))
      : []
    return [
      ...found.flatMap(({ missing }) => missing ?? []),
      ...absent.map((platform) => `${owner}: no part for ${platform}`),
    ]
  })
}

// A single part is an extra of its platform, as fsevents is.
function isDeliveredByPlatform(parts: readonly Locked[]): boolean {
  return new Set(parts.map(({ os, cpu }) => `${os}-${cpu}`)).size > 1
}

function runsOn({ os, cpu, libc }: Locked, platform: Platform): boolean {
  const [system = '', architecture = ''] = platform.split('-')
  const isFor = (names: string[] | undefined, name: string) => !names || names.includes(name)
  return isFor(os, system) && isFor(cpu, architecture) && (system !== 'linux' || isFor(libc, 'glibc'))
}

// As Node finds a package: in the folder of who asks for it, then in each folder above.
function resolve(packages: PlatformLock['packages'], from: string, name: string): Locked | undefined {
  for (let folder = from; ; folder = posix.dirname(folder)) {
    const found = packages[posix.join(folder === '.' ? '' : folder, 'node_modules', name)]
    if (found || folder === '' || folder === '.') return found
  }
}
