import { parse } from 'csv-parse/sync'
import { refuse } from '../access/refusal.ts'
import { isUncollected } from '../family/uncollected.ts'
import { textOf } from './encoding.ts'
import type { Remark } from './roster.ts'

/** A row's values by lower-case column name, and the line on which it ends. */
export type CsvRow = { line: number; values: Record<string, string> }

/** A file's rows; those with a wrong number of columns are rejected. */
export type CsvRows = { rows: CsvRow[]; rejected: Remark[]; warnings: Remark[] }

/** The columns to read. A column in neither list, such as `password`, never leaves this module. */
export type Columns = { required: readonly string[]; optional?: readonly string[] }

/** Parses a CSV file with a header. Refuses a file that is not CSV or lacks a required column. */
export function readRows(bytes: Uint8Array, file: string, { required, optional = [] }: Columns): CsvRows {
  const { text, warnings } = textOf(bytes, file)
  const wanted = new Set([...required, ...optional].map((name) => name.toLowerCase()))
  const read: CsvRows = { rows: [], rejected: [], warnings }
  const header: string[] = []
  eachRecord(text, file, (record, line) => {
    if (header.length === 0) header.push(...record.map((name) => name.toLowerCase()))
    else if (record.length !== header.length)
      read.rejected.push({ file, line, field: '', reason: 'column-count' })
    else read.rows.push({ line, values: valuesOf(header, record, wanted) })
  })
  const errors = required
    .filter((name) => !header.includes(name.toLowerCase()))
    .map((name) => ({ pointer: `/${file}/${name}`, detail: 'column-missing' }))
  if (errors.length > 0) refuse('roster-unreadable', { errors })
  for (const field of header.filter(isUncollected))
    warnings.push({ file, line: 1, field, reason: 'column-refused' })
  return read
}

// One record at a time, so that a district's file is not held in memory twice.
function eachRecord(text: string, file: string, onRecord: (record: string[], line: number) => void): void {
  try {
    parse(text, {
      on_record: (record: string[], { lines }) => {
        onRecord(record, lines)
        return null
      },
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
    })
  } catch (fault) {
    const line = fault instanceof Error && 'lines' in fault ? ` line ${String(fault.lines)}` : ''
    refuse('roster-unreadable', { errors: [{ pointer: `/${file}`, detail: `csv${line}` }] })
  }
}

function valuesOf(
  header: readonly string[],
  record: readonly string[],
  wanted: ReadonlySet<string>,
): Record<string, string> {
  const values: Record<string, string> = {}
  for (const [index, name] of header.entries()) if (wanted.has(name)) values[name] = record[index] ?? ''
  return values
}
