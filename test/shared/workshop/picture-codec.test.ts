import wasm from '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm'
import decode, { init } from '@jsquash/jpeg/decode.js'
import { beforeAll, describe, expect, test } from 'vitest'
import { MOST_STORED_BYTES } from '../../../shared/workshop/picture.ts'
import { encodePicture } from '../../../shared/workshop/picture-codec.ts'
import { readPictureHeader } from '../../../shared/workshop/picture-header.ts'
import {
  jpegFile,
  NOISE,
  pngChunk,
  pngFile,
  pngRows,
  RED_BLUE,
  tellsPlace,
  webpFile,
  withExif,
} from '../../support/picture-files.ts'

beforeAll(() => (init as (module: WebAssembly.Module) => Promise<void>)(new WebAssembly.Module(wasm)))

const SIZE = { width: 80, height: 40 }

/** A picture as it is stored, and its colours at a share of its width and height, each rounded to 50. */
async function stored(file: Uint8Array, about: 'host' | 'workshop' = 'workshop') {
  const made = await encodePicture(file, readPictureHeader(file), about)
  const { data, width, height } = await decode(made.bytes.buffer)
  expect([width, height]).toEqual([made.width, made.height])
  const at = (across: number, down: number) => {
    const place = (Math.floor(down * height) * width + Math.floor(across * width)) * 4
    return [...data.slice(place, place + 3)].map((value) => Math.round(value / 50) * 50)
  }
  return { ...made, at }
}

const RED = [200, 0, 0]
const BLUE = [0, 0, 200]
const WHITE = [250, 250, 250]

describe('A picture that is stored', () => {
  test.each([
    ['a progressive JPEG', () => jpegFile(SIZE)],
    ['a baseline JPEG', () => jpegFile(SIZE, RED_BLUE(SIZE), true)],
    ['a WebP', () => webpFile(SIZE)],
    ['a lossless WebP', () => webpFile(SIZE, RED_BLUE(SIZE), true)],
  ])('shows what %s shows, and is a JPEG', async (_, fileOf) => {
    const { bytes, at, width, height } = await stored(await fileOf())
    expect([width, height]).toEqual([80, 40])
    expect([at(0.2, 0.5), at(0.8, 0.5)]).toEqual([RED, BLUE])
    expect(readPictureHeader(bytes)).toEqual({ format: 'jpeg', width: 80, height: 40 })
  })

  test('shows a PNG of 16 bits, of a palette and of greys, what is transparent on white', async () => {
    const deep = [...[0xdc, 0, 0x14, 0, 0x14, 0], ...[0x14, 0, 0x14, 0, 0xdc, 0]]
    const of16 = pngFile({ width: 2, height: 1, depth: 16, colours: 2, rows: pngRows(1, deep) })
    expect((await stored(of16)).width).toBe(2)
    const palette = pngChunk('PLTE', Buffer.from([220, 20, 20, 20, 20, 220]))
    const seeThrough = pngChunk('tRNS', Buffer.from([255, 0]))
    const pixels = Array.from({ length: 32 }, (_, x) => (x < 16 ? 0 : 1))
    const size = { width: 32, height: 16, depth: 8 }
    const indexed = { ...size, colours: 3, rows: pngRows(16, pixels) }
    const plain = await stored(pngFile({ ...indexed, before: [palette] }))
    expect([plain.at(0.2, 0.5), plain.at(0.8, 0.5)]).toEqual([RED, BLUE])
    const clear = await stored(pngFile({ ...indexed, before: [palette, seeThrough] }))
    expect([clear.at(0.2, 0.5), clear.at(0.8, 0.5)]).toEqual([RED, WHITE])
    const grey = pngFile({
      ...size,
      colours: 0,
      rows: pngRows(
        16,
        pixels.map(() => 250),
      ),
    })
    expect((await stored(grey)).at(0.5, 0.5)).toEqual(WHITE)
  })

  test('stands upright as its EXIF says, and holds nothing of it', async () => {
    const sideways = withExif(await jpegFile(SIZE), 6)
    expect(tellsPlace(sideways)).toBe(true)
    const { bytes, at, width, height } = await stored(sideways)
    expect([width, height]).toEqual([40, 80])
    expect([at(0.5, 0.2), at(0.5, 0.8)]).toEqual([RED, BLUE])
    expect(tellsPlace(bytes)).toBe(false)
    expect(Buffer.from(bytes).includes('Exif')).toBe(false)
    const upsideDown = await stored(withExif(await jpegFile(SIZE), 3))
    expect([upsideDown.at(0.2, 0.5), upsideDown.at(0.8, 0.5)]).toEqual([BLUE, RED])
  })

  test('holds nothing that hung behind it or was noted within it', async () => {
    const script = Buffer.from('<script>alert(1)</script>')
    const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, script.length + 2]), script])
    const jpeg = await jpegFile(SIZE)
    const polyglot = Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2), script])
    const { bytes, at } = await stored(new Uint8Array(polyglot))
    expect(at(0.2, 0.5)).toEqual(RED)
    expect(Buffer.from(bytes).includes('alert')).toBe(false)
  })

  test('fits its box and is never made larger', async () => {
    const wide = { width: 2000, height: 500 }
    const file = await jpegFile(wide)
    expect(await stored(file)).toMatchObject({ width: 1200, height: 300 })
    expect(await stored(file, 'host')).toMatchObject({ width: 480, height: 120 })
    const line = { width: 3000, height: 1 }
    expect(await stored(await jpegFile(line))).toMatchObject({ width: 1200, height: 1 })
  })

  test('has 60 KB at most, also of noise', async () => {
    const { bytes, width } = await stored(await jpegFile({ width: 640, height: 480 }, NOISE))
    expect(bytes.length).toBeLessThanOrEqual(MOST_STORED_BYTES)
    expect(width).toBeGreaterThan(300)
  }, 30_000)

  test('is none where the file behind a good header is broken', async () => {
    const broken = { code: 'invalid-input', details: { errors: [{ detail: 'picture-broken' }] } }
    const rows = pngRows(4, [1, 2, 3])
    const short = pngFile({ width: 400, height: 400, depth: 8, colours: 0, rows })
    const webp = await webpFile(SIZE)
    const jpeg = await jpegFile(SIZE)
    // Tables of Huffman codes that are none.
    const spoilt = new Uint8Array(jpeg).fill(
      0xee,
      Buffer.from(jpeg).indexOf(Buffer.from([0xff, 0xc4])) + 4,
      200,
    )
    for (const file of [short, new Uint8Array(webp).fill(0xee, 30), spoilt])
      await expect(stored(file)).rejects.toMatchObject(broken)
    expect((await stored(jpeg)).width).toBe(80)
  })
})
