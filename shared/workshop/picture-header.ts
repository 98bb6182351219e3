import { refuse } from '../access/refusal.ts'

/** A kind of file that is read as a picture. */
export type PictureFormat = 'jpeg' | 'png' | 'webp'

/** What the first bytes of a picture say of it: its kind, and its size in pixels as it is stored. */
export type PictureHeader = { format: PictureFormat; width: number; height: number }

/** Why a picture is refused; each is a message of its own beside the field. */
export type PictureTrouble =
  | 'picture-needed'
  | 'picture-bytes'
  | 'picture-kind'
  | 'picture-heic'
  | 'picture-moves'
  | 'picture-print'
  | 'picture-pixels'
  | 'picture-broken'

/** Bytes of an upload: with base64 and the other fields, what one call of Lambda takes (6 MB). */
export const MOST_PICTURE_BYTES = 4 * 1024 * 1024

/** Pixels of a picture: 64 MB while it is decoded; phones make 12 million. */
export const MOST_PICTURE_PIXELS = 4096 * 4096

/** Refuses a picture for a reason, at its field. */
export function refusePicture(detail: PictureTrouble): never {
  return refuse('invalid-input', { errors: [{ pointer: '/picture', detail }] })
}

/**
 * Reads the header of a picture by its bytes alone, whatever it is called, before anything of it is decoded. Refuses
 * other kinds, pictures that move or are made for print, too many pixels, and what is cut off.
 */
export function readPictureHeader(bytes: Uint8Array): PictureHeader {
  if (bytes.length === 0) refusePicture('picture-needed')
  if (bytes.length > MOST_PICTURE_BYTES) refusePicture('picture-bytes')
  const header = headerOf(bytes)
  const pixels = header.width * header.height
  if (pixels === 0) refusePicture('picture-broken')
  if (pixels > MOST_PICTURE_PIXELS) refusePicture('picture-pixels')
  return header
}

function headerOf(bytes: Uint8Array): PictureHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    if (startsWith(bytes, [0xff, 0xd8, 0xff])) return { format: 'jpeg', ...jpegSize(view) }
    if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))
      return { format: 'png', ...pngSize(view) }
    if (textAt(view, 0) === 'RIFF' && textAt(view, 8) === 'WEBP') return { format: 'webp', ...webpSize(view) }
    if (textAt(view, 4) === 'ftyp') refusePicture('picture-heic')
  } catch (fault) {
    // A view that ends too early says so with this.
    if (fault instanceof RangeError) refusePicture('picture-broken')
    throw fault
  }
  return refusePicture('picture-kind')
}

type Size = Omit<PictureHeader, 'format'>

const startsWith = (bytes: Uint8Array, signs: readonly number[]) =>
  signs.every((sign, at) => bytes[at] === sign)

const textAt = (view: DataView, at: number) =>
  at + 4 > view.byteLength ? '' : String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at, 4))

const MARKER = 0xff
const SCAN = 0xda
const END = 0xd9
// Markers of one frame: its coding (baseline, extended, progressive). Four components are the inks of print.
const FRAMES = [0xc0, 0xc1, 0xc2]
const INKS = 4

// Segment by segment, since EXIF may hold a whole picture of its own. One without an end was cut off.
function jpegSize(view: DataView): Size {
  let size: Size | undefined
  for (let at = 2; ; at += 2 + view.getUint16(at + 2)) {
    while (view.getUint8(at) === MARKER && view.getUint8(at + 1) === MARKER) at++
    const marker = view.getUint8(at + 1)
    if (view.getUint8(at) !== MARKER || marker === END) return refusePicture('picture-broken')
    if (FRAMES.includes(marker)) {
      if (view.getUint8(at + 9) === INKS) refusePicture('picture-print')
      size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    }
    if (marker !== SCAN) continue
    return size && hasEnd(view, at) ? size : refusePicture('picture-broken')
  }
}

function hasEnd(view: DataView, from: number): boolean {
  for (let at = view.byteLength - 2; at > from; at--)
    if (view.getUint8(at) === MARKER && view.getUint8(at + 1) === END) return true
  return false
}

// The header comes first, and the chunk of a moving picture before its pixels.
function pngSize(view: DataView): Size {
  if (textAt(view, 12) !== 'IHDR') refusePicture('picture-broken')
  for (let at = 8; textAt(view, at + 4) !== 'IDAT'; at += 12 + view.getUint32(at))
    if (textAt(view, at + 4) === 'acTL') refusePicture('picture-moves')
  return { width: view.getUint32(16), height: view.getUint32(20) }
}

const MOVES = 0x02
const LOW_14_BITS = 0x3fff

// Lossy, lossless, or extended: each has its size elsewhere.
function webpSize(view: DataView): Size {
  if (view.getUint32(4, true) + 8 > view.byteLength) refusePicture('picture-broken')
  const kind = textAt(view, 12)
  if (kind === 'VP8X') {
    if (view.getUint8(20) & MOVES) refusePicture('picture-moves')
    return { width: 1 + low24(view, 24), height: 1 + low24(view, 27) }
  }
  if (kind === 'VP8L') {
    const bits = view.getUint32(21, true)
    return { width: 1 + (bits & LOW_14_BITS), height: 1 + ((bits >>> 14) & LOW_14_BITS) }
  }
  if (kind !== 'VP8 ') refusePicture('picture-broken')
  return { width: view.getUint16(26, true) & LOW_14_BITS, height: view.getUint16(28, true) & LOW_14_BITS }
}

const low24 = (view: DataView, at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
