import { encode } from 'uqr'
import { pngOf } from './png.ts'

// Four of white on each side, as the standard asks.
const MARGIN = 4
// Sharp on a poster: a code of the public page becomes about a thousand pixels wide.
const PIXELS_A_MODULE = 24

/** An address as a QR code in black on white: a PNG to put into a newsletter, a slide or a sign. */
export function codePicture(address: string): Uint8Array<ArrayBuffer> {
  const { size, data } = encode(address, { border: MARGIN, ecc: 'M' })
  const side = size * PIXELS_A_MODULE
  // A module is 24 pixels of one bit: three bytes.
  const bytes = PIXELS_A_MODULE / 8
  const rows = data.flatMap((modules) => {
    const row = modules.flatMap((isDark) => new Array<number>(bytes).fill(isDark ? 0 : 0xff))
    return new Array<number[]>(PIXELS_A_MODULE).fill(row)
  })
  return pngOf({ width: side, height: side, depth: 1, channels: 1 }, Uint8Array.from(rows.flat()))
}
