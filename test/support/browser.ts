import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as driver, type LaunchOptions } from 'playwright-core'

const CACHE = fileURLToPath(new URL('../../node_modules/.cache/convite', import.meta.url))

// Keep the browser off the network, and let it run as root in a container.
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

// What a machine may have of its own; Windows always has Edge, which is built on Chromium.
const CHANNELS = ['chrome', 'msedge', 'chromium']
const LINUX_BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/snap/bin/chromium']

// The package's own list names folders of Lambda only; a browser that finds no font at all crashes.
const FONT_LIST = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`

/** The machine has no browser that the tests can drive. The message says in a sentence what to install. */
export class NoBrowser extends Error {}

/** The Chromium that npm installs, else the machine's own Chrome, ready to drive, with `more` flags. The caller closes it. */
export async function openBrowser(...more: string[]): Promise<Browser> {
  const bundled = await bundledBrowser()
  return bundled ? driver.launch({ ...bundled, args: [...FLAGS, ...more] }) : openOwnBrowser(...more)
}

/** The machine's own Chrome, Edge or Chromium. Throws NoBrowser where there is none. */
export async function openOwnBrowser(...more: string[]): Promise<Browser> {
  const executablePath = LINUX_BROWSERS.find((path) => existsSync(path))
  const choices = [
    ...CHANNELS.map((channel) => ({ channel })),
    ...(executablePath ? [{ executablePath }] : []),
  ]
  for (const choice of choices) {
    try {
      return await driver.launch({ ...choice, args: [...FLAGS, ...more] })
    } catch (fault) {
      const isMissing = fault instanceof Error && /is not found|doesn't exist/.test(fault.message)
      if (!isMissing) throw fault
    }
  }
  throw new NoBrowser(
    `The browser tests need Google Chrome on ${process.platform}-${process.arch}: install it, or Chromium, and run them again.`,
  )
}

/** How the Chromium that npm brings is launched; undefined where it does not run: it is built for Linux on x64. */
export async function bundledBrowser({ platform, arch } = process): Promise<LaunchOptions | undefined> {
  if (platform !== 'linux' || arch !== 'x64') return undefined
  const folder = await unpacked()
  const executablePath = join(folder, 'chromium')
  const fonts = { FONTCONFIG_PATH: join(folder, 'fonts') }
  const plain = { ...process.env, ...(existsSync('/etc/fonts/fonts.conf') ? {} : fonts) }
  // Without libnss3 on the machine, the libraries of the browser's package are used.
  const environments = [plain, { ...plain, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') }]
  const env = environments.find(
    (each) => spawnSync(executablePath, ['--version'], { env: each }).status === 0,
  )
  return env && { executablePath, args: FLAGS, env }
}

/** Unpacks once a version, into a folder of its own first, so that a run that was cut short leaves no half. */
async function unpacked(): Promise<string> {
  const { version } = createRequire(import.meta.url)('../../node_modules/@sparticuz/chromium/package.json')
  const folder = join(CACHE, `chromium-${version}`)
  if (existsSync(join(folder, 'chromium'))) return folder
  await mkdir(CACHE, { recursive: true })
  const draft = await mkdtemp(join(CACHE, 'draft-'))
  const { TMPDIR, AWS_EXECUTION_ENV } = process.env
  // The package unpacks into the system's temporary folder, and its libraries only where it detects Lambda.
  Object.assign(process.env, { TMPDIR: draft, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' })
  try {
    await chromium.executablePath()
    await writeFile(join(draft, 'fonts', 'fonts.conf'), FONT_LIST)
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
