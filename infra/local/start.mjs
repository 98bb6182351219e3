// `npm start`: bundles the server (Node takes no JSX and, before 24, no TypeScript) and runs it in this process.
import { mkdirSync, rmSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = `${root}node_modules/.cache/convite`
const bundle = `${folder}/server-${process.pid}.mjs`

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Convite needs Node 20.19 or later; this is ${process.versions.node}.`)
  process.exit(1)
}
const esbuild = await import('esbuild').catch(() => {
  console.error('Convite is not installed yet: run `npm ci` first.')
  process.exit(1)
})

mkdirSync(folder, { recursive: true })
const build = esbuild.build({
  absWorkingDir: root,
  entryPoints: ['infra/local/server.ts'],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  mainFields: ['module', 'main'],
  jsx: 'automatic',
  jsxImportSource: 'hono/jsx',
  sourcemap: 'inline',
  logLevel: 'error',
})
await build.catch(() => process.exit(1)) // esbuild said where it failed
await esbuild.stop()
process.setSourceMapsEnabled(true)
// The versions are pinned and tested on Node 20: its notice would only hide the line with the address.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true'
try {
  const { main } = await import(pathToFileURL(bundle).href)
  rmSync(bundle)
  await main()
} finally {
  rmSync(bundle, { force: true })
}
