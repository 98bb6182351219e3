import { expect, test } from 'vitest'
import { centsOf, isConfirmed } from '../../../shared/delivery/broadcast.ts'

test('a hundred people need no confirmation; one more needs the number itself', () => {
  const reach = (sms: number) => ({ families: 0, email: 50, sms, call: 10, cents: 0 })
  expect(isConfirmed(reach(40), undefined)).toBe(true)
  expect(isConfirmed(reach(41), undefined)).toBe(false)
  expect(isConfirmed(reach(41), 100)).toBe(false)
  expect(isConfirmed(reach(41), 101)).toBe(true)
})

test('the cost is rounded up to the cent', () => {
  expect(centsOf({ email: 0, parts: 0 })).toBe(0)
  expect(centsOf({ email: 1, parts: 0 })).toBe(1)
  expect(centsOf({ email: 0, parts: 100 })).toBe(89)
})
