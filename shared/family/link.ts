import { hashOf, textOf } from '../access/identifier.ts'
import type { Family } from './family.ts'

const CODE_LENGTH = 10
const CODE_PREFIX = 'code '

/** A personal link: the token for its URL, a short code for paper, and the hashes to store. */
export type Link = { token: string; code: string; tokenHash: string; codeHash: string }

/** A link with a token of 192 bits, and a code of ten characters (50 bits) in two groups of five, which reveals no token. */
export function linkOf(token: string): Link {
  const code = textOf(token, CODE_LENGTH).toUpperCase()
  return {
    token,
    code: `${code.slice(0, 5)}-${code.slice(5)}`,
    tokenHash: hashOf(token),
    codeHash: hashOf(codeSecret(code)),
  }
}

/** The hashes of all that is stored to open a family's pages. */
export function secretHashesOf({
  links,
  printedCodes = [],
}: Pick<Family, 'links' | 'printedCodes'>): string[] {
  return [...links, ...printedCodes]
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
