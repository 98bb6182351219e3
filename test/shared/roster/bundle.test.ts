import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { openBundle } from '../../../shared/roster/bundle.ts'

const text = (content: string) => new TextEncoder().encode(content)

test('CSV files are found by lower-case base name in any folder', () => {
  const bundle = openBundle(zipSync({ 'export/Users.CSV': text('a,b'), 'readme.txt': text('no') }))
  expect([...bundle.keys()]).toEqual(['users.csv'])
})

test('a zip bomb is refused', () => {
  const bomb = zipSync({ 'users.csv': new Uint8Array(20 * 1024 * 1024) }, { level: 9 })
  expect(() => openBundle(bomb)).toThrow('roster-too-large')
})

test('too many entries are refused', () => {
  const many = Object.fromEntries(Array.from({ length: 101 }, (_, place) => [`${place}.csv`, text('x')]))
  expect(() => openBundle(zipSync(many))).toThrow('roster-too-large')
})

test('a file that is not a zip, or contains a name twice, is refused', () => {
  expect(() => openBundle(text('not a zip'))).toThrow('roster-unreadable')
  const twice = zipSync({ 'users.csv': text('x'), 'old/users.csv': text('y') })
  expect(() => openBundle(twice)).toThrow('roster-unreadable')
})
