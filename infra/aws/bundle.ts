import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild'
import { browserScripts } from '../bundle/browser-script.mjs'

/**
 * A bundle: its files by name, with the module in `handler.mjs`; the folders of the packages in it; and how many bytes of
 * what is loaded before the first answer come from which package.
 */
export type Bundle = {
  files: ReadonlyMap<string, Uint8Array>
  packages: ReadonlySet<string>
  weights: ReadonlyMap<string, number>
  startBytes: number
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

// Making a lazy schema has no side effect, but esbuild must be told so, to leave out the schemas that a function does not
// use, and all of zod where it uses none.
const unusedSchemas: Plugin = {
  name: 'unused-schemas',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.tsx?$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replaceAll('= z.lazy(', '= /* @__PURE__ */ z.lazy('),
      loader: path.endsWith('x') ? 'tsx' : 'ts',
    })),
}

// Hono's JSX brings its whole client side along, of which pages use three functions: its modules have no side effects, but
// do not say so.
const unusedJsx: Plugin = {
  name: 'unused-jsx',
  setup: ({ onResolve, resolve }) =>
    onResolve({ filter: /^hono\/jsx$|^\./ }, async ({ path, pluginData, ...from }) => {
      const isOfJsx = path === 'hono/jsx' || /hono\Wdist\Wjsx\W/.test(from.importer)
      if (!isOfJsx || pluginData === unusedJsx.name) return undefined
      const { errors, path: found } = await resolve(path, { ...from, pluginData: unusedJsx.name })
      return { errors, path: found, sideEffects: false }
    }),
}

const RECIPE = {
  absWorkingDir: ROOT,
  outdir: 'dist', // never written: source maps count their paths from here
  entryNames: 'handler',
  chunkNames: 'part-[hash]',
  outExtension: { '.js': '.mjs' },
  splitting: true, // dynamic imports stay in files of their own
  write: false,
  metafile: true,
  plugins: [unusedSchemas, unusedJsx, browserScripts],
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  mainFields: ['module', 'main'],
  loader: { '.wasm': 'binary' },
  jsx: 'automatic',
  jsxImportSource: 'hono/jsx',
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  logLevel: 'error',
  // Some packages still call `require`, which an ES module does not have.
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
} satisfies BuildOptions

// A package nested in another's folder counts as itself: `node_modules/a/node_modules/b`.
const PACKAGE = /node_modules\/(?:@[^/]+\/)?[^/]+(?:\/node_modules\/(?:@[^/]+\/)?[^/]+)*/

// Made before the first stack, as constructs of CDK are synchronous and esbuild's plugins are not.
const handlers = globSync('*/handler.ts', { cwd: join(ROOT, 'functions') })
const made = new Map(
  await Promise.all(
    handlers.map(
      async (path) => [dirname(path), await bundle({ entryPoints: [`functions/${path}`] })] as const,
    ),
  ),
)

/**
 * A function of `functions/` with all its dependencies, minified. The same sources give the same bytes in any folder, so
 * that an unchanged function is not deployed again.
 */
export function bundleOf(name: string): Bundle {
  const found = made.get(name)
  if (!found) throw new Error(`There is no functions/${name}/handler.ts.`)
  return found
}

/** The folders of all packages that are bundled into some function. */
export function bundledPackages(): ReadonlySet<string> {
  return new Set([...made.values()].flatMap(({ packages }) => [...packages]))
}

/** A bundle of that source text, made by the same recipe, to compare with. */
export function bundleOfText(contents: string): Promise<Bundle> {
  return bundle({ stdin: { contents, resolveDir: ROOT, sourcefile: 'handler.ts' } })
}

async function bundle(from: Pick<BuildOptions, 'entryPoints' | 'stdin'>): Promise<Bundle> {
  const { outputFiles, metafile } = await build({ ...RECIPE, ...from })
  const weights = new Map<string, number>()
  for (const output of loadedAtStart(metafile)) {
    for (const [path, { bytesInOutput }] of Object.entries(metafile.outputs[output]?.inputs ?? {})) {
      const source = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? path.split('/')[0] ?? path
      weights.set(source, (weights.get(source) ?? 0) + bytesInOutput)
    }
  }
  const startBytes = [...weights.values()].reduce((sum, bytes) => sum + bytes, 0)
  const files = new Map(
    outputFiles.map(({ path, contents }) => [path.split(/[\\/]/).at(-1) ?? path, contents]),
  )
  return { files, packages: packagesIn(metafile), weights, startBytes }
}

function packagesIn({ outputs }: Metafile): Set<string> {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs))
  const used = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0)
  return new Set(used.flatMap(([path]) => PACKAGE.exec(path)?.[0] ?? []))
}

// The handler's own file, and the parts that it imports before it can answer.
function loadedAtStart({ outputs }: Metafile): Set<string> {
  const loaded = new Set<string>()
  const load = (path: string) => {
    if (loaded.has(path) || !outputs[path]) return
    loaded.add(path)
    for (const { path: next, kind } of outputs[path].imports) if (kind === 'import-statement') load(next)
  }
  load(`${RECIPE.outdir}/handler.mjs`)
  return loaded
}
