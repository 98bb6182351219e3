import { stringify } from 'csv-stringify/sync'
import type { RosterReport } from './report.ts'

// OWASP, "CSV Injection", with the full-width characters of East Asian keyboards. The library's own `escape_formulas`
// leaves out the line feed.
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/

/** The rejected rows as CSV for a spreadsheet; no cell can start a formula. */
export function rejectedCsv({ rejected }: Pick<RosterReport, 'rejected'>): string {
  const rows = rejected.map(({ file, line, field, reason }) => [file, line, field, reason])
  return stringify([['file', 'line', 'field', 'reason'], ...rows], {
    record_delimiter: 'windows',
    cast: { string: (text) => (FORMULA.test(text) ? `'${text}` : text) },
  })
}
