import { expect, test } from 'vitest'
import { readRows } from '../../../shared/roster/rows.ts'

const read = (text: string) => readRows(new TextEncoder().encode(text), 'users.csv', { required: ['id'] })

test('columns that were not requested are ignored, such as a password', () => {
  expect(read('ID,password\nu1,hunter2\n').rows).toEqual([{ line: 2, values: { id: 'u1' } }])
})

test('a column for data that is never collected is ignored with a warning', () => {
  expect(read('id,Student SSN\nu1,078-05-1120\n')).toEqual({
    header: ['id', 'student ssn'],
    rows: [{ line: 2, values: { id: 'u1' } }],
    rejected: [],
    warnings: [{ file: 'users.csv', line: 1, field: 'student ssn', reason: 'column-refused' }],
  })
})

test('a column that is there twice is named, and its first value that is filled in is read', () => {
  const { rows, warnings } = read('id,note,note,ID\nu1,a,b,u9\n,a,b,u2\n')
  expect(rows.map(({ values }) => values)).toEqual([{ id: 'u1' }, { id: 'u2' }])
  expect(warnings).toEqual([{ file: 'users.csv', line: 1, field: 'id', reason: 'column-repeated' }])
})

test('a row with more values than columns is rejected with its line, and the rest is read', () => {
  const { rows, rejected } = read('id,name\n\nu1,Ana,Ruiz\nu2,Ana\n')
  expect(rows.map(({ line }) => line)).toEqual([4])
  expect(rejected).toEqual([{ file: 'users.csv', line: 3, field: '', reason: 'column-count' }])
})

test('rows without their empty last cells are read, and empty cells at the end count for nothing', () => {
  const { rows, rejected } = read('id,name,,\nu1\nu2,Ana,,,,\n,,,\n')
  expect(rows.map(({ values }) => values.id)).toEqual(['u1', 'u2'])
  expect(rejected).toEqual([])
})

test('direction marks, zero-width signs and Unicode forms are taken out of values', () => {
  const { rows } = read('id\n\u200Fu1\u200F\n\u202Bمريم\u202C\n\u200B\uFEFF\nJose\u0301\n')
  expect(rows.map(({ values }) => values.id)).toEqual(['u1', 'مريم', '', 'José'])
})

test.each([',', ';', '\t', '|'])('columns separated by %j are read', (sign) => {
  const text = ['id', 'name', 'note'].join(sign)
  expect(read(`${text}\n${['u1', '"a, b; c"', ''].join(sign)}\n`).rows).toEqual([
    { line: 2, values: { id: 'u1' } },
  ])
})

test('a first line that names the separator is no header', () => {
  expect(read('sep=;\r\nid;name\r\nu1;Ana\r\n').rows).toEqual([{ line: 3, values: { id: 'u1' } }])
})

test('a file without a header, without a column or with an open quote is refused', () => {
  for (const text of ['', 'name\nAna\n', 'id\n"u1\n']) expect(() => read(text)).toThrow('roster-unreadable')
})

test('one sentence says which columns are missing, and with which separator the file was read', () => {
  const bytes = new TextEncoder().encode('name;Telefon\nAna;1\n')
  const asked = () => readRows(bytes, 'roster.csv', { required: ['family_id', 'name', 'phone'] })
  expect(asked).toThrow(
    expect.objectContaining({
      details: {
        ...{ why: 'columns', file: 'roster.csv', separator: ';', columns: 'family_id, phone' },
        errors: [
          {
            pointer: '/roster.csv',
            detail: 'columns missing: family_id, phone; read with ";" between columns',
          },
        ],
      },
    }),
  )
})
