import { expect, test } from 'vitest'
import { phoneReader, phoneWriter } from '../../../shared/family/phone.ts'

const [read, write] = [await phoneReader(), await phoneWriter()]

test.each([
  ['(213) 555-0147', 'US', '+12135550147'],
  ['+52 55 1234 5678', 'US', '+525512345678'],
  ['55 1234 5678', 'MX', '+525512345678'],
])('%s of %s is a number', (typed, country, number) => {
  expect(read(typed, country)).toBe(number)
})

test.each([
  ['000-000-0000', 'US'],
  ['9999999999', 'US'],
  ['+1 111 111 1111', 'US'],
  ['123-456-7890', 'US'],
  ['555-555-5555', 'US'],
  ['213-000-0000', 'US'],
  ['(012) 345-6789', 'US'],
  ['55 5555 5555', 'MX'],
  ['+44 0000 000000', 'US'],
  ['n/a', 'US'],
  ['213 555', 'US'],
])('the placeholder %s of %s is none', (typed, country) => {
  expect(read(typed, country)).toBeUndefined()
})

test.each([
  ['+12135550147', 'US', '(213) 555-0147'],
  ['+14165550123', 'US', '(416) 555-0123'],
  ['+525512345678', 'US', '+52 55 1234 5678'],
  ['+525512345678', 'MX', '55 1234 5678'],
  ['+12135550147', 'MX', '+1 213 555 0147'],
  ['+12135550147', '', '+1 213 555 0147'],
  ['+999', 'US', '+999'],
])('%s is written in %s as %s', (number, country, written) => {
  expect(write(number, country)).toBe(written)
})
