import satisfies from 'spdx-satisfies'
import * as z from 'zod'

/** The packages of `package-lock.json` by their folder, with the fields that are read here. */
export const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({ version: z.string(), license: z.string().optional(), dev: z.boolean().optional() }),
  ),
})
export type Lock = z.infer<typeof Lock>

/** The fields of a CycloneDX bill of materials that are read here; all others are kept. */
export const Materials = z.looseObject({
  metadata: z.looseObject({ component: z.looseObject({ name: z.string() }) }),
  components: z.array(z.looseObject({ 'bom-ref': z.string() })),
  dependencies: z.array(z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()).optional() })),
})
export type Materials = z.infer<typeof Materials>

/** A package that ships: its folder, and whether it is part of the server, of the functions or of both. */
export type Shipped = {
  folder: string
  name: string
  version: string
  licence: string
  server: boolean
  functions: boolean
}

// Licences on terms like Convite's own: keep the notice, no warranty.
const PERMISSIVE = [
  'Apache-2.0',
  'MIT',
  'MIT-0',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Unlicense',
  'PSF-2.0',
]

/** Licences with further conditions, by package: each is used unchanged and named in NOTICE, as they require. */
export const UNCHANGED: Readonly<Record<string, readonly string[]>> = {
  'ical.js': ['MPL-2.0'],
  'date-holidays': ['ISC', 'CC-BY-3.0'],
}

/**
 * All that ships, by name: what `npm ci --omit=dev` installs, on whichever machine, and what is bundled into the
 * functions though only development asks for it. Refuses a bundle with a package that the lock does not know.
 */
export function shippedPackages({ packages }: Lock, bundled: ReadonlySet<string>): Shipped[] {
  for (const folder of bundled) if (!packages[folder]) throw new Error(`${folder} is not in the lock`)
  return Object.entries(packages)
    .filter(([folder]) => folder !== '') // Convite itself
    .map(([folder, { version, license = '', dev = false }]) => ({
      folder,
      name: folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version,
      licence: license,
      server: !dev,
      functions: bundled.has(folder),
    }))
    .filter(({ server, functions }) => server || functions)
    .sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0))
}

/** Whether Convite may ship a package: its SPDX licence requires no more than our own. */
export function mayShip({ name, licence }: Pick<Shipped, 'name' | 'licence'>): boolean {
  try {
    return satisfies(licence, UNCHANGED[name] ?? PERMISSIVE)
  } catch {
    return false // no licence, or one that SPDX does not know
  }
}

/** The part of a bill of everything installed that ships, under the project's own name. */
export function materialsOf(whole: Materials, name: string, shipped: readonly Shipped[]): Materials {
  const kept = new Set(shipped.map((one) => `${one.name}@${one.version}`))
  const { component } = whole.metadata
  return {
    ...whole,
    metadata: { ...whole.metadata, component: { ...component, name } }, // npm writes the folder's
    components: whole.components.filter((one) => kept.has(one['bom-ref'])),
    dependencies: whole.dependencies
      .filter(({ ref }) => kept.has(ref) || ref === component['bom-ref'])
      .map((one) => ({ ...one, dependsOn: one.dependsOn?.filter((ref) => kept.has(ref)) ?? [] })),
  }
}

/** The page that lists what ships, by licence: it changes where a package or a licence does, not with a version. */
export function thirdParties(shipped: readonly Shipped[]): string {
  const licences = [...new Set(shipped.map(({ licence }) => licence))].sort()
  const sections = licences.map((licence) => {
    const under = shipped.filter((one) => one.licence === licence)
    const names = [...new Set(under.map(({ name, server }) => `\`${name}\`${server ? '' : '\u00a0†'}`))]
    return `## ${licence}\n\n${names.join(', ')}\n`
  })
  return [INTRODUCTION, ...sections].join('\n')
}

const INTRODUCTION = `# Third parties

What ships with Convite, by licence. \`npm run sbom\` writes this page, \`dist/sbom.json\` (CycloneDX, with versions and
hashes) and \`dist/licences.txt\` (the text of each licence). A package with † runs in the functions on AWS alone; all
others are also what \`npm ci --omit=dev\` installs. Whoever hands the bundles on hands \`dist/licences.txt\` and
[NOTICE](../NOTICE) on with them. Of the data of date-holidays its own LICENSE says CC BY-SA 3.0.
`
