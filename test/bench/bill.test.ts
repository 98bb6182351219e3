import { expect, test } from 'vitest'
import { type Action, billOf, limitsOf } from './bill.ts'

const vote: Action = {
  name: 'vote',
  consumed: { reads: 2, writes: 2, calls: 3 },
  requests: 1,
  mails: 0,
  timesMonthly: 1_000_000,
  atPeak: 0.001,
}
const mail: Action = {
  ...vote,
  name: 'mail',
  consumed: { reads: 0, writes: 0, calls: 0 },
  requests: 0,
  mails: 1,
}
const dollars = (actions: Action[], schools: number, name: string) =>
  billOf(actions, schools).find((line) => line.name === name)?.dollars ?? Number.NaN

test('a million votes cost the price of their units and of their responses', () => {
  // 2 million reads at 0.125, 2 million writes at 0.625, 6 MB of storage
  expect(dollars([vote], 1, 'table')).toBeCloseTo(0.25 + 1.25 + 0.006 * 0.45)
  expect(dollars([vote], 1, 'gateway')).toBeCloseTo(1)
  const runs = 1_000_000 + 30 * 24 * 60
  expect(dollars([vote], 1, 'functions')).toBeCloseTo((runs / 1e6) * 0.2 + runs * 0.06 * 0.0000133334)
})

test('twice the schools cost twice as much, except for fixed costs', () => {
  for (const name of ['table', 'gateway', 'e-mail'])
    expect(dollars([vote, mail], 20, name)).toBeCloseTo(2 * dollars([vote, mail], 10, name))
  expect(dollars([vote], 1000, 'secret')).toBe(dollars([vote], 1, 'secret'))
})

test('the nearest quota comes first', () => {
  // 1,000 mails in the busiest hour of one school: five times the daily quota of a new account.
  const [first] = limitsOf([mail], 1)
  expect(first).toMatchObject({ needed: 1000, quota: 200 })
  const requests = limitsOf([vote], 60).find(({ name }) => name.startsWith('requests'))
  expect(requests?.needed).toBeCloseTo(((60 * 1000) / 3600) * 3)
  // Many schools do not all write in the same hour.
  const many = limitsOf([vote], 800).find(({ name }) => name.startsWith('requests'))
  expect(many?.needed).toBeCloseTo(((100 * 1000) / 3600) * 3)
})
