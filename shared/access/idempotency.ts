import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'

/** A request under an idempotency key: the caller, the key, and exactly what was sent. */
export type KeyedRequest = { bearer: string; key: string; target: string; bytes: Uint8Array }

/** What a request is answered with, and whether the same request gets it again. */
export type KeyedAnswer = { content: string; isKept: boolean }

/**
 * What a repeat of a request has in common with its first attempt: an id for what it makes, and what was read before it
 * was changed. Without a key every call is a first attempt.
 */
export type Repeatable = { id: string; remember: <T>(read: () => Promise<T>) => Promise<T> }

/** How long an answer is kept. */
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

function digest(text: string, bytes: Uint8Array): string {
  return createHash('sha256').update(text).update('\0').update(bytes).digest('base64url')
}

// An answer may hold a secret (a link, an API key), so only the caller can open what is stored of it.
function sealingKey({ bearer, key }: KeyedRequest): Buffer {
  return createHash('sha256').update(`idempotency\0${bearer}\0${key}`).digest()
}

/** An answer encrypted with a key that is stored nowhere, in parts that an item can hold. */
export function sealedAnswer(content: string, request: KeyedRequest): [string, ...string[]] {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', sealingKey(request), nonce)
  const sealed = Buffer.concat([cipher.update(gzipSync(content)), cipher.final()])
  const text = Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')
  const more = Array.from({ length: Math.ceil(text.length / PART_LETTERS) - 1 }, (_, part) =>
    text.slice((part + 1) * PART_LETTERS, (part + 2) * PART_LETTERS),
  )
  return [text.slice(0, PART_LETTERS), ...more]
}

/** Decrypts an answer from its parts. */
export function openedAnswer(parts: readonly string[], request: KeyedRequest): string {
  const bytes = Buffer.from(parts.join(''), 'base64')
  const cipher = createDecipheriv('aes-256-gcm', sealingKey(request), bytes.subarray(0, 12))
  cipher.setAuthTag(bytes.subarray(12, 28))
  const opened = Buffer.concat([cipher.update(bytes.subarray(28)), cipher.final()])
  // Answers from before a deployment may not be compressed.
  return (opened[0] === GZIP ? gunzipSync(opened) : opened).toString()
}
