import { expect, test } from 'vitest'
import { balanceOf } from '../../../shared/workshop/balance.ts'

const workshops = (social: number, learning: number) => [
  ...Array.from({ length: social }, () => ({ purpose: 'social' as const, builds: ['connections' as const] })),
  ...Array.from({ length: learning }, () => ({ purpose: 'learning' as const, builds: [] })),
]

test.each([
  [1, 1, false],
  [2, 1, true],
  [3, 3, false],
  [4, 3, true],
  [0, 0, false],
])('%i social and %i others: a warning is %s', (social, learning, mostlySocial) => {
  expect(balanceOf(workshops(social, learning)).mostlySocial).toBe(mostlySocial)
})

test('each purpose and each of the four Cs is counted', () => {
  const balance = balanceOf(workshops(2, 1))
  expect(balance).toMatchObject({
    workshops: 3,
    purposes: { social: 2, learning: 1, decision: 0, teaching: 0 },
    builds: { connections: 2, capabilities: 0 },
  })
})
