import { refuse } from '../access/refusal.ts'
import { decodeText } from '../packed/encoding.ts'
import type { Remark } from './roster.ts'

/**
 * Decodes a file: UTF-8, UTF-16 ("Unicode Text" of spreadsheets), or else windows-1252 with a warning. Refuses NUL
 * characters.
 */
export function textOf(bytes: Uint8Array, file: string): { text: string; warnings: Remark[] } {
  const { text, guessed } = decodeText(bytes)
  if (text.includes('\u0000'))
    refuse('roster-encoding', { errors: [{ pointer: `/${file}`, detail: 'encoding' }] })
  const warnings: Remark[] = guessed ? [{ file, line: 1, field: '', reason: 'encoding-windows-1252' }] : []
  return { text, warnings }
}
