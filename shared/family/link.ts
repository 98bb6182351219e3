import { hashOf, newSecret, randomText } from '../access/identifier.ts'

const CODE_SIGNS = 10
const CODE_PREFIX = 'code '

/** A family's personal link: what goes into its address, a short code for paper, and the hashes that are kept. */
export type GeneratedLink = { token: string; code: string; tokenHash: string; codeHash: string }

/** A fresh link of 192 bits with a code of ten signs (50 bits), shown in two groups of five. */
export function generateLink(): GeneratedLink {
  const token = newSecret()
  const code = randomText(CODE_SIGNS).toUpperCase()
  return {
    token,
    code: `${code.slice(0, 5)}-${code.slice(5)}`,
    tokenHash: hashOf(token),
    codeHash: hashOf(codeSecret(code)),
  }
}

/** A code as it is hashed, however it was typed: without case, spaces or dashes, O read as 0 and I and L as 1. */
export function codeSecret(typed: string): string {
  const plain = typed
    .toLowerCase()
    .replace(/[^0-9a-z]/g, '')
    .replaceAll('o', '0')
    .replace(/[il]/g, '1')
  return `${CODE_PREFIX}${plain}`
}

/** Whether it is a code as it is hashed, which no token is. */
export function isCodeSecret(secret: string): boolean {
  return secret.startsWith(CODE_PREFIX)
}
