import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  bytesFitInItem,
  compressed,
  decompressed,
  fitsInItem,
  mustFitInItem,
} from '../../../shared/packed/item-size.ts'

test('what fits into an item of 100 KB is kept, and what does not is refused', () => {
  const small = { text: 'a'.repeat(90_000) }
  expect(mustFitInItem(small)).toBe(small)
  // Three bytes a letter.
  const large = { text: '学'.repeat(33_000) }
  expect(fitsInItem(large)).toBe(false)
  expect(() => mustFitInItem(large)).toThrow(expect.objectContaining({ code: 'too-large' }))
})

test('what was compressed comes out as it went in, and so does what was kept before', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.array(fc.string())), (value) => {
      const given = JSON.parse(JSON.stringify(value))
      expect(decompressed(compressed(given))).toEqual(given)
      expect(decompressed(given)).toBe(given)
    }),
  )
  expect(bytesFitInItem(compressed({ text: 'a'.repeat(1_000_000) }))).toBe(true)
})
