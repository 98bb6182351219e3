import { fileURLToPath } from 'node:url'
import { type BuildOptions, buildSync } from 'esbuild'

/** Code that runs by itself: its files by name, the module in `handler.mjs`; and how many bytes come from where. */
export type Bundle = { files: ReadonlyMap<string, Uint8Array>; weights: ReadonlyMap<string, number> }

const RECIPE = {
  absWorkingDir: fileURLToPath(new URL('../../', import.meta.url)),
  outfile: 'dist/handler.mjs', // never written: it says from where the source map counts its paths
  write: false,
  metafile: true,
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  mainFields: ['module', 'main'],
  jsx: 'automatic',
  jsxImportSource: 'hono/jsx',
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  logLevel: 'error',
  // Some packages still ask for `require`, which a bundle of modules does not have.
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
} satisfies BuildOptions

const made = new Map<string, Bundle>()

/**
 * A function of `functions/` with all that it needs in one module, as small as esbuild makes it. The same
 * sources give the same bytes wherever they lie, so that nothing is deployed anew for no reason.
 */
export function bundleOf(name: string): Bundle {
  const bundle = made.get(name) ?? build({ entryPoints: [`functions/${name}/handler.ts`] })
  made.set(name, bundle)
  return bundle
}

/** A module of that text alone, made by the same recipe, to compare with. */
export function bundleOfText(contents: string): Bundle {
  return build({ stdin: { contents, resolveDir: RECIPE.absWorkingDir } })
}

function build(from: Pick<BuildOptions, 'entryPoints' | 'stdin'>): Bundle {
  const { outputFiles, metafile } = buildSync({ ...RECIPE, ...from })
  const weights = new Map<string, number>()
  for (const [path, { bytesInOutput }] of Object.entries(metafile.outputs[RECIPE.outfile]?.inputs ?? {})) {
    const source = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? path.split('/')[0] ?? path
    weights.set(source, (weights.get(source) ?? 0) + bytesInOutput)
  }
  const files = new Map(
    outputFiles.map(({ path, contents }) => [path.split(/[\\/]/).at(-1) ?? path, contents]),
  )
  return { files, weights }
}
