// `npm start`: bundles the server (Node takes no JSX and, before 24, no TypeScript) and runs it in this process. The
// bundle is cached in node_modules, and rebuilt when a source or an installed package has changed.
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import * as nodeModule from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { browserScripts } from '../bundle/browser-script.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = `${root}node_modules/.cache/convite`
const list = `${folder}/sources.json`
// Files that change with each installation; the packages themselves are not hashed.
const INSTALLED = [
  'package.json',
  'node_modules/.package-lock.json',
  'infra/local/start.mjs',
  'infra/bundle/browser-script.mjs',
]
const KEPT_DAYS = 7

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Convite needs Node 20.19 or later; this is ${process.versions.node}.`)
  process.exit(1)
}

/** The folder of the bundle of these sources as they are now; undefined where one of them is missing. */
function folderOf(sources) {
  const hash = createHash('sha256')
  for (const path of [...INSTALLED, ...sources]) {
    const found = statSync(root + path, { throwIfNoEntry: false })
    if (!found) return undefined
    hash.update(`${path} ${found.mtimeMs} ${found.size}\n`)
  }
  return `${folder}/server-${hash.digest('hex').slice(0, 16)}`
}

function madeBefore() {
  if (!existsSync(list)) return undefined
  const made = folderOf(JSON.parse(readFileSync(list, 'utf8')))
  return made && existsSync(`${made}/server.mjs`) ? made : undefined
}

async function make() {
  const esbuild = await import('esbuild').catch(() => {
    console.error('Convite is not installed yet: run `npm ci` first.')
    process.exit(1)
  })
  const outdir = `${folder}/making-${process.pid}`
  const build = esbuild.build({
    absWorkingDir: root,
    entryPoints: ['infra/local/server.ts'],
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true, // rarely used modules are loaded on demand
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    mainFields: ['module', 'main'],
    loader: { '.wasm': 'binary' },
    plugins: [browserScripts],
    // Only Lambda's functions ask it, so that only development installs it.
    external: ['@aws-sdk/client-secrets-manager'],
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    sourcemap: 'linked',
    metafile: true,
    legalComments: 'none',
    logLevel: 'error',
    // Some packages still use `require`, which an ESM bundle does not have.
    banner: {
      js: "import{createRequire as requireFrom}from'node:module';const require=requireFrom(import.meta.url);",
    },
  })
  const { metafile } = await build.catch(() => process.exit(1)) // esbuild said where it failed
  await esbuild.stop()
  const sources = Object.keys(metafile.inputs).filter((path) => !path.includes('node_modules/'))
  const made = folderOf(sources) ?? outdir
  // Several processes may start at once: the second one uses the bundle of the first.
  if (existsSync(made)) rmSync(outdir, { recursive: true, force: true })
  else renameSync(outdir, made)
  writeFileSync(`${list}.${process.pid}`, JSON.stringify(sources))
  renameSync(`${list}.${process.pid}`, list)
  dropOld(made)
  return made
}

// A running server may still load chunks of an older bundle.
function dropOld(made) {
  for (const name of readdirSync(folder)) {
    const path = `${folder}/${name}`
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    const isBundle = /^(server|making)-/.test(name) && path !== made
    if (isBundle && age > KEPT_DAYS * 86_400_000) rmSync(path, { recursive: true, force: true })
  }
}

mkdirSync(folder, { recursive: true })
const made = madeBefore() ?? (await make())
const now = new Date()
utimesSync(made, now, now)
// The versions are pinned and tested on Node 20: the SDK's warning would only hide the line with the address.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true'
// Node 22.8 and later keep the compiled code beside the bundle: a third less to do at the next start.
nodeModule.enableCompileCache?.(`${made}/compiled`)
const { main } = await import(pathToFileURL(`${made}/server.mjs`).href)
await main()
