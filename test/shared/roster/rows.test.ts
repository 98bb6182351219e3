import { expect, test } from 'vitest'
import { readRows } from '../../../shared/roster/rows.ts'

const read = (text: string) => readRows(new TextEncoder().encode(text), 'users.csv', { required: ['id'] })

test('columns that were not requested are ignored, such as a password', () => {
  expect(read('ID,password\nu1,hunter2\n').rows).toEqual([{ line: 2, values: { id: 'u1' } }])
})

test('a column for data that is never collected is ignored with a warning', () => {
  expect(read('id,Student SSN\nu1,078-05-1120\n')).toEqual({
    rows: [{ line: 2, values: { id: 'u1' } }],
    rejected: [],
    warnings: [{ file: 'users.csv', line: 1, field: 'student ssn', reason: 'column-refused' }],
  })
})

test('a row with a wrong number of columns is rejected with its line, and the rest is read', () => {
  const { rows, rejected } = read('id,name\n\nu1\nu2,Ana\n')
  expect(rows.map(({ line }) => line)).toEqual([4])
  expect(rejected).toEqual([{ file: 'users.csv', line: 3, field: '', reason: 'column-count' }])
})

test('a file without a header, without a column or with an open quote is refused', () => {
  for (const text of ['', 'name\nAna\n', 'id\n"u1\n']) expect(() => read(text)).toThrow('roster-unreadable')
})
