import { parse } from 'csv-parse/sync'
import { refuse } from '../access/refusal.ts'
import { visibleText } from '../access/visible.ts'
import { isUncollected } from '../family/uncollected.ts'
import { textOf } from './encoding.ts'
import type { Remark } from './roster.ts'
import { type Separated, separated } from './separator.ts'

/** A row's values by lower-case column name, of a repeated column the first, and the line on which it ends. */
export type CsvRow = { line: number; values: Record<string, string> }

/** A file's rows; those with more values than columns are rejected. */
export type CsvRows = { header: string[]; rows: CsvRow[]; rejected: Remark[]; warnings: Remark[] }

/** The columns to read. A column in neither list, such as `password`, never leaves this module. */
export type Columns = { required: readonly string[]; optional?: readonly string[] }

/**
 * Parses a CSV file with a header, whichever separator it has; a row may end before its empty last cells. Refuses a file
 * that is not CSV or lacks a required column, and says why.
 */
export function readRows(bytes: Uint8Array, file: string, { required, optional = [] }: Columns): CsvRows {
  const { text, warnings } = textOf(bytes, file)
  const wanted = new Set([...required, ...optional].map((name) => name.toLowerCase()))
  const found = separated(text, wanted)
  const header: string[] = []
  const read: CsvRows = { header, rows: [], rejected: [], warnings }
  eachRecord(found, file, (cells, line) => {
    const record = withoutEmptyEnd(cells)
    if (header.length === 0) header.push(...record.map(columnName))
    else if (record.length > header.length)
      read.rejected.push({ file, line, field: '', reason: 'column-count' })
    else if (record.length > 0) read.rows.push({ line, values: valuesOf(header, record, wanted) })
  })
  const missing = required.filter((name) => !header.includes(name.toLowerCase()))
  if (missing.length > 0) refuseColumns(file, missing, found)
  const isRepeated = (name: string, place: number) => wanted.has(name) && header.indexOf(name) < place
  for (const field of new Set(header.filter(isRepeated)))
    warnings.push({ file, line: 1, field, reason: 'column-repeated' })
  for (const field of header.filter(isUncollected))
    warnings.push({ file, line: 1, field, reason: 'column-refused' })
  return read
}

function refuseColumns(file: string, missing: readonly string[], { separator }: Separated): never {
  const details = { file, separator: separator === '\t' ? 'Tab' : separator, columns: missing.join(', ') }
  const detail = `columns missing: ${details.columns}; read with ${JSON.stringify(separator)} between columns`
  return refuse('roster-unreadable', {
    why: 'columns',
    ...details,
    errors: [{ pointer: `/${file}`, detail }],
  })
}

// One record at a time, so that a district's file is not held in memory twice.
function eachRecord(
  { text, separator, skipped }: Separated,
  file: string,
  onRecord: (record: string[], line: number) => void,
): void {
  try {
    parse(text, {
      delimiter: separator,
      on_record: (record: string[], { lines }) => {
        onRecord(record, lines + skipped)
        return null
      },
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
    })
  } catch (fault) {
    const line = fault instanceof Error && 'lines' in fault ? Number(fault.lines) + skipped : 1
    const errors = [{ pointer: `/${file}`, detail: `csv line ${line}` }]
    refuse('roster-unreadable', { why: 'quotes', file, line, errors })
  }
}

// Spreadsheets fill rows and headers up to the widest, or leave out what is empty at the end.
function withoutEmptyEnd(record: readonly string[]): readonly string[] {
  const last = record.findLastIndex((cell) => cell.trim() !== '')
  return record.slice(0, last + 1)
}

function columnName(name: string): string {
  return visibleText(name).toLowerCase()
}

function valuesOf(
  header: readonly string[],
  record: readonly string[],
  wanted: ReadonlySet<string>,
): Record<string, string> {
  const values: Record<string, string> = {}
  for (const [index, name] of header.entries())
    if (wanted.has(name)) values[name] ||= visibleText(record[index] ?? '')
  return values
}
