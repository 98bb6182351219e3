import { gunzipSync, gzipSync } from 'node:zlib'

// No item exceeds 100 KB, its keys and attribute names included.
const PART_BYTES = 95_000

/** Compresses a file and splits it into parts that each fit in an item. */
export function pack(bytes: Uint8Array): Uint8Array[] {
  const packed = gzipSync(bytes)
  const count = Math.max(1, Math.ceil(packed.length / PART_BYTES))
  return Array.from({ length: count }, (_, part) =>
    packed.subarray(part * PART_BYTES, (part + 1) * PART_BYTES),
  )
}

/** Restores a packed file. */
export function unpack(parts: readonly Uint8Array[]): Uint8Array {
  const { buffer, byteOffset, byteLength } = gunzipSync(Buffer.concat(parts))
  return new Uint8Array(buffer, byteOffset, byteLength)
}

/** The media type by content, whatever the browser sent: a zip starts with `PK`, anything else is CSV. */
export function mediaTypeOf(bytes: Uint8Array): 'application/zip' | 'text/csv' {
  return bytes[0] === 0x50 && bytes[1] === 0x4b ? 'application/zip' : 'text/csv'
}
