import { gunzipSync, gzipSync } from 'fflate'

// No item is larger than 100 KB, its keys and names included.
const PART_BYTES = 95_000

/** A file as it waits in a table: compressed, in parts that each fit an item. */
export function pack(bytes: Uint8Array): Uint8Array[] {
  const packed = gzipSync(bytes)
  const count = Math.max(1, Math.ceil(packed.length / PART_BYTES))
  return Array.from({ length: count }, (_, place) =>
    packed.subarray(place * PART_BYTES, (place + 1) * PART_BYTES),
  )
}

/** The file that was packed. */
export function unpack(parts: readonly Uint8Array[]): Uint8Array {
  return gunzipSync(Buffer.concat(parts))
}

/** What kind of file these bytes are, whatever the browser calls it: a zip begins with `PK`, all else is CSV. */
export function mediaTypeOf(bytes: Uint8Array): 'application/zip' | 'text/csv' {
  return bytes[0] === 0x50 && bytes[1] === 0x4b ? 'application/zip' : 'text/csv'
}
