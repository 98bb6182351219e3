import { describe, expect, test } from 'vitest'
import { MOST_PICTURE_BYTES, readPictureHeader } from '../../../shared/workshop/picture-header.ts'
import { jpegFile, pngChunk, pngFile, pngRows, webpFile, withExif } from '../../support/picture-files.ts'

const SIZE = { width: 70, height: 50 }
const grey = (size: { width: number; height: number }, before: Buffer[] = []) =>
  pngFile({ ...size, depth: 8, colours: 0, rows: pngRows(1, [0]), before })

/** Why a file is refused. */
function troubleOf(file: Uint8Array | string): unknown {
  try {
    const bytes = typeof file === 'string' ? new Uint8Array(Buffer.from(file, 'latin1')) : file
    return readPictureHeader(bytes)
  } catch (fault) {
    return (fault as { details?: { errors?: { detail: string }[] } }).details?.errors?.[0]?.detail ?? fault
  }
}

/** A file with one byte changed. */
function changed(file: Uint8Array, at: number, value: number): Uint8Array {
  const other = new Uint8Array(file)
  other[at] = value
  return other
}

/** The place of a marker of a JPEG. */
const placeOf = (jpeg: Uint8Array, marker: number) => Buffer.from(jpeg).indexOf(Buffer.from([0xff, marker]))

describe('The header of a picture', () => {
  test('tells kind and size of a JPEG, baseline, progressive or with EXIF before it', async () => {
    const found = { format: 'jpeg', ...SIZE }
    expect(readPictureHeader(await jpegFile(SIZE))).toEqual(found)
    expect(readPictureHeader(await jpegFile(SIZE, undefined, true))).toEqual(found)
    expect(readPictureHeader(withExif(await jpegFile(SIZE), 6))).toEqual(found)
  })

  test('tells kind and size of a PNG, and of a WebP, lossy, lossless or with alpha', async () => {
    expect(readPictureHeader(grey(SIZE))).toEqual({ format: 'png', ...SIZE })
    const found = { format: 'webp', ...SIZE }
    expect(readPictureHeader(await webpFile(SIZE))).toEqual(found)
    expect(readPictureHeader(await webpFile(SIZE, undefined, true))).toEqual(found)
    expect(readPictureHeader(await webpFile(SIZE, (x) => [x, x, x, x]))).toEqual(found)
  })

  test.each([
    ['a GIF', 'GIF89a\x01\0\x01\0/*\0*/=1;alert(1)'],
    ['an SVG with a script', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['a page', '<!DOCTYPE html><p>\xff\xd8\xff'],
    ['a text', 'My picture'],
    ['one byte', '\xff'],
    ['a TIFF', 'II*\0\x08\0\0\0'],
  ])('of %s is none that we show', (_, text) => {
    expect(troubleOf(text)).toBe('picture-kind')
  })

  test('says apart that it is empty, too large, or of a kind that only phones read', () => {
    expect(troubleOf('')).toBe('picture-needed')
    expect(troubleOf(new Uint8Array(MOST_PICTURE_BYTES + 1))).toBe('picture-bytes')
    expect(troubleOf('\0\0\0\x18ftypheic\0\0\0\0mif1heic')).toBe('picture-heic')
  })

  test('tells of too many pixels without decoding one', async () => {
    expect(troubleOf(grey({ width: 4096, height: 4096 }))).toMatchObject({ width: 4096 })
    expect(troubleOf(grey({ width: 4097, height: 4096 }))).toBe('picture-pixels')
    expect(troubleOf(grey({ width: 2 ** 31, height: 2 ** 31 }))).toBe('picture-pixels')
    const jpeg = await jpegFile(SIZE)
    const frame = placeOf(jpeg, 0xc2)
    expect(troubleOf(changed(changed(jpeg, frame + 5, 0xff), frame + 7, 0xff))).toBe('picture-pixels')
  })

  test('tells of a picture that moves, or is made for print', async () => {
    expect(troubleOf(grey(SIZE, [pngChunk('acTL', Buffer.alloc(8))]))).toBe('picture-moves')
    const webp = await webpFile(SIZE, (x) => [x, x, x, x])
    expect(troubleOf(changed(webp, 20, 0x12))).toBe('picture-moves')
    const jpeg = await jpegFile(SIZE)
    expect(troubleOf(changed(jpeg, placeOf(jpeg, 0xc2) + 9, 4))).toBe('picture-print')
  })

  test('tells of no pixels, and of a file that was cut off at any place', async () => {
    expect(troubleOf(grey({ width: 0, height: 50 }))).toBe('picture-broken')
    const jpeg = withExif(await jpegFile(SIZE), 1)
    for (let length = 3; length < jpeg.length; length++)
      expect([length, troubleOf(jpeg.subarray(0, length))]).toEqual([length, 'picture-broken'])
    const webp = await webpFile(SIZE)
    for (let length = 12; length < webp.length; length++)
      expect([length, troubleOf(webp.subarray(0, length))]).toEqual([length, 'picture-broken'])
    expect(troubleOf(grey(SIZE).subarray(0, 30))).toBe('picture-broken')
  })
})
