import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { phoneReader } from '../../shared/family/phone.ts'
import { openBundle } from '../../shared/roster/bundle.ts'
import { readOneRoster } from '../../shared/roster/oneroster.ts'

const MEGABYTE = 1024 * 1024
const bytes = (text: string) => new TextEncoder().encode(text)
const reading = { country: 'US', defaultLanguage: 'en', readPhone: await phoneReader() }
const USERS = bytes('sourcedId,role,givenName,familyName,agentSourcedIds\ng1,parent,Rosa,Ruiz,\n')

/** What a zip throws, and how much memory it took, in megabytes. */
function opened(zip: Uint8Array): { code: string; took: number } {
  const before = process.memoryUsage()
  let code = 'opened'
  try {
    readOneRoster(openBundle(zip), reading)
  } catch (fault) {
    code = (fault as { code?: string }).code ?? String(fault)
  }
  const after = process.memoryUsage()
  const took = after.arrayBuffers + after.heapUsed - before.arrayBuffers - before.heapUsed
  return { code, took: took / MEGABYTE }
}

/** The zip with a forged uncompressed size, in the directory and at the entry. */
function lying(zip: Uint8Array, size: number): Uint8Array {
  const lie = Buffer.from(zip)
  for (let place = 0; place + 46 < lie.length; place++) {
    const mark = lie.readUInt32LE(place)
    if (mark === 0x02014b50) lie.writeUInt32LE(size, place + 24)
    if (mark === 0x04034b50) lie.writeUInt32LE(size, place + 22)
  }
  return lie
}

describe('a zip', { timeout: 60_000 }, () => {
  const bomb = zipSync({ 'users.csv': new Uint8Array(40 * MEGABYTE) }, { level: 9 })

  test('that expands a thousandfold is refused before it is unpacked', () => {
    expect(bomb.length).toBeLessThan(MEGABYTE)
    expect(opened(bomb)).toMatchObject({ code: 'roster-too-large' })
    expect(opened(bomb).took).toBeLessThan(20)
  })

  test('that claims to be small is unpacked no further than it claims', () => {
    for (const size of [0, 1, 100_000]) {
      const { code, took } = opened(lying(bomb, size))
      expect(['roster-unreadable', 'roster-encoding', 'roster-too-large']).toContain(code)
      expect(took).toBeLessThan(20)
    }
  })

  test('that claims to be huge allocates no memory for it', () => {
    const small = zipSync({ 'users.csv': USERS })
    for (const size of [0xffff_ffff, 0x7fff_ffff, 200 * MEGABYTE]) {
      const { code, took } = opened(lying(small, size))
      expect(code).toBe('roster-too-large')
      expect(took).toBeLessThan(20)
    }
  })

  test('of many files that expand, or of thousands of names, is refused', () => {
    const files = Object.fromEntries(
      Array.from({ length: 60 }, (_, place) => [`${place}.csv`, new Uint8Array(2 * MEGABYTE)]),
    )
    expect(opened(zipSync(files, { level: 1 })).code).toBe('roster-too-large')
    const names = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, place) => [`${place}.txt`, bytes('')]),
    )
    expect(opened(zipSync(names, { level: 0 })).code).toBe('roster-too-large')
  })

  test('within a zip is not opened', () => {
    const nested = zipSync({ 'users.csv': USERS, 'more.zip': bomb, 'users.csv.zip': bomb })
    expect(opened(nested).code).toBe('opened')
    expect([...openBundle(nested).keys()]).toEqual(['users.csv'])
  })

  test.each(['../../users.csv', '/etc/users.csv', 'C:\\x\\users.csv', '..\\users.csv', './a/../users.csv'])(
    'may call a file %s: only its last name counts, and no file is written',
    (name) => {
      expect([...openBundle(zipSync({ [name]: USERS })).keys()]).toEqual(['users.csv'])
    },
  )

  test.each(['__proto__.csv', '__proto__', 'constructor.csv', 'users\u0000.csv', '.csv'])(
    'with a file called %s does no harm',
    (name) => {
      expect(opened(zipSync({ 'users.csv': USERS, [`x/${name}`]: USERS })).code).toBe('opened')
      expect(({} as { users?: unknown }).users).toBeUndefined()
    },
  )

  test('with columns called __proto__ and constructor is read by the names that are known', () => {
    const odd = bytes(
      'sourcedId,role,givenName,familyName,agentSourcedIds,__proto__,constructor\ng1,parent,Rosa,Ruiz,,polluted,x\n',
    )
    const { families } = readOneRoster(new Map([['users.csv', odd]]), reading)
    expect(families).toMatchObject([{ name: 'Ruiz' }])
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
    expect(JSON.stringify(families)).not.toContain('polluted')
  })
})
