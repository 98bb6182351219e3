import { hashOf, newSecret, randomText } from '../access/identifier.ts'

const CODE_LENGTH = 10
const CODE_PREFIX = 'code '

/** A new personal link: the token for its URL, a short code for paper, and the hashes to store. */
export type GeneratedLink = { token: string; code: string; tokenHash: string; codeHash: string }

/** Generates a link of 192 bits and a code of ten characters (50 bits) in two groups of five. */
export function generateLink(): GeneratedLink {
  const token = newSecret()
  const code = randomText(CODE_LENGTH).toUpperCase()
  return {
    token,
    code: `${code.slice(0, 5)}-${code.slice(5)}`,
    tokenHash: hashOf(token),
    codeHash: hashOf(codeSecret(code)),
  }
}

/** Normalizes a typed code for hashing: no case, spaces or dashes, O read as 0, I and L as 1. */
export function codeSecret(typed: string): string {
  const plain = typed
    .toLowerCase()
    .replace(/[^0-9a-z]/g, '')
    .replaceAll('o', '0')
    .replace(/[il]/g, '1')
  return `${CODE_PREFIX}${plain}`
}

/** Whether a secret is a normalized code; no token is. */
export function isCodeSecret(secret: string): boolean {
  return secret.startsWith(CODE_PREFIX)
}
