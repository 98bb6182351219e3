import fc from 'fast-check'
import { expect, test } from 'vitest'
import { segmentsOf } from '../../../shared/message/segment.ts'

test.each([
  ['', 'GSM-7', 0],
  ['a'.repeat(160), 'GSM-7', 1],
  ['a'.repeat(161), 'GSM-7', 2],
  ['a'.repeat(306), 'GSM-7', 2],
  ['a'.repeat(307), 'GSM-7', 3],
  // é, ñ and ü are of the alphabet; á, í, ó, ú and ç are not.
  ['é ñ ü à'.padEnd(160, 'a'), 'GSM-7', 1],
  ...['á', 'í', 'ó', 'ú', 'ç'].map((sign) => [sign.padEnd(71, 'a'), 'UCS-2', 2] as const),
  ['ñ'.padEnd(70, 'á'), 'UCS-2', 1],
  ['á'.repeat(134), 'UCS-2', 2],
  ['á'.repeat(135), 'UCS-2', 3],
  ['€'.repeat(80), 'GSM-7', 1],
  ['€'.repeat(81), 'GSM-7', 2],
  // 76 of them fit into 153 places: none is parted.
  ['€'.repeat(153), 'GSM-7', 3],
  ['😀'.repeat(35), 'UCS-2', 1],
  ['😀'.repeat(67), 'UCS-2', 3],
] as const)('%j is written in %s and takes %i segments', (text, alphabet, segments) => {
  expect(segmentsOf(text)).toMatchObject({ alphabet, segments })
})

test('a longer text never takes fewer segments', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.string({ unit: 'grapheme' }),
      (one, more) => {
        expect(segmentsOf(one + more).segments).toBeGreaterThanOrEqual(segmentsOf(one).segments)
      },
    ),
  )
})
