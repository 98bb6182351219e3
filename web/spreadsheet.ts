import { guardedCsv } from './csv.ts'
import { direction } from './messages/catalogue.ts'
import type { Reader, Visit } from './visit.ts'

/** A cell of a spreadsheet. Text stays text, whatever it looks like. */
export type Cell = string | number | undefined

/** A table as a file: its title, the heads of its columns, and its rows. */
export type Sheet = { title: string; heads: readonly string[]; rows: readonly (readonly Cell[])[] }

/** The formats of a sheet, as the ends of their file names. */
export const SHEET_FORMATS = ['csv', 'xlsx'] as const
export type SheetFormat = (typeof SHEET_FORMATS)[number]

const MEDIA_TYPES: Readonly<Record<SheetFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/**
 * A sheet as CSV (RFC 4180) for the spreadsheets of a locale: a byte order mark, so that they read it as UTF-8, and a
 * semicolon between cells where the comma is the decimal sign. No cell can start a formula.
 */
export function csvOf({ heads, rows }: Omit<Sheet, 'title'>, locale: string): string {
  return guardedCsv([heads, ...rows], separatorOf(locale))
}

function separatorOf(locale: string): string {
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5)
  return parts.some(({ type, value }) => type === 'decimal' && value === ',') ? ';' : ','
}

// Excel refuses a longer name, and these characters.
const LONGEST_NAME = 31
const NOT_IN_NAME = /[[\]:*?/\\']/g
const WIDTH = { least: 10, most: 40 }

/** A sheet as an Excel workbook, with its heads in view while it is scrolled. */
export async function xlsxOf({ title, heads, rows }: Sheet, language: string): Promise<Buffer<ArrayBuffer>> {
  const { default: writeExcelFile } = await import('write-excel-file/node')
  const lengthOf = (cell: Cell) => String(cell ?? '').length
  const columns = heads.map((head, place) => {
    const longest = Math.max(lengthOf(head), ...rows.map((row) => lengthOf(row[place])))
    return { width: Math.min(WIDTH.most, Math.max(WIDTH.least, longest + 2)) }
  })
  const data = [
    heads.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
    ...rows.map((row) => row.map(cellOf)),
  ]
  const name = title.replace(NOT_IN_NAME, ' ').slice(0, LONGEST_NAME).trim()
  const isFromRight = direction(language) === 'rtl'
  const written = writeExcelFile(data, { sheet: name, columns, stickyRowsCount: 1, rightToLeft: isFromRight })
  return Buffer.from(await written.toBuffer())
}

function cellOf(value: Cell) {
  if (value === undefined || value === '') return null
  return typeof value === 'number' ? { value, type: Number } : { value, type: String }
}

/** Answers with a sheet as a file in a format. `name` is that of the file, without its end. */
export async function sendSheet(
  c: Visit,
  name: string,
  sheet: Sheet,
  format: SheetFormat,
): Promise<Response> {
  const reader = c.get('reader')
  c.header('content-type', MEDIA_TYPES[format])
  c.header('content-disposition', `attachment; filename="${name}.${format}"`)
  return format === 'csv'
    ? c.body(csvOf(sheet, localeOf(reader)))
    : c.body(await xlsxOf(sheet, reader.language))
}

const localeOf = ({ language, school }: Reader) => (school ? `${language}-${school.country}` : language)
