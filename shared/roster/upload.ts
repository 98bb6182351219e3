import { gunzipSync, gzipSync } from 'fflate'

/** A roster file as it waits between its preview and its import: compressed, in parts that each fit an item. */
export type Upload = { id: string; mediaType: string; parts: Uint8Array[] }

// An item holds 400 KB at most, its keys and names included.
const PART_BYTES = 350_000

/** The file in parts. */
export function pack(id: string, { bytes, mediaType }: { bytes: Uint8Array; mediaType: string }): Upload {
  const packed = gzipSync(bytes)
  const count = Math.max(1, Math.ceil(packed.length / PART_BYTES))
  const parts = Array.from({ length: count }, (_, place) =>
    packed.subarray(place * PART_BYTES, (place + 1) * PART_BYTES),
  )
  return { id, mediaType, parts }
}

/** The file that was packed. */
export function unpack({ mediaType, parts }: Upload): { bytes: Uint8Array; mediaType: string } {
  return { bytes: gunzipSync(Buffer.concat(parts)), mediaType }
}

/** What kind of file these bytes are, whatever the browser calls it: a zip begins with `PK`, all else is CSV. */
export function mediaTypeOf(bytes: Uint8Array): 'application/zip' | 'text/csv' {
  return bytes[0] === 0x50 && bytes[1] === 0x4b ? 'application/zip' : 'text/csv'
}
