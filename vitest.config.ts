import { defineConfig } from 'vitest/config'
import { browserScripts } from './test/support/browser-scripts.ts'
import { wasmBytes } from './test/support/wasm-bytes.ts'

/**
 * Four suites: rules (no I/O), integration (a real DynamoDB engine), journeys (people in a real browser), faults
 * (what is killed, full, slow or late).
 */
export default defineConfig({
  plugins: [wasmBytes, browserScripts],
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    // What a page or a worker does in its own time takes longer on a busy machine than the second that is the default.
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'rules',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/**/*.integration.test.*', 'test/journeys/**', 'test/faults/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/**/*.integration.test.ts'],
          exclude: ['test/journeys/**'],
          globalSetup: 'test/support/engine.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['test/journeys/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          include: ['test/faults/*.test.ts'],
          globalSetup: 'test/support/engine.ts',
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
