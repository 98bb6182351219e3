import { expect, test } from 'vitest'
import { changesPlans, freePlace, mayText } from '../../../shared/message/texting.ts'

const at = '2027-03-01T15:00:00.000Z'

test('the third text about a session is kept for what changes plans, and there is no fourth', () => {
  const may = (kind: Parameters<typeof mayText>[0], texts: number) =>
    mayText(kind, { texts, known: undefined })
  expect([0, 1, 2, 3].map((texts) => may('reminder', texts))).toEqual([true, true, false, false])
  expect([0, 1, 2, 3].map((texts) => may('cancelled', texts))).toEqual([true, true, true, false])
  expect([may('moved', 2), may('broadcast', 2)]).toEqual([true, false])
})

test('those who asked for fewer texts still get the ones that they need', () => {
  const known = { state: 'fewer', reason: 'word', at } as const
  const kinds = [
    'voteInvitation',
    'voteReminder',
    'timeChosen',
    'replyReminder',
    'reminder',
    'dayBefore',
  ] as const
  expect(kinds.filter((kind) => mayText(kind, { texts: 0, known }))).toEqual([
    'voteInvitation',
    'timeChosen',
    'dayBefore',
  ])
  expect(changesPlans('moved') && mayText('moved', { texts: 0, known })).toBe(true)
})

test('the places are taken in their order, and there are three', () => {
  expect(freePlace(new Map())).toBe(0)
  expect(
    freePlace(
      new Map([
        [0, 'a'],
        [2, 'c'],
      ]),
    ),
  ).toBe(1)
  expect(
    freePlace(
      new Map([
        [0, 'a'],
        [1, 'b'],
        [2, 'c'],
      ]),
    ),
  ).toBeUndefined()
})
