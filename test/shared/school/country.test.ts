import { expect, test } from 'vitest'
import { COUNTRY } from '../../../shared/school/country.ts'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')
const codes = LETTERS.flatMap((one) => LETTERS.map((other) => one + other)).filter((code) =>
  COUNTRY.test(code),
)

test('ISO 3166-1 has 249 codes of two letters', () => {
  expect(codes).toHaveLength(249)
  for (const code of ['US', 'MX', 'HT', 'SO', 'VN', 'CN', 'PR', 'GU', 'SS']) expect(codes).toContain(code)
})

test('each of them is a country in this runtime too, and none is reserved or for tests', () => {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  expect(codes.filter((code) => !names.of(code))).toEqual([])
  for (const code of ['XX', 'EU', 'UK', 'UN', 'XA', 'XK', 'ZZ', 'AA']) expect(codes).not.toContain(code)
})
