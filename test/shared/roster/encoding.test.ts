import { expect, test } from 'vitest'
import { textOf } from '../../../shared/roster/encoding.ts'

const read = (bytes: Uint8Array) => textOf(bytes, 'users.csv')

test('UTF-8 is decoded without its byte order mark', () => {
  expect(read(new TextEncoder().encode('\ufeffNúñez 敏'))).toEqual({ text: 'Núñez 敏', warnings: [] })
})

test('UTF-16 with a byte order mark is decoded, in either byte order', () => {
  const little = Buffer.from('\ufeffNúñez', 'utf16le')
  expect(read(little).text).toBe('Núñez')
  expect(read(Buffer.from(little).swap16()).text).toBe('Núñez')
})

test('UTF-16 without a byte order mark is known by its header', () => {
  const little = Buffer.from('family_id\tcaregiver_name\nNúñez 敏', 'utf16le')
  expect(read(little).text).toContain('Núñez 敏')
  expect(read(Buffer.from(little).swap16()).text).toContain('Núñez 敏')
})

test('anything else is decoded as windows-1252, with a warning', () => {
  expect(read(Buffer.from('Núñez', 'latin1'))).toEqual({
    text: 'Núñez',
    warnings: [{ file: 'users.csv', line: 1, field: '', reason: 'encoding-windows-1252' }],
  })
})

test('NUL characters are refused', () => {
  expect(() => read(new Uint8Array([97, 0, 98]))).toThrow('roster-encoding')
})
