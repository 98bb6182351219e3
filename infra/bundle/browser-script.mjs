import { relative } from 'node:path'

// A name of its own: neither esbuild nor Vite has a plan for it.
const NAME = /\?browser$/

/** The script of a module for the browser, minified and with all that it imports, as one text. */
export async function browserScript(esbuild, path) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [path],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2020',
    legalComments: 'none',
    logLevel: 'error',
  })
  return outputFiles[0].text
}

/** Imports `module?browser` as the text of its script, for a page that needs a library in the browser. */
export const browserScripts = {
  name: 'browser-scripts',
  setup(build) {
    const { absWorkingDir = process.cwd() } = build.initialOptions
    build.onResolve({ filter: NAME }, async ({ path, importer, kind, resolveDir }) => {
      const found = await build.resolve(path.replace(NAME, ''), { importer, kind, resolveDir })
      // Relative, so that a bundle is the same whatever folder it was made in.
      return { errors: found.errors, path: relative(absWorkingDir, found.path), namespace: 'browser' }
    })
    build.onLoad({ filter: /.*/, namespace: 'browser' }, async ({ path }) => ({
      contents: await browserScript(build.esbuild, `${absWorkingDir}/${path}`),
      loader: 'text',
    }))
  },
}
