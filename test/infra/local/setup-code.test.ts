import { expect, test } from 'vitest'
import { setupCodeOf } from '../../../infra/local/setup-code.ts'

test.each<Record<string, string>>([
  {},
  { HOST: '127.0.0.1' },
  { HOST: '::1', CONVITE_ORIGIN: 'http://localhost:3000' },
])('the server needs no set-up code where only people at this machine reach it: %j', (variables) => {
  expect(setupCodeOf(variables)).toBeUndefined()
})

test.each<Record<string, string>>([
  { HOST: '0.0.0.0' },
  { HOST: '::' },
  { HOST: '192.168.1.9', CONVITE_ORIGIN: 'http://localhost:3000' },
  { CONVITE_ORIGIN: 'https://convite.example.org' },
  { CONVITE_TRUSTED_PROXIES: '127.0.0.1' },
])('the server has a new set-up code of 64 bits at each start where others reach it: %j', (variables) => {
  expect(setupCodeOf(variables)).toMatch(/^[0-9a-f]{16}$/)
  expect(setupCodeOf(variables)).not.toBe(setupCodeOf(variables))
})
