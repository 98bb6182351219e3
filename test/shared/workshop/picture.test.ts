import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Picture, PictureInput, shownPictures, sizeWithin } from '../../../shared/workshop/picture.ts'

test('A picture within a box keeps its shape, is never larger than it is, and never nothing', () => {
  expect(sizeWithin({ width: 4000, height: 3000 }, { width: 1200, height: 900 })).toEqual({
    width: 1200,
    height: 900,
  })
  expect(sizeWithin({ width: 3000, height: 4000 }, { width: 1200, height: 900 })).toEqual({
    width: 675,
    height: 900,
  })
  const length = fc.integer({ min: 1, max: 65_535 })
  const size = fc.record({ width: length, height: length })
  fc.assert(
    fc.property(size, size, (picture, box) => {
      const { width, height } = sizeWithin(picture, box)
      expect(width >= 1 && width <= Math.min(picture.width, box.width)).toBe(true)
      expect(height >= 1 && height <= Math.min(picture.height, box.height)).toBe(true)
    }),
  )
})

test('Only pictures of the family that leads a workshop are shown', () => {
  const pictures = [{ family: 'linh' }, { family: 'rosa' }] as Picture[]
  expect(shownPictures(pictures, 'linh')).toEqual([{ family: 'linh' }])
  expect(shownPictures(pictures, undefined)).toEqual([])
})

test('Words for those who do not see a picture are seen themselves, and 120 signs at most', () => {
  expect(PictureInput.parse({ alt: ' Linh reads ', shown: true })).toEqual({ alt: 'Linh reads', shown: true })
  expect(PictureInput.parse({})).toEqual({ shown: false })
  expect(PictureInput.safeParse({ alt: '\u200b' }).success).toBe(false)
  expect(PictureInput.safeParse({ alt: 'a'.repeat(121) }).success).toBe(false)
})
