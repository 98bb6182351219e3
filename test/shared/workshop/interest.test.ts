import { expect, test } from 'vitest'
import { countInterest, InterestInput } from '../../../shared/workshop/interest.ts'

const at = '2027-03-01T15:00:00.000Z'

test('families are counted by the language that they speak and by what would help, those off the roster not at all', () => {
  const families = [
    { id: 'rosa', spokenLanguage: 'es' },
    { id: 'ana', spokenLanguage: 'es' },
    { id: 'omar', spokenLanguage: 'so' },
  ]
  const interests = [
    { family: 'rosa', helps: ['childcare' as const, 'childcare' as const, 'food' as const], at },
    { family: 'omar', helps: ['childcare' as const], at },
    { family: 'gone', helps: ['ride' as const], at },
  ]
  expect(countInterest(interests, families)).toEqual({
    families: 2,
    languages: { es: 1, so: 1 },
    helps: { childcare: 2, food: 1 },
  })
})

test('help is of the known kinds', () => {
  expect(InterestInput.parse({})).toEqual({ helps: [] })
  expect(InterestInput.safeParse({ helps: ['money'] }).success).toBe(false)
})
