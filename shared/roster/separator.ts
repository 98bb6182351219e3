/** A CSV text with the separator of its columns; `skipped` lines before its header are left out. */
export type Separated = { text: string; separator: string; skipped: number }

// Spreadsheets of most countries write semicolons, "Unicode Text" has tabs.
const SEPARATORS = [',', ';', '\t', '|'] as const
// Excel's own first line that names the separator.
const HINT = /^\uFEFF?"?sep=(.)"?\r?\n/i

/** Finds the separator of a CSV text: the one with which the header has the most of the wanted columns. */
export function separated(text: string, wanted: ReadonlySet<string>): Separated {
  const [hint = '', separator] = HINT.exec(text) ?? []
  if (separator) return { text: text.slice(hint.length), separator, skipped: 1 }
  const header = text.slice(0, text.search(/\S[\r\n]|$/) + 1)
  const found = (sign: string) => {
    const names = header.split(sign).map((name) => name.replaceAll('"', '').trim().toLowerCase())
    return names.filter((name) => wanted.has(name)).length * header.length + names.length
  }
  const best = SEPARATORS.reduce((one, other) => (found(other) > found(one) ? other : one))
  return { text, separator: best, skipped: 0 }
}
