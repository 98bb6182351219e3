import { setImmediate as others } from 'node:timers/promises'
import { MOST_STORED_BYTES, PICTURE_BOXES, type Pictured, sizeWithin } from './picture.ts'
import { type PictureFormat, type PictureHeader, refusePicture } from './picture-header.ts'

/** Pixels in rows from the top, four bytes each: red, green, blue, alpha. */
type Pixels = { data: Uint8ClampedArray<ArrayBuffer>; width: number; height: number }

/** A picture as it is stored: a JPEG without metadata. */
export type StoredPicture = { bytes: Uint8Array<ArrayBuffer>; width: number; height: number }

/**
 * Makes the picture that is stored: decoded, turned upright, on white, made smaller and re-encoded, so that nothing of
 * the file passes but its pixels. Its header must have been read before. Refuses what cannot be decoded.
 */
export async function encodePicture(
  bytes: Uint8Array,
  { format }: PictureHeader,
  about: Pictured,
): Promise<StoredPicture> {
  const pixels = onWhite(await decoded(bytes, format))
  await others() // each step takes up to half a second, and a server has other readers
  return encoded(pixels, sizeWithin(pixels, PICTURE_BOXES[about]))
}

async function decoded(bytes: Uint8Array, format: PictureFormat): Promise<Pixels> {
  const decode = await DECODERS[format]()
  // Each decoder throws what it likes, numbers too, at bytes that it cannot read.
  const pixels = await decode(new Uint8Array(bytes).buffer).catch(() => refusePicture('picture-broken'))
  return pixels
}

type Decode = (file: ArrayBuffer) => Promise<Pixels>

// What a decoder prints of a damaged file is of no use to anybody.
const silent = { print: () => undefined, printErr: () => undefined }

// A new instance for each JPEG and WebP, as the memory of WebAssembly only grows. JPEGs are turned as their EXIF says.
const DECODERS: Record<PictureFormat, () => Promise<Decode>> = {
  jpeg: async () => {
    const [{ default: decode, init }, { default: wasm }] = await Promise.all([
      import('@jsquash/jpeg/decode.js'),
      import('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm'),
    ])
    await (init as Init)(new WebAssembly.Module(wasm), silent)
    return (file) => decode(file, { preserveOrientation: true }) as Promise<Pixels>
  },
  png: async () => {
    const [{ decode, init }, wasm] = await Promise.all([
      import('@jsquash/png/decode.js'),
      import('@jsquash/png/codec/pkg/squoosh_png_bg.wasm'),
    ])
    await init(bytesIn(wasm))
    return (file) => decode(file) as Promise<Pixels>
  },
  webp: async () => {
    const [{ default: decode, init }, { default: wasm }] = await Promise.all([
      import('@jsquash/webp/decode.js'),
      import('@jsquash/webp/codec/dec/webp_dec.wasm'),
    ])
    await (init as Init)(new WebAssembly.Module(wasm), silent)
    return (file) => decode(file) as Promise<Pixels>
  },
}

// As the packages' own `init` is; their types leave out the module.
type Init = (module: WebAssembly.Module, options: typeof silent) => Promise<void>

// Two packages declare the exports of the instance instead, which a bundle does not have.
const bytesIn = (wasm: object) => (wasm as { default: Uint8Array<ArrayBuffer> }).default

const WHITE = 255

/** JPEG has no transparency: what is seen through becomes white. */
function onWhite(pixels: Pixels): Pixels {
  const { data } = pixels
  for (let at = 3; at < data.length; at += 4) {
    const alpha = data[at] ?? WHITE
    if (alpha === WHITE) continue
    for (let colour = at - 3; colour < at; colour++)
      data[colour] = WHITE + (((data[colour] ?? 0) - WHITE) * alpha) / WHITE
    data[at] = WHITE
  }
  return pixels
}

const QUALITIES = [75, 55]
// A picture of noise alone ends after three; each round leaves a tenth as reserve.
const MOST_ROUNDS = 8
const RESERVE = 0.9

async function encoded(pixels: Pixels, first: { width: number; height: number }): Promise<StoredPicture> {
  const encode = await encoder()
  let size = first
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const small = await resized(pixels, size)
    let bytes = new Uint8Array(0)
    for (const quality of QUALITIES) {
      await others()
      bytes = new Uint8Array(await encode(small as ImageData, { quality }))
      if (bytes.length <= MOST_STORED_BYTES) return { bytes, ...size }
    }
    const scale = RESERVE * Math.sqrt(MOST_STORED_BYTES / bytes.length)
    size = sizeWithin(pixels, { width: size.width * scale, height: size.height * scale })
  }
  return refusePicture('picture-broken')
}

async function encoder() {
  const [{ default: encode, init }, { default: wasm }] = await Promise.all([
    import('@jsquash/jpeg/encode.js'),
    import('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm'),
  ])
  await (init as Init)(new WebAssembly.Module(wasm), silent)
  return encode
}

const CATMULL_ROM = 1

async function resized(
  pixels: Pixels,
  { width, height }: { width: number; height: number },
): Promise<Pixels> {
  const [{ initSync, resize }, wasm] = await Promise.all([
    import('@jsquash/resize/lib/resize/pkg/squoosh_resize.js'),
    import('@jsquash/resize/lib/resize/pkg/squoosh_resize_bg.wasm'),
  ])
  initSync(bytesIn(wasm))
  const all = new Uint8Array(pixels.data.buffer)
  const data = resize(all, pixels.width, pixels.height, width, height, CATMULL_ROM, false, false)
  return { data: new Uint8ClampedArray(data), width, height }
}
