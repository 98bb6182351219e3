import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesHaveRoom, hasRoom, squeezed, unsqueezed, withRoom } from '../../../shared/access/room.ts'

test('what fits into an item of 100 KB is kept, and what does not is refused', () => {
  const small = { text: 'a'.repeat(90_000) }
  expect(withRoom(small)).toBe(small)
  // Three bytes a letter.
  const large = { text: '学'.repeat(33_000) }
  expect(hasRoom(large)).toBe(false)
  expect(() => withRoom(large)).toThrow(expect.objectContaining({ code: 'too-large' }))
})

test('what was squeezed comes out as it went in, and so does what was kept before', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.array(fc.string())), (value) => {
      const given = JSON.parse(JSON.stringify(value))
      expect(unsqueezed(squeezed(given))).toEqual(given)
      expect(unsqueezed(given)).toBe(given)
    }),
  )
  expect(bytesHaveRoom(squeezed({ text: 'a'.repeat(1_000_000) }))).toBe(true)
})
