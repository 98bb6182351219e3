import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** Lets tests import a module of WebAssembly as its bytes, as the bundles do. */
export const wasmBytes = {
  name: 'wasm-bytes',
  enforce: 'pre' as const,
  // Under a name of its own, as Vite has other plans with `.wasm`.
  resolveId: (id: string) => (id.endsWith('.wasm') ? `\0bytes:${require.resolve(id)}.bytes` : undefined),
  load: (id: string) => {
    const path = /^\0bytes:(.*)\.bytes$/.exec(id)?.[1]
    if (!path) return undefined
    const text = JSON.stringify(readFileSync(path, 'base64'))
    return `export default new Uint8Array(Buffer.from(${text}, 'base64'))`
  },
}
