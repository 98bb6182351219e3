import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { type Cell, csvOf, xlsxOf } from '../../web/spreadsheet.ts'

const sheet = (...rows: Cell[][]) => ({ title: 'Families', heads: ['Name', 'Adults'], rows })

test('CSV begins with a byte order mark, ends its lines as RFC 4180 says, and quotes what needs it', () => {
  expect(csvOf(sheet(['Núñez, "Ana"', 2], ['Baker', undefined]), 'en-US')).toBe(
    '\uFEFFName,Adults\r\n"Núñez, ""Ana""",2\r\nBaker,\r\n',
  )
})

test('cells are parted as the spreadsheets of the reader’s country part them', () => {
  const line = (locale: string) => csvOf(sheet(['Ana', 2]), locale).split('\r\n')[1]
  for (const locale of ['en-US', 'es-US', 'es-MX', 'zh-Hans-US', 'ar-US'])
    expect(line(locale), locale).toBe('Ana,2')
  for (const locale of ['es-ES', 'vi-VN', 'de-DE']) expect(line(locale), locale).toBe('Ana;2')
})

test('no cell of a CSV can start a formula, and numbers stay numbers', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'),
      fc.string(),
      (sign, rest) => {
        const [, [cell = ''] = []] = parse(csvOf(sheet([sign + rest, 1]), 'en-US'), {
          bom: true,
        }) as string[][]
        expect(cell).toBe(`'${sign}${rest}`)
      },
    ),
  )
  expect(csvOf(sheet(['Ana', -2]), 'en-US')).toContain('Ana,-2')
})

async function xmlOf(title: string, rows: Cell[][], language = 'en') {
  const files = unzipSync(new Uint8Array(await xlsxOf({ title, heads: ['Name', 'Adults'], rows }, language)))
  return Object.fromEntries(
    Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString()]),
  )
}

test('in a workbook text is text also where it looks like a formula, and numbers are numbers', async () => {
  const files = await xmlOf('Families', [['=SUM(A1)', 2]])
  const cells = Object.entries(files).find(([name]) => name.endsWith('sheet1.xml'))?.[1]
  expect(cells).not.toContain('<f>')
  expect(cells).toContain('<v>2</v>')
  expect(Object.values(files).join('')).toContain('=SUM(A1)')
})

test('a workbook reads from the right in Arabic, and its name is one that Excel takes', async () => {
  const title = "Reading at home: who comes? [Tuesday] isn't this too long"
  const files = Object.values(await xmlOf(title, [['أمل', 1]], 'ar')).join('')
  expect(files).toContain('rightToLeft="1"')
  expect(files).toContain('name="Reading at home  who comes   Tu"')
})
