const HEAD_BYTES = 16

/**
 * The text of a file's bytes: UTF-8, UTF-16 with its mark or a header in ASCII, or else windows-1252. `guessed` where it
 * is neither of the first two, since any bytes are a text in windows-1252.
 */
export function decodeText(bytes: Uint8Array): { text: string; guessed: boolean } {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return { text: decode(bytes, 'utf-16le'), guessed: false }
  if (first === 0xfe && second === 0xff) return { text: decode(bytes, 'utf-16be'), guessed: false }
  const wide = wideEncodingOf(bytes)
  if (wide) return { text: decode(bytes, wide), guessed: false }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), guessed: false }
  } catch {
    return { text: decode(bytes, 'windows-1252'), guessed: true }
  }
}

// UTF-16 without its mark: every other byte of the first is NUL.
function wideEncodingOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const head = bytes.subarray(0, HEAD_BYTES)
  if (head.length < HEAD_BYTES) return undefined
  const isNul = (parity: number) => head.every((byte, at) => at % 2 !== parity || byte === 0)
  if (isNul(1) && !isNul(0)) return 'utf-16le'
  return isNul(0) && !isNul(1) ? 'utf-16be' : undefined
}

function decode(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes)
}
