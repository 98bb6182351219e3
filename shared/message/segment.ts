/** The alphabet and the number of segments of a text message. */
export type Segments = { alphabet: 'GSM-7' | 'UCS-2'; length: number; segments: number }

// 3GPP TS 23.038, 6.2.1: the basic alphabet and its extension, whose characters take two septets.
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿' +
    'abcdefghijklmnopqrstuvwxyzäöñüà',
)
const EXTENSION = new Set('\f^{}\\[~]|€')
const GSM = { alone: 160, joined: 153 }
const UCS = { alone: 70, joined: 67 }

const PLAIN: readonly [RegExp, string][] = [
  [/[\u00a0\u2000-\u200a\u202f\u205f]/g, ' '],
  [/[\u2010-\u2015]/g, '-'],
  [/[\u2018-\u201b]/g, "'"],
  [/[\u201c-\u201f]/g, '"'],
  [/\u2026/g, '...'],
]

/**
 * A text with the typographic spaces, dashes and quotes of formatters and catalogues as plain ones, since a single one
 * of them turns a message of 160 characters into three of 67.
 */
export function plainSigns(text: string): string {
  return PLAIN.reduce((plain, [signs, sign]) => plain.replace(signs, sign), text)
}

/**
 * The segments of a text message: 160 characters of GSM-7 or 70 of UCS-2, and 153 or 67 per segment where there are
 * several. A character that takes two units is not split between segments.
 */
export function segmentsOf(text: string): Segments {
  const characters = [...text]
  const isGsm = characters.every((character) => BASIC.has(character) || EXTENSION.has(character))
  const sizes = characters.map((character) => (isGsm ? (EXTENSION.has(character) ? 2 : 1) : character.length))
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
