import { decodeText } from '../packed/encoding.ts'

// The bytes of one sign in UTF-8 with a fold (RFC 5545, 3.1) among them, in Latin-1.
const FOLDED_SIGN = /([\xC2-\xF4][\x80-\xBF]{0,2})(\r\n|\r|\n)([ \t])([\x80-\xBF]{1,3})/g

/**
 * The text of the bytes of a calendar. Older programs fold lines between the bytes of a sign: such a fold is moved behind
 * the sign, so that lines keep their numbers.
 */
export function decodeFolded(bytes: Uint8Array): string {
  const { text, guessed } = decodeText(bytes)
  if (!guessed) return text
  const moved = Buffer.from(bytes).toString('latin1').replace(FOLDED_SIGN, '$1$4$2$3')
  return decodeText(Buffer.from(moved, 'latin1')).text
}
