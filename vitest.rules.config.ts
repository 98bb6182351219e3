import { defineConfig } from 'vitest/config'
import { wasmBytes } from './test/support/wasm-bytes.ts'

/** The rules' own tests alone, which mutation testing runs over and over: no engine, no browser. */
export default defineConfig({
  plugins: [wasmBytes],
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: { include: ['test/shared/**/*.test.ts'], exclude: ['**/*.integration.test.ts'] },
})
