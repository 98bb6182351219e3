import { expect, test } from 'vitest'
import { byFamily, lastAttempt, newCall, untriedFirst, withAttempt } from '../../../shared/message/call.ts'

const due = '2027-03-01T15:00:00.000Z'
const callTo = (family: string) =>
  newCall({
    ...{ family, caregiver: `${family}-1`, name: family, language: 'en', to: '', reason: 'phone', at: due },
    about: { kind: 'voteInvitation', workshop: 'w', stand: due, due, until: '2027-03-12T15:00:00.000Z' },
  })
const today = '2027-03-02T05:00:00.000Z'

test('families that nobody answered at today come after the others, those of yesterday in their place', () => {
  const tried = withAttempt(callTo('a'), { by: 'Ada', at: '2027-03-02T15:00:00.000Z' })
  const yesterday = withAttempt(callTo('b'), { by: 'Ada', at: '2027-03-01T15:00:00.000Z' })
  const families = untriedFirst(byFamily([tried, yesterday, callTo('c')]), today)
  expect(families.map(({ family }) => family)).toEqual(['b', 'c', 'a'])
  expect(families.map((one) => lastAttempt(one, today)?.by)).toEqual([undefined, undefined, 'Ada'])
})

test('the same attempt is recorded once, and of many attempts the last ten are kept', () => {
  const attempt = { by: 'Ada', at: '2027-03-02T15:00:00.000Z' }
  const once = withAttempt(callTo('a'), attempt)
  expect(withAttempt(once, attempt)).toBe(once)
  const often = Array.from({ length: 12 }, (_, hour) => `2027-03-03T${10 + hour}:00:00.000Z`)
  const many = often.reduce((call, at) => withAttempt(call, { by: 'Ada', at }), once)
  expect(many.tries?.map(({ at }) => at)).toEqual(often.slice(-10))
})
