// `npm run build`: bundles what runs, minified as for a deployment, and prints the size of each part.
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { browserScripts } from '../bundle/browser-script.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
mkdirSync(`${root}dist`, { recursive: true })
const result = await build({
  absWorkingDir: root,
  entryPoints: { server: 'infra/local/server.ts', api: 'functions/api/app.ts', web: 'web/app.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  external: ['esbuild'],
  mainFields: ['module', 'main'],
  loader: { '.wasm': 'binary' },
  plugins: [browserScripts],
  jsx: 'automatic',
  jsxImportSource: 'hono/jsx',
  metafile: true,
  // Some packages still use `require`, which an ESM bundle does not have.
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
})
for (const [file, { bytes }] of Object.entries(result.metafile.outputs)) {
  console.log(`${file.padEnd(16)} ${(bytes / 1024).toFixed(0).padStart(6)} KB`)
}
