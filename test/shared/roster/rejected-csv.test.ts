import { expect, test } from 'vitest'
import { rejectedCsv } from '../../../shared/roster/rejected-csv.ts'

test('no cell of the rejected rows can start a formula', () => {
  const rejected = [{ file: '=cmd()', line: 2, field: 'a,"b"', reason: 'missing' as const }]
  expect(rejectedCsv({ rejected })).toBe('file,line,field,reason\r\n\'=cmd(),2,"a,""b""",missing\r\n')
})
