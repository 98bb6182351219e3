import { inflateSync } from 'node:zlib'
import { encode } from 'uqr'
import { expect, test } from 'vitest'
import { codePicture } from '../../../web/components/code-picture.ts'

const ADDRESS = 'https://convite.example.org/w/q8h2m4x1c7b3-9k5d7f2w6v1p?l=es'

test('the picture of a code is a small PNG that shows each module of it, with a margin of four', () => {
  const bytes = Buffer.from(codePicture(ADDRESS))
  const { size, data } = encode(ADDRESS, { border: 4, ecc: 'M' })
  expect(bytes.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
  const side = bytes.readUInt32BE(16)
  expect([side, bytes.readUInt32BE(20)]).toEqual([size * 24, size * 24])
  expect(bytes.length).toBeLessThan(10_000)
  const start = bytes.indexOf('IDAT') + 4
  const rows = inflateSync(bytes.subarray(start, start + bytes.readUInt32BE(start - 8)))
  const line = side / 8 + 1
  // The pixel in the middle of each module.
  const read = data.map((modules, y) =>
    modules.map((_, x) => rows[(y * 24 + 12) * line + 1 + x * 3 + 1] === 0),
  )
  expect(read).toEqual(data)
})
