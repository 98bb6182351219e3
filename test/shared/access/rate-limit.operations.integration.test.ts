import { DateTime } from 'luxon'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Services } from '../../../shared/access/context.ts'
import { createRateLimiter } from '../../../shared/access/rate-limit.operations.ts'
import { RATE_LIMITS } from '../../../shared/access/rate-limit.ts'
import { refuse } from '../../../shared/access/refusal.ts'
import type { Table } from '../../../shared/table/table.ts'
import { freshTable } from '../../support/engine.ts'

const START = DateTime.fromISO('2027-03-01T15:00:00Z', { zone: 'utc' })
const wrong = async () => refuse('code-wrong')
const right = async () => 'in'

let table: Table
let now: DateTime
const limiter = () => createRateLimiter({ table, now: () => now, cookieKey: 'k' } as unknown as Services) // the other services are not used

beforeEach(async () => {
  table = await freshTable()
  now = START
})

async function failSignIn(times: number, network: string): Promise<string[]> {
  const limited = limiter()(network)
  const codes: string[] = []
  for (let attempt = 0; attempt < times; attempt++)
    codes.push(await limited('signIn', wrong).catch((refusal) => refusal.code))
  return codes
}

test('too many wrong attempts of a network address are refused with the time to wait', async () => {
  const codes = await failSignIn(RATE_LIMITS.signIn.most + 2, '192.0.2.1')
  expect(codes.filter((code) => code === 'code-wrong')).toHaveLength(RATE_LIMITS.signIn.most)
  expect(codes.slice(-2)).toEqual(['wait-a-while', 'wait-a-while'])
})

test('another network address is not blocked, and right attempts are not counted', async () => {
  await failSignIn(RATE_LIMITS.signIn.most + 1, '192.0.2.1')
  expect(await limiter()('192.0.2.2')('signIn', right)).toBe('in')
  expect(await failSignIn(1, '192.0.2.2')).toEqual(['code-wrong'])
})

test.each(['link', 'token'] as const)('a right %s always enters, and only wrong ones wait', async (kind) => {
  const limited = limiter()('192.0.2.1')
  const fail = () =>
    limited(kind, async () => refuse(kind === 'link' ? 'link-expired' : 'sign-in-needed')).catch(
      ({ code }) => code,
    )
  for (let attempt = 0; attempt < RATE_LIMITS[kind].most; attempt++)
    expect(await fail()).not.toBe('wait-a-while')
  for (let attempt = 0; attempt < 3; attempt++) {
    expect(await fail()).toBe('wait-a-while')
    expect(await limited(kind, right)).toBe('in')
    expect(await limiter()('192.0.2.1')(kind, right)).toBe('in')
  }
})

test('a right code does not enter above the limit, and is not even looked up', async () => {
  const limited = limiter()('192.0.2.1')
  for (let attempt = 0; attempt <= RATE_LIMITS.setup.most; attempt++)
    await limited('setup', wrong).catch(() => undefined)
  const lookedUp = vi.fn(right)
  await expect(limited('setup', lookedUp)).rejects.toMatchObject({ code: 'wait-a-while' })
  expect(lookedUp).not.toHaveBeenCalled()
})

test('wrong attempts of many other addresses refuse nobody', async () => {
  for (let other = 0; other < 40; other++) await failSignIn(5, `198.51.100.${other}`)
  expect(await failSignIn(RATE_LIMITS.signIn.most, '192.0.2.9')).not.toContain('wait-a-while')
})

test('processes share the count, and it resets after ten minutes', async () => {
  await failSignIn(RATE_LIMITS.signIn.most, '192.0.2.1')
  expect(await failSignIn(1, '192.0.2.1')).toEqual(['wait-a-while'])
  now = START.plus({ minutes: 10 })
  expect(await failSignIn(1, '192.0.2.1')).toEqual(['code-wrong'])
})
