import { expect, test } from 'vitest'
import { isLate, readinessOf } from '../../../shared/logistics/readiness.ts'
import type { ItemKind, ItemStatus } from '../../../shared/session/item.ts'

const TODAY = '2027-03-10'
const item = (kind: ItemKind, status: ItemStatus, due = '2027-03-20') => ({ kind, status, due, inputs: {} })

test.each([
  ['needed', '2027-03-09', true],
  ['asked', '2027-03-09', true],
  ['recheck', '2027-03-09', true],
  ['blocked', '2027-03-09', true],
  ['needed', TODAY, false],
  ['confirmed', '2027-03-09', false],
  ['done', '2027-03-09', false],
  ['notNeeded', '2027-03-09', false],
] as const)('%s and due on %s is late: %s', (status, due, late) => {
  expect(isLate(item('meals', status, due), TODAY)).toBe(late)
})

test.each([
  ['late where one is late', [item('room', 'done'), item('chairs', 'asked', '2027-03-09')], 'late', 1],
  ['late where one is blocked', [item('room', 'blocked'), item('chairs', 'recheck')], 'late', 0],
  ['to check again before it is open', [item('room', 'needed'), item('chairs', 'recheck')], 'recheck', 0],
  ['open with the share that is settled', [item('room', 'confirmed'), item('chairs', 'asked')], 'open', 1],
  ['ready where all are settled', [item('room', 'confirmed'), item('chairs', 'done')], 'ready', 2],
] as const)('an area is %s', (_, items, state, settled) => {
  expect(readinessOf(items, TODAY).areas).toEqual({ room: { state, settled, items: 2 } })
})

test('what families bring is food where it has portions, and never late', () => {
  const dish = { ...item('signUp', 'asked', '2027-03-09'), inputs: { portions: 10 } }
  const chairs = item('signUp', 'confirmed', '2027-03-09')
  expect([dish, chairs].map((one) => isLate(one, TODAY))).toEqual([false, false])
  expect(readinessOf([dish, chairs], TODAY).areas).toEqual({
    food: { state: 'open', settled: 0, items: 1 },
    own: { state: 'ready', settled: 1, items: 1 },
  })
})

test('a session is as ready as the worst of its areas, and what is not needed does not count', () => {
  const items = [
    item('meals', 'confirmed'),
    item('childcare', 'recheck'),
    item('rides', 'notNeeded', '2027-03-01'),
  ]
  expect(readinessOf(items, TODAY)).toEqual({
    state: 'recheck',
    settled: 1,
    items: 2,
    areas: {
      childcare: { state: 'recheck', settled: 0, items: 1 },
      food: { state: 'ready', settled: 1, items: 1 },
    },
  })
})
