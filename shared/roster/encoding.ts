import { refuse } from '../access/refusal.ts'
import type { Remark } from './roster.ts'

/** Decodes a file: UTF-8, UTF-16 with a byte order mark, or else windows-1252 with a warning. Refuses NUL characters. */
export function textOf(bytes: Uint8Array, file: string): { text: string; warnings: Remark[] } {
  const { text, guessed } = decoded(bytes)
  if (text.includes('\u0000')) refuse('roster-encoding', { errors: [{ pointer: '', detail: file }] })
  const warnings: Remark[] = guessed ? [{ file, line: 1, field: '', reason: 'encoding-windows-1252' }] : []
  return { text, warnings }
}

function decoded(bytes: Uint8Array): { text: string; guessed: boolean } {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return { text: decode(bytes, 'utf-16le'), guessed: false }
  if (first === 0xfe && second === 0xff) return { text: decode(bytes, 'utf-16be'), guessed: false }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), guessed: false }
  } catch {
    return { text: decode(bytes, 'windows-1252'), guessed: true }
  }
}

function decode(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes)
}
