import { DateTime } from 'luxon'
import { beforeEach, expect, test } from 'vitest'
import type { Services } from '../../../shared/access/context.ts'
import { guardOf } from '../../../shared/access/rate-limit.operations.ts'
import { GUESSES } from '../../../shared/access/rate-limit.ts'
import { refuse } from '../../../shared/access/refusal.ts'
import type { Table } from '../../../shared/table/table.ts'
import { freshTable } from '../../support/engine.ts'

const START = DateTime.fromISO('2027-03-01T15:00:00Z', { zone: 'utc' })
const wrong = async () => refuse('code-wrong')
const right = async () => 'in'

let table: Table
let now: DateTime
const guard = () => guardOf({ table, now: () => now, cookieKey: 'k' } as unknown as Services) // the rest is not asked for

beforeEach(async () => {
  table = await freshTable()
  now = START
})

async function guessWrong(times: number, network: string): Promise<string[]> {
  const guarded = guard()(network)
  const codes: string[] = []
  for (let guess = 0; guess < times; guess++)
    codes.push(await guarded('signIn', wrong).catch((refusal) => refusal.code))
  return codes
}

test('wrong guesses are refused with a wait once a network address made too many', async () => {
  const codes = await guessWrong(GUESSES.signIn.most + 2, '192.0.2.1')
  expect(codes.filter((code) => code === 'code-wrong')).toHaveLength(GUESSES.signIn.most)
  expect(codes.slice(-2)).toEqual(['wait-a-while', 'wait-a-while'])
})

test('another network address goes on, and right ones cost no count', async () => {
  await guessWrong(GUESSES.signIn.most + 1, '192.0.2.1')
  expect(await guard()('192.0.2.2')('signIn', right)).toBe('in')
  expect(await guessWrong(1, '192.0.2.2')).toEqual(['code-wrong'])
})

test('the count is shared by processes, and starts over ten minutes later', async () => {
  await guessWrong(GUESSES.signIn.most, '192.0.2.1')
  expect(await guessWrong(1, '192.0.2.1')).toEqual(['wait-a-while'])
  now = START.plus({ minutes: 10 })
  expect(await guessWrong(1, '192.0.2.1')).toEqual(['code-wrong'])
})
