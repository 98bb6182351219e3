// `npm run audit`: the vulnerabilities in packages that the registry lists. Fails on a high or critical one in what
// ships, never because the registry does not answer.
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { findingsOf } from './advisories.ts'
import { bundledPackages } from './bundle.ts'
import { Lock, shippedPackages } from './shipped.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const LONGEST = { timeout: 120_000, maxBuffer: 64 * 1024 * 1024 } // milliseconds, and bytes of what npm says
const SHELL = process.platform === 'win32' // npm is a script of its shell there

const lock = Lock.parse(JSON.parse(readFileSync(`${ROOT}package-lock.json`, 'utf8')))
const findings = findingsOf(await answer(), shippedPackages(lock, bundledPackages()))
if (!findings) console.log('The registry did not answer npm audit: nothing is known of weaknesses today.')
for (const line of findings?.lines ?? []) console.log(line)
if (findings?.lines.length === 0) console.log('The registry knows of no weakness in any package.')
if (findings?.stops) process.exitCode = 1

// npm exits with an error both for findings and for no answer; only its output tells them apart.
async function answer(): Promise<unknown> {
  const said = await new Promise<string>((resolve) =>
    execFile('npm', ['audit', '--json'], { cwd: ROOT, shell: SHELL, ...LONGEST }, (_, stdout) =>
      resolve(stdout),
    ),
  )
  try {
    return JSON.parse(said)
  } catch {
    return undefined
  }
}
