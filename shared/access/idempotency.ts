import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'

/** A request under an idempotency key: the caller, the key, and exactly what was sent. */
export type KeyedRequest = { bearer: string; key: string; target: string; bytes: Uint8Array }

/** What a request is answered with, and whether the same request gets it again. */
export type KeyedAnswer = { content: string; isKept: boolean }

/** How long an answer is kept, and what a request remembers for its repeats. */
export const KEPT_SECONDS = 24 * 3600

/** How long a request may take before another one under its key takes over. */
export const RESERVED_SECONDS = 60

// An item is smaller than 100 KB; the report of an import of thousands of rows is not.
const PART_LETTERS = 90_000
const GZIP = 0x1f

/** The name of what is stored for a request, the same for all requests of a caller under one key. */
export function nameOf({ bearer, key }: KeyedRequest): string {
  return digest(bearer, Buffer.from(key))
}

/** The same for the same request, another for each other one. */
export function fingerprintOf({ target, bytes }: KeyedRequest): string {
  return digest(target, bytes)
}

/** The `Context.key` of a request: the same for its repeats while its reservation has this id. */
export function keyOf(request: KeyedRequest, id: string): string {
  return createHash('sha256').update(sealingKeyOf(request)).update(id).digest('base64url')
}

/** The name of what is remembered under a `Context.key`. */
export function nameOfKey(key: string): string {
  return digest('remembered', Buffer.from(key))
}

function digest(text: string, bytes: Uint8Array): string {
  return createHash('sha256').update(text).update('\0').update(bytes).digest('base64url')
}

/** The key that encrypts an answer, which may hold a secret (a link, an API key): only the caller can make it. */
export function sealingKeyOf({ bearer, key }: KeyedRequest): Buffer {
  return createHash('sha256').update(`idempotency\0${bearer}\0${key}`).digest()
}

/** The key that encrypts what is remembered under a `Context.key`. */
export function sealingKeyOfKey(key: string): Buffer {
  return createHash('sha256').update(`remembered\0${key}`).digest()
}

/** A text encrypted with a key that is stored nowhere, in parts that an item can hold. */
export function sealed(content: string, key: Buffer): [string, ...string[]] {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const bytes = Buffer.concat([cipher.update(gzipSync(content)), cipher.final()])
  const text = Buffer.concat([nonce, cipher.getAuthTag(), bytes]).toString('base64')
  const more = Array.from({ length: Math.ceil(text.length / PART_LETTERS) - 1 }, (_, part) =>
    text.slice((part + 1) * PART_LETTERS, (part + 2) * PART_LETTERS),
  )
  return [text.slice(0, PART_LETTERS), ...more]
}

/** Decrypts a text from its parts. */
export function opened(parts: readonly string[], key: Buffer): string {
  const bytes = Buffer.from(parts.join(''), 'base64')
  const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
  cipher.setAuthTag(bytes.subarray(12, 28))
  const content = Buffer.concat([cipher.update(bytes.subarray(28)), cipher.final()])
  // Answers from before a deployment may not be compressed.
  return (content[0] === GZIP ? gunzipSync(content) : content).toString()
}
