import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as driver } from 'playwright-core'

const CACHE = fileURLToPath(new URL('../../node_modules/.cache/convite', import.meta.url))

// They keep the browser off the network, and let it run as root in a container.
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The Chromium that npm brings, ready to drive. Whoever opens it closes it. */
export async function openBrowser(): Promise<Browser> {
  const folder = await unpacked()
  const executablePath = join(folder, 'chromium')
  const fonts = { FONTCONFIG_PATH: join(folder, 'fonts') }
  const plain = { ...process.env, ...(existsSync('/etc/fonts/fonts.conf') ? {} : fonts) }
  // Where the machine has no libnss3, the libraries that come with the browser stand in.
  const runs = spawnSync(executablePath, ['--version'], { env: plain }).status === 0
  const env = runs ? plain : { ...plain, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') }
  return driver.launch({ executablePath, args: FLAGS, env })
}

/** Unpacks once a version, into a folder of its own first, so that a run that was cut short leaves no half. */
async function unpacked(): Promise<string> {
  const { version } = createRequire(import.meta.url)('../../node_modules/@sparticuz/chromium/package.json')
  const folder = join(CACHE, `chromium-${version}`)
  if (existsSync(join(folder, 'chromium'))) return folder
  await mkdir(CACHE, { recursive: true })
  const draft = await mkdtemp(join(CACHE, 'draft-'))
  const { TMPDIR, AWS_EXECUTION_ENV } = process.env
  // The package unpacks into the system's temporary folder, and its libraries only where it believes in Lambda.
  Object.assign(process.env, { TMPDIR: draft, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' })
  try {
    await chromium.executablePath()
  } finally {
    restore('TMPDIR', TMPDIR)
    restore('AWS_EXECUTION_ENV', AWS_EXECUTION_ENV)
  }
  await rename(draft, folder).catch(() => rm(draft, { recursive: true, force: true }))
  return folder
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name]
  else process.env[name] = value
}
