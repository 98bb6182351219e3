import { crc32, deflateSync } from 'node:zlib'

/** The size in pixels, and how many bits a row has for each of its channels: red, green and blue, or grey alone. */
export type PngHead = { width: number; height: number; depth: 1 | 8; channels: 1 | 3 }

const COLOUR_TYPES = { 1: 0, 3: 2 } as const

function chunk(name: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(name), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

/** A PNG (ISO/IEC 15948) of rows that follow one another; each begins in the file with its filter, of which 0 is none. */
export function pngOf(
  { width, height, depth, channels }: PngHead,
  pixels: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([depth, COLOUR_TYPES[channels], 0, 0, 0], 8)
  const line = Math.ceil((width * channels * depth) / 8)
  const rows = Buffer.alloc((line + 1) * height)
  for (let row = 0; row < height; row++)
    rows.set(pixels.subarray(row * line, (row + 1) * line), row * (line + 1) + 1)
  return new Uint8Array([
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ...chunk('IHDR', header),
    ...chunk('IDAT', deflateSync(rows, { level: 9 })),
    ...chunk('IEND', Buffer.alloc(0)),
  ])
}
