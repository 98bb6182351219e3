// `npm run sbom`: what ships, as a bill of materials, as the texts of its licences, and as a page of the docs.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import { bundledPackages } from './bundle.ts'
import {
  Lock,
  Materials,
  materialsOf,
  mayShip,
  type Shipped,
  shippedPackages,
  thirdParties,
} from './shipped.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const MOST_BYTES = 64 * 1024 * 1024 // of what npm says
const SHELL = process.platform === 'win32' // npm is a script of its shell there
const RULE = `\n${'='.repeat(80)}\n\n`

const lock = Lock.parse(JSON.parse(readFileSync(`${ROOT}package-lock.json`, 'utf8')))
const { name } = z.object({ name: z.string() }).parse(JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')))
const shipped = shippedPackages(lock, bundledPackages())

mkdirSync(`${ROOT}dist`, { recursive: true })
const materials = materialsOf(everything(), name, shipped)
writeFileSync(`${ROOT}dist/sbom.json`, `${JSON.stringify(materials, undefined, 2)}\n`)
writeFileSync(`${ROOT}dist/licences.txt`, licenceTexts())
writeFileSync(`${ROOT}docs/third-parties.md`, thirdParties(shipped))
console.log(`${shipped.length} packages ship: dist/sbom.json, dist/licences.txt, docs/third-parties.md`)
for (const one of shipped.filter((each) => !mayShip(each))) {
  console.error(`${one.name} may not ship: its licence is ${one.licence || 'unknown'}.`)
  process.exitCode = 1
}

// `npm sbom --omit dev` also leaves out what both a tool and we depend on, such as zod and the SDK: so it lists all.
function everything(): Materials {
  const given = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only']
  const said = execFileSync('npm', given, {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: MOST_BYTES,
    shell: SHELL,
  })
  return Materials.parse(JSON.parse(said))
}

// Each text once, under all packages that carry it.
function licenceTexts(): string {
  const carriers = new Map<string, string[]>()
  for (const one of shipped) {
    const text = licenceTextsOf(one)
    carriers.set(text, [...(carriers.get(text) ?? []), `${one.name} ${one.version} (${one.licence})`])
  }
  return [...carriers].map(([text, names]) => `${names.join('\n')}\n\n${text}`).join(RULE)
}

function licenceTextsOf({ folder }: Shipped): string {
  if (!existsSync(ROOT + folder)) return 'Not installed on the machine that wrote this.\n'
  const files = readdirSync(ROOT + folder).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
  return files.map((file) => readFileSync(`${ROOT}${folder}/${file}`, 'utf8')).join('\n')
}
