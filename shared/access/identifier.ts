import { createHash, randomBytes } from 'node:crypto'

// Crockford's base 32: no I, L, O or U, so that an id can be read aloud.
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const LENGTH = 12
const SHORT_LENGTH = 4

/** A new random id: 12 characters of base 32, 60 bits. */
export function newId(): string {
  return randomText(LENGTH)
}

/**
 * The id of what a request makes, or of a `part` of it: derived from the request's key where it has one, so that a request
 * that is sent twice makes one thing; else a new one.
 */
export function idFor({ key }: { key?: string }, part?: string): string {
  if (key === undefined) return newId()
  const bytes = createHash('sha256')
    .update(`id ${key}${part === undefined ? '' : ` ${part}`}`)
    .digest()
  return inBase32(bytes.subarray(0, LENGTH))
}

/** Ids for the parts of what a request makes, in the order in which they are asked for; see `idFor`. */
export function idsFor(request: { key?: string }): () => string {
  let part = 0
  return () => idFor(request, String(part++))
}

/** The last characters of an id of `newId`, enough to tell a few people apart; other ids stay whole. */
export function shortOf(id: string): string {
  return id.length === LENGTH ? id.slice(-SHORT_LENGTH) : id
}

/** Random characters of Crockford's base 32, 5 bits each. */
export function randomText(length: number): string {
  return inBase32(randomBytes(length))
}

/** Characters of the same kind, 5 bits each, always the same for a secret; whoever knows them does not know the secret. */
export function textOf(secret: string, length: number): string {
  return inBase32(createHash('sha256').update(`text ${secret}`).digest().subarray(0, length))
}

function inBase32(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => ALPHABET[byte % 32]).join('')
}

/**
 * A new id that contains its school (`school-local`): the keys of a workshop, session or proposal are built without a
 * read, and no key can reach an item of another school.
 */
export function newIdWithin(school: string): string {
  return `${school}-${newId()}`
}

/** The same of what a request makes, see `idFor`. */
export function idWithin(school: string, request: { key?: string }): string {
  return `${school}-${idFor(request)}`
}

/** The school in an id from `newIdWithin`; an empty string where there is none. */
export function schoolOf(id: string): string {
  const dash = id.indexOf('-')
  return dash < 0 ? '' : id.slice(0, dash)
}

/** A new secret for a link or key: 192 bits as 32 URL-safe characters. */
export function newSecret(): string {
  return randomBytes(24).toString('base64url')
}

/** The same for a link in a text, where each character costs: 128 bits as 22 URL-safe characters. */
export function newShortSecret(): string {
  return randomBytes(16).toString('base64url')
}

/** The secret of what a request makes, see `idFor`. The key of a request is stored nowhere, so that nobody else derives it. */
export function secretFor({ key }: { key?: string }, part = ''): string {
  if (key === undefined) return newSecret()
  return createHash('sha256').update(`secret ${key} ${part}`).digest().subarray(0, 24).toString('base64url')
}

/** The SHA-256 of a secret, stored in its place. Secrets of 128 bits and more need no salt. */
export function hashOf(secret: string | Uint8Array): string {
  return createHash('sha256').update(secret).digest('base64url')
}
