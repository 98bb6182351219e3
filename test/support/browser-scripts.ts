import { createRequire } from 'node:module'
import * as esbuild from 'esbuild'
import { browserScript } from '../../infra/bundle/browser-script.mjs'

const require = createRequire(import.meta.url)
const SUFFIX = '?browser'

/** Lets tests import a library for the browser as the text of its script, as the bundles do. */
export const browserScripts = {
  name: 'browser-scripts',
  enforce: 'pre' as const,
  resolveId: (id: string) =>
    id.endsWith(SUFFIX) ? `\0browser:${require.resolve(id.slice(0, -SUFFIX.length))}.text` : undefined,
  load: async (id: string) => {
    const path = /^\0browser:(.*)\.text$/.exec(id)?.[1]
    return path && `export default ${JSON.stringify(await browserScript(esbuild, path))}`
  },
}
