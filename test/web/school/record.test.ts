import { expect, test } from 'vitest'
import { answersOf } from '../../../web/school/record.tsx'

const options = ['a', 'b', 'c']

test.each([
  ['y i n', { a: 'yes', b: 'ifNeeded', c: 'no' }],
  ['YIN', { a: 'yes', b: 'ifNeeded', c: 'no' }],
  ['y,-,n', { a: 'yes', c: 'no' }],
  ['- - -', {}],
  ['y n', undefined],
  ['y n y y', undefined],
  ['y n x', undefined],
  ['', undefined],
])('the marks %j stand for %j', (marks, answers) => {
  expect(answersOf(marks, options)).toEqual(answers)
})
