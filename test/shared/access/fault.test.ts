import { expect, test } from 'vitest'
import { faultRecord } from '../../../shared/access/fault.ts'

test('a fault is logged with its stack, without its message', () => {
  const record = faultRecord(new TypeError('Rosa Diaz\n, 212 555 0123'))
  expect(record).toMatchObject({ level: 'error', fault: 'TypeError' })
  expect(record.reference).toMatch(/^[0-9a-f]{8}$/)
  expect(record.stack[0]).toContain('fault.test.ts')
  expect(JSON.stringify(record)).not.toMatch(/Rosa|555/)
})
