import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { hashOf } from '../../../shared/access/identifier.ts'
import { SHARE_PICTURE, SHARE_PICTURE_NAME, sharePicture } from '../../../web/components/share-picture.ts'

const bytes = Buffer.from(sharePicture())

function pixels(): Buffer {
  const start = bytes.indexOf('IDAT') + 4
  return inflateSync(bytes.subarray(start, start + bytes.readUInt32BE(start - 8)))
}

/** The colours of a row. */
function rowOf(number: number): Set<string> {
  const line = SHARE_PICTURE.width * 3 + 1
  const row = pixels().subarray(number * line + 1, (number + 1) * line)
  return new Set(
    Array.from({ length: SHARE_PICTURE.width }, (_, at) => row.toString('hex', at * 3, at * 3 + 3)),
  )
}

test('the picture of a shared link is a PNG of the size that all programs show whole, and small', () => {
  expect(bytes.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630])
  expect(bytes.length).toBeLessThan(20_000)
})

test('it shows seats that are taken, seats that are free, and the table', () => {
  expect([...rowOf(226)]).toEqual(expect.arrayContaining(['b5451b', 'ffffff', 'f6ebdd']))
  expect([...rowOf(335)]).toContain('e2ceb4')
})

test('another drawing has another name, since its address is cached forever', () => {
  expect([SHARE_PICTURE_NAME, hashOf(pixels())]).toMatchInlineSnapshot(`
    [
      "table-1.png",
      "KkCYzPZuCL4-rdfDqQ6-SVRRG091tQxxovRcQbX6lM8",
    ]
  `)
})
