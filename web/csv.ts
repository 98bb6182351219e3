import { stringify } from 'csv-stringify/sync'
import { type LeavingStop, STOP_LIST_COLUMNS } from '../shared/roster/stop-list.ts'

// OWASP, "CSV Injection", with the full-width characters of East Asian keyboards. The library's own `escape_formulas`
// leaves out the line feed.
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/

type Rows = readonly (readonly (string | number | undefined)[])[]

/**
 * Rows as CSV (RFC 4180) with a byte order mark, by which spreadsheets read it as UTF-8. No cell can start a formula: one
 * that could is written behind an apostrophe, unless it is `harmless`.
 */
export function guardedCsv(rows: Rows, delimiter: string, harmless?: RegExp): string {
  const isGuarded = (text: string) => FORMULA.test(text) && !harmless?.test(text)
  return stringify([...rows], {
    bom: true,
    delimiter,
    record_delimiter: 'windows',
    cast: { string: (text) => (isGuarded(text) ? `'${text}` : text) },
  })
}

// A plus and digits can only make a number, and other tools read no apostrophe before it.
const E164 = /^\+[1-9]\d{1,14}$/

/** The numbers that want no texts, for other tools: with the same columns and commas in whichever language. */
export function csvOfStops(stops: readonly LeavingStop[]): string {
  const rows = stops.map((stop) => STOP_LIST_COLUMNS.map((column) => stop[column]))
  return guardedCsv([STOP_LIST_COLUMNS, ...rows], ',', E164)
}
