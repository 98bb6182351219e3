import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mediaTypeOf, pack, unpack } from '../../../shared/roster/upload.ts'

test('a file is restored from its parts, each small enough for an item', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
      expect(unpack(pack(bytes))).toEqual(bytes)
    }),
  )
  const noise = new Uint8Array(1_000_000)
  for (let at = 0; at < noise.length; at += 65_536) crypto.getRandomValues(noise.subarray(at, at + 65_536))
  const parts = pack(noise)
  expect(parts).toHaveLength(11)
  expect(Math.max(...parts.map(({ length }) => length))).toBeLessThan(100_000)
  expect(Buffer.compare(unpack(parts), noise)).toBe(0)
})

test('a zip is recognized by its first bytes', () => {
  expect(mediaTypeOf(new TextEncoder().encode('PK\u0003\u0004'))).toBe('application/zip')
  expect(mediaTypeOf(new TextEncoder().encode('family_id,name'))).toBe('text/csv')
  expect(mediaTypeOf(new Uint8Array())).toBe('text/csv')
})
