/**
 * The text of a file's bytes: UTF-8, UTF-16 with its mark, or else windows-1252. `guessed` where it is neither of the
 * first two, since any bytes are a text in windows-1252.
 */
export function decodeText(bytes: Uint8Array): { text: string; guessed: boolean } {
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
