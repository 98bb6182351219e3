import { expect, test } from 'vitest'
import { visibleText } from '../../../shared/family/visible.ts'

test.each([
  ['  Ana ', 'Ana'],
  ['\u200Fمريم\u200E', 'مريم'],
  ['\u202Dabc\u202C', 'abc'],
  ['Jose\u0301', 'José'],
  ['\u200B', ''],
  ['\u3164', ''],
  ['\u2800\u00A0', ''],
  ['\u0007Ana\u0000', 'Ana'],
  ['نمی\u200Cدانم', 'نمی\u200Cدانم'],
  ['👩\u200D👧', '👩\u200D👧'],
  ['Ana\u00A0Ruiz', 'Ana Ruiz'],
])('%j is seen as %j', (text, seen) => {
  expect(visibleText(text)).toBe(seen)
})
