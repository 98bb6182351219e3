import { expect, test } from 'vitest'
import { feedName, feedOwner, isFeedOf } from '../../web/feed-name.ts'

const key = 'a key for tests of at least thirty-two signs'
const owner = { school: 's1', family: 'f1' }
const family = { links: ['one', 'two'] }
const name = feedName(key, owner, family)

test('the address of a feed names its family, and is valid for that family alone', () => {
  expect(feedOwner(name)).toEqual(owner)
  expect(isFeedOf(key, name, family)).toBe(true)
  expect(isFeedOf(key, name.replace('f1', 'f2'), family)).toBe(false)
  expect(isFeedOf('another key', name, family)).toBe(false)
})

test('the address of a feed expires with the personal link', () => {
  expect(isFeedOf(key, name, { links: ['three', 'four'] })).toBe(false)
})

test.each(['', 's1', 's1.f1', 's1.f1.short', `..${'x'.repeat(32)}`])(
  '%j is no address of a feed',
  (wrong) => {
    expect(feedOwner(wrong)).toBeUndefined()
    expect(isFeedOf(key, wrong, family)).toBe(false)
  },
)
