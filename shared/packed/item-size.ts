import { gunzipSync, gzipSync } from 'node:zlib'
import { refuse } from '../access/refusal.ts'

// An item has to stay under 100 KB, since each read or write pays for all of it. The rest is room for its names and its
// key.
const MOST_BYTES = 95_000

/** Whether something has room in one item. */
export function fitsInItem(value: object): boolean {
  return Buffer.byteLength(JSON.stringify(value)) <= MOST_BYTES
}

/** The thing itself, if it has room in one item; else refuses `too-large`. */
export function mustFitInItem<T extends object>(value: T): T {
  return fitsInItem(value) ? value : refuse('too-large')
}

/** Something that grows with a school, as few bytes. */
export function compressed(value: object): Uint8Array {
  return gzipSync(JSON.stringify(value))
}

/** Decompresses a value; one stored before compression is returned as it is. */
export function decompressed<T extends object>(kept: T | Uint8Array): T {
  return kept instanceof Uint8Array ? (JSON.parse(gunzipSync(kept).toString()) as T) : kept // put there by `compressed`
}

/** Whether compressed bytes have room in one item. */
export function bytesFitInItem({ byteLength }: Uint8Array): boolean {
  return byteLength <= MOST_BYTES
}
