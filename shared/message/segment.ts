/** How a text message is written and counted. */
export type Segments = { alphabet: 'GSM-7' | 'UCS-2'; length: number; segments: number }

// 3GPP TS 23.038, 6.2.1: the basic alphabet, and its extension, each of which takes two places.
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿' +
    'abcdefghijklmnopqrstuvwxyzäöñüà',
)
const EXTENSION = new Set('\f^{}\\[~]|€')
const GSM = { alone: 160, joined: 153 }
const UCS = { alone: 70, joined: 67 }

/**
 * The segments of a text message: 160 signs of GSM-7 or 70 of UCS-2, and 153 or 67 a segment where there are several.
 * A sign that takes two places is not parted between segments.
 */
export function segmentsOf(text: string): Segments {
  const signs = [...text]
  const isGsm = signs.every((sign) => BASIC.has(sign) || EXTENSION.has(sign))
  const sizes = signs.map((sign) => (isGsm ? (EXTENSION.has(sign) ? 2 : 1) : sign.length))
  const length = sizes.reduce((one, other) => one + other, 0)
  const { alone, joined } = isGsm ? GSM : UCS
  const alphabet = isGsm ? 'GSM-7' : 'UCS-2'
  if (length <= alone) return { alphabet, length, segments: length === 0 ? 0 : 1 }
  let segments = 1
  let used = 0
  for (const size of sizes) {
    if (used + size > joined) {
      segments += 1
      used = 0
    }
    used += size
  }
  return { alphabet, length, segments }
}
