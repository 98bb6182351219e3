import { describe, expect, test } from 'vitest'
import { ReplyInput, replyOf } from '../../../shared/session/reply.ts'

const accepts = (input: object) => ReplyInput.safeParse(input).success
const family = { id: 'f', writtenLanguage: 'so' }

describe('a reply', () => {
  test('is of one adult where nothing else is told', () => {
    expect(replyOf({ attending: true }, family, '2027-03-01T00:00:00.000Z')).toMatchObject({
      adults: 1,
      children: [],
      readers: { so: 1 },
      waiting: false,
    })
  })
  test('that says no counts nobody and needs no reason', () => {
    const reply = replyOf({ attending: false, adults: 3, ride: 3 }, family, '2027-03-01T00:00:00.000Z')
    expect(reply).toMatchObject({ attending: false, adults: 0, ride: 0, readers: {} })
  })
  test.each([
    ['every need', { attending: true, adults: 2, diets: { halal: 2 }, allergens: ['nuts'], access: 'ramp' }],
    ['children by months or age band', { attending: true, children: [{ months: 0 }, { ageBand: 'teen' }] }],
    ['who reads what', { attending: true, readers: { 'zh-Hant': 1 } }],
  ])('may tell %s', (_, input) => {
    expect(accepts(input)).toBe(true)
  })
  test.each([
    ['a field that nobody knows', { attending: true, plusOne: 1 }],
    ['no adult', { attending: true, adults: 0 }],
    ['a birth date', { attending: true, children: [{ born: '2020-01-01' }] }],
    ['a child of 18 years', { attending: true, children: [{ months: 216 }] }],
    ['two diets of one person', { attending: true, diets: { halal: 1, vegan: 1 } }],
    ['an unknown diet', { attending: true, diets: { keto: 1 } }],
    [
      'interpretation for more adults than come',
      { attending: true, interpretation: [{ language: 'es', adults: 2 }] },
    ],
    ['a text over its limit', { attending: true, access: 'x'.repeat(281) }],
    ['half a person', { attending: true, adults: 1.5 }],
  ])('with %s is refused', (_, input) => {
    expect(accepts(input)).toBe(false)
  })
})
