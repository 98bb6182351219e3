import { describe, expect, test } from 'vitest'
import { suggestedReply } from '../../../shared/session/reply-suggestion.ts'

const family = {
  spokenLanguage: 'so',
  children: [{ grade: 'KG' }, { grade: '05' }, { ageBand: 'infant' as const }],
}
const remembered = {
  adults: 2,
  children: [{ months: 30 }],
  interpretation: [],
  diets: { halal: 2 },
  allergens: [],
  ride: 0,
}

describe("a reply's form", () => {
  test("starts from the family's children by age band", () => {
    expect(suggestedReply(family)).toEqual({
      adults: 1,
      children: [{ ageBand: 'preschool' }, { ageBand: 'older' }, { ageBand: 'infant' }],
    })
  })
  test('starts from what was answered last time', () => {
    expect(suggestedReply(family, { remembered, vote: { answer: 'ifNeeded' } })).toEqual({
      ...remembered,
      attending: true,
    })
  })
  test('starts from the vote: a no, and what it would take to come', () => {
    expect(
      suggestedReply(family, { vote: { answer: 'no', couldComeIf: ['interpreter', 'ride'] } }),
    ).toMatchObject({
      attending: false,
      interpretation: [{ language: 'so', adults: 1 }],
      ride: 1,
    })
  })
  test('suggests no interpreter to a family that asked for none', () => {
    expect(suggestedReply(family)).not.toHaveProperty('interpretation')
  })
})
