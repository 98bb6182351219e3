import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { bundleOf } from '../../../infra/aws/bundle.ts'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

/** The bytes that each may load before its first answer: those of the day this was set, and a tenth at the most. */
const MOST_BYTES = {
  web: 570_000,
  api: 620_000,
  importer: 560_000,
  tally: 390_000,
  projector: 408_000,
  scheduler: 408_000,
  sender: 650_000,
}

// What one request in many needs comes with that request.
const LATER = [
  'libphonenumber-js',
  'csv-parse',
  'fflate',
  'uqr',
  'qr',
  'ical.js',
  'timezones-ical-library',
  'aws-xray-sdk-core',
  '@aws-sdk/client-s3',
  'date-holidays',
  'intl-messageformat',
]
// Who only imports, or only writes messages, needs these with its first job.
const AT_ONCE: Record<string, readonly string[]> = {
  importer: ['csv-parse', 'fflate'],
  sender: ['intl-messageformat'],
}

describe.each(Object.entries(MOST_BYTES))('The bundle of %s', (name, most) => {
  const { files, weights, startBytes } = bundleOf(name)
  const text = (file: string) => new TextDecoder().decode(files.get(file))

  test('loads no more at its start than its budget, and no package that few requests need', () => {
    expect(startBytes).toBeLessThan(most)
    expect(weights.get('@aws-sdk/client-dynamodb')).toBeGreaterThan(10_000)
    const later = LATER.filter((source) => !AT_ONCE[name]?.includes(source))
    for (const source of later) expect([source, weights.get(source)]).toEqual([source, undefined])
  })

  test('is modules with their source maps, without paths of the machine that built it', () => {
    const modules = [...files.keys()].filter((file) => file.endsWith('.mjs'))
    expect(modules).toContain('handler.mjs')
    expect([...files.keys()].sort()).toEqual(modules.flatMap((file) => [file, `${file}.map`]).sort())
    for (const file of files.keys()) expect(text(file).includes(ROOT), file).toBe(false)
    expect(JSON.parse(text('handler.mjs.map')).sources).toContain(`../functions/${name}/handler.ts`)
  })
})
