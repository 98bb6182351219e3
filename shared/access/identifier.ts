import { createHash, randomBytes } from 'node:crypto'

// Crockford's base 32: no I, L, O or U, so that an id survives being read aloud.
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const LENGTH = 12

/** A fresh random id: 12 signs of base 32, 60 bits. */
export function newId(): string {
  return randomText(LENGTH)
}

/** That many random signs of Crockford's base 32, 5 bits each. */
export function randomText(length: number): string {
  return Array.from(randomBytes(length), (byte) => ALPHABET[byte % 32]).join('')
}

/**
 * A fresh id that carries its school (`school-local`): the keys of a workshop, session or proposal
 * hold the school without a read, and one of another school cannot be reached by any key.
 */
export function newIdWithin(school: string): string {
  return `${school}-${newId()}`
}

/** The school that an id made by `newIdWithin` carries; an empty text where it carries none. */
export function schoolOf(id: string): string {
  const dash = id.indexOf('-')
  return dash < 0 ? '' : id.slice(0, dash)
}

/** A fresh secret for a link or key: 192 bits as 32 signs that stand in an address as they are. */
export function newSecret(): string {
  return randomBytes(24).toString('base64url')
}

/** What is stored instead of a secret: its SHA-256. Secrets of 128 bits and more need no salt. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
