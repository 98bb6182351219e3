// Line breaks of every kind (Unicode, "Newline Guidelines") and signs that no reader sees.
const BREAK = /[\p{Cc}\u2028\u2029]+/gu

/** A text on one line, for places where a break would begin something else: a header, a line of a calendar, a text. */
export function oneLine(text: string): string {
  return text.replace(BREAK, ' ').trim()
}

/** A text whose lines stay lines, without other control signs. */
export function plainLines(text: string): string {
  return text
    .split(/\r\n|[\r\n\u0085\u2028\u2029]/)
    .map((line) => line.replace(BREAK, ' '))
    .join('\n')
}
