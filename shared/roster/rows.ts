import { parse } from 'csv-parse/sync'
import { refuse } from '../access/refusal.ts'
import { textOf } from './encoding.ts'
import type { Remark } from './roster.ts'

/** A row by its columns' names in lower case, and the line on which it ends. */
export type Row = { line: number; values: Record<string, string> }

/** A file's rows; those of a wrong length are rejected. */
export type Rows = { rows: Row[]; rejected: Remark[]; warnings: Remark[] }

type Parsed = { record: string[]; info: { lines: number } }

// Never leaves this file.
const SECRET_COLUMNS = new Set(['password'])

/** Reads a CSV file with a header. Refuses one that is no CSV or lacks a required column. */
export function readRows(bytes: Uint8Array, file: string, required: readonly string[]): Rows {
  const { text, warnings } = textOf(bytes, file)
  const [first, ...records] = parsed(text, file)
  const header = (first?.record ?? []).map((name) => name.trim().toLowerCase())
  const errors = required
    .filter((name) => !header.includes(name.toLowerCase()))
    .map((name) => ({ pointer: `/${file}/${name}`, detail: 'column-missing' }))
  if (errors.length > 0) refuse('roster-unreadable', { errors })
  const rows: Row[] = []
  const rejected: Remark[] = []
  for (const { record, info } of records) {
    if (record.length === header.length) rows.push({ line: info.lines, values: valuesOf(header, record) })
    else rejected.push({ file, line: info.lines, field: '', reason: 'column-count' })
  }
  return { rows, rejected, warnings }
}

function parsed(text: string, file: string): Parsed[] {
  try {
    // With `info`, each record comes with its place; the package's types know only the bare record.
    return parse(text, {
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as Parsed[]
  } catch (fault) {
    const line = fault instanceof Error && 'lines' in fault ? ` line ${String(fault.lines)}` : ''
    return refuse('roster-unreadable', { errors: [{ pointer: `/${file}`, detail: `csv${line}` }] })
  }
}

function valuesOf(header: readonly string[], record: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    header.flatMap((name, place) => (SECRET_COLUMNS.has(name) ? [] : [[name, record[place] ?? '']])),
  )
}
