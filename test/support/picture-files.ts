import { crc32, deflateSync } from 'node:zlib'
import jpegWasm from '@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm'
import encodeJpeg, { init as initJpeg } from '@jsquash/jpeg/encode.js'
import webpWasm from '@jsquash/webp/codec/enc/webp_enc_simd.wasm'
import encodeWebp, { init as initWebp } from '@jsquash/webp/encode.js'

type Size = { width: number; height: number }
/** The colour at a place: red, green, blue and, where there is one, alpha. */
type Paint = (x: number, y: number) => readonly number[]

/** The left half red, the right half blue: what is turned or mirrored shows. */
export const RED_BLUE = ({ width }: Size): Paint => {
  return (x) => (x < width / 2 ? [220, 20, 20] : [20, 20, 220])
}

/** Noise, which no encoder makes small; the same each time. */
export const NOISE: Paint = (x, y) =>
  [x * 73 + y * 151, x * y * 37, (x + 7) * (y + 3) * 91].map((n) => n % 256)

function imageOf({ width, height }: Size, paint: Paint): ImageData {
  const data = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [red = 0, green = 0, blue = 0, alpha = 255] = paint(x, y)
      data.set([red, green, blue, alpha], (y * width + x) * 4)
    }
  return { data, width, height } as ImageData
}

// As the packages' own `init` is; their types leave out the module.
type Init = (module: WebAssembly.Module) => Promise<unknown>

/** A JPEG, progressive unless it is asked to be baseline. */
export async function jpegFile(size: Size, paint: Paint = RED_BLUE(size), baseline = false) {
  await (initJpeg as Init)(new WebAssembly.Module(jpegWasm))
  return new Uint8Array(
    await encodeJpeg(imageOf(size, paint), { quality: 80, baseline, progressive: !baseline }),
  )
}

/** A WebP. */
export async function webpFile(size: Size, paint: Paint = RED_BLUE(size), lossless = false) {
  await (initWebp as Init)(new WebAssembly.Module(webpWasm))
  return new Uint8Array(await encodeWebp(imageOf(size, paint), lossless ? { lossless: 1 } : {}))
}

const GPS = 'N 45 37.52 W 122 40.49'

/** What a phone writes into a JPEG: that it was held sideways (the EXIF orientation), and where it was taken. */
export function withExif(jpeg: Uint8Array, orientation: number): Uint8Array<ArrayBuffer> {
  const entry = (tag: number, type: number, count: number, value: Buffer) => {
    const head = Buffer.alloc(8)
    head.writeUInt16BE(tag)
    head.writeUInt16BE(type, 2)
    head.writeUInt32BE(count, 4)
    return Buffer.concat([head, value])
  }
  const turned = Buffer.from([0, orientation, 0, 0])
  const text = Buffer.from(`${GPS}\0`)
  const at = Buffer.alloc(4)
  at.writeUInt32BE(8 + 2 + 2 * 12 + 4)
  const directory = [Buffer.from([0, 2]), entry(0x0112, 3, 1, turned), entry(0x010e, 2, text.length, at)]
  const tiff = [Buffer.from('MM\0*\0\0\0\u0008', 'latin1'), ...directory, Buffer.alloc(4), text]
  const body = Buffer.concat([Buffer.from('Exif\0\0'), ...tiff])
  const segment = Buffer.from([0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 0xff])
  return new Uint8Array(Buffer.concat([jpeg.subarray(0, 2), segment, body, jpeg.subarray(2)]))
}

/** Whether the place where a picture was taken is in a file. */
export const tellsPlace = (file: Uint8Array) => Buffer.from(file).includes(GPS)

type Png = Size & { depth: number; colours: number; rows: Buffer; before?: readonly Buffer[] }

/** A chunk of a PNG. */
export function pngChunk(type: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

/** A PNG of a bit depth and a kind of colours, with rows as the format has them and chunks before its pixels. */
export function pngFile({ width, height, depth, colours, rows, before = [] }: Png): Uint8Array<ArrayBuffer> {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  header.set([depth, colours], 8)
  const chunks = [pngChunk('IHDR', header), ...before, pngChunk('IDAT', deflateSync(rows))]
  return new Uint8Array(
    Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks, pngChunk('IEND', Buffer.alloc(0))]),
  )
}

/** Rows of a PNG, each of the same bytes, unfiltered. */
export const pngRows = (height: number, row: readonly number[]) =>
  Buffer.concat(Array.from({ length: height }, () => Buffer.from([0, ...row])))

/** The smallest picture there is: a grey pixel. */
export const GREY_PNG = pngFile({ width: 1, height: 1, depth: 8, colours: 0, rows: pngRows(1, [128]) })
