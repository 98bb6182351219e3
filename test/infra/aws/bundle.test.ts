import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { bundleOf } from '../../../infra/aws/bundle.ts'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

/** The bytes that each may have: those of the day this was set, and a tenth. `node infra/aws/weight.ts` says what of. */
const MOST_BYTES = { web: 1_302_000, api: 1_213_000 }

describe.each(Object.entries(MOST_BYTES))('The bundle of %s', (name, most) => {
  const { files, weights } = bundleOf(name)
  const text = (file: string) => new TextDecoder().decode(files.get(file))

  test('is no heavier than its budget', () => {
    expect(files.get('handler.mjs')?.length).toBeLessThan(most)
    expect(weights.get('@aws-sdk/client-dynamodb')).toBeGreaterThan(10_000)
  })

  test('is one module with a map, and says nothing of the machine that made it', () => {
    expect([...files.keys()].sort()).toEqual(['handler.mjs', 'handler.mjs.map'])
    for (const file of files.keys()) expect(text(file).includes(ROOT), file).toBe(false)
    expect(JSON.parse(text('handler.mjs.map')).sources).toContain(`../functions/${name}/handler.ts`)
  })
})
