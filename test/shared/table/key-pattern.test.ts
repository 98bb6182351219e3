import { expect, test } from 'vitest'
import { keyPattern } from '../../../shared/table/key-pattern.ts'

const BALLOTS = keyPattern('SCHOOL#{school}#BALLOTS#{workshop}', 'BALLOT#{family}')
const NOTICES = keyPattern('SCHOOL#{school}#NOTICES', 'NOTICE#{workshop}#{id}')

test('a key is built by its pattern and parsed by the same one', () => {
  const values = { school: 's', workshop: 's-w', family: 'staff~m' }
  const key = BALLOTS.key(values)
  expect(key).toEqual({ pk: 'SCHOOL#s#BALLOTS#s-w', sk: 'BALLOT#staff~m' })
  expect(BALLOTS.parse(key)).toEqual(values)
  expect(BALLOTS.partition(values)).toBe(key.pk)
  expect(BALLOTS.prefix).toBe('BALLOT#')
})

test('the last value of a sort key may hold a number sign, no other one may', () => {
  const values = { school: 's', workshop: 'w', id: 'session#host#0' }
  expect(NOTICES.parse(NOTICES.key(values))).toEqual(values)
  expect(NOTICES.parse({ pk: 'SCHOOL#s#x#NOTICES', sk: 'NOTICE#w#n' })).toBeUndefined()
})

test.each([
  ['SCHOOL#s#BALLOTS#w', 'DEPARTED'],
  ['SCHOOL#s#BALLOTS#w', 'BALLOT#'],
  ['SCHOOL#s#BALLOTS#w#PACKED', 'BALLOT#f'],
  ['SCHOOL##BALLOTS#w', 'BALLOT#f'],
  ['X#SCHOOL#s#BALLOTS#w', 'BALLOT#f'],
])('%s / %s is a key of another kind', (pk, sk) => {
  expect(BALLOTS.parse({ pk, sk })).toBeUndefined()
})
