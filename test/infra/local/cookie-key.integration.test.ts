import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WrongVariable } from '../../../functions/variables.ts'
import { cookieKey } from '../../../infra/local/cookie-key.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'convite-key-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('The key of cookies', () => {
  test('is created once, readable by its owner only, and leaves no other file', () => {
    const key = cookieKey(folder)
    expect(key).toHaveLength(43)
    expect(cookieKey(folder)).toBe(key)
    expect(readdirSync(folder)).toEqual(['cookie-key'])
    if (process.platform !== 'win32') expect(statSync(join(folder, 'cookie-key')).mode & 0o777).toBe(0o600)
  })

  test.each(['', 'half-a-key'])('is generated again when a full disk left "%s" of it', (left) => {
    writeFileSync(join(folder, 'cookie-key'), left)
    const key = cookieKey(folder)
    expect(key).toHaveLength(43)
    expect(readFileSync(join(folder, 'cookie-key'), 'utf8')).toBe(key)
  })

  test('that cannot be written stops the start with a sentence', () => {
    expect(() => cookieKey(join(folder, 'gone'))).toThrow(WrongVariable)
    expect(() => cookieKey(join(folder, 'gone'))).toThrow(/CONVITE_DATA.*\(ENOENT\)/)
  })
})
