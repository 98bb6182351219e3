import { describe, expect, test } from 'vitest'
import { ReplyInput, rememberedOf, replyOf } from '../../../shared/session/reply.ts'

const accepts = (input: object) => ReplyInput.safeParse(input).success
const family = { id: 'f', writtenLanguage: 'so' }

describe('a reply', () => {
  test('is for one adult by default', () => {
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

describe('what is wrong with a reply', () => {
  const issuesOf = (input: object) =>
    ReplyInput.safeParse({ attending: true, ...input }).error?.issues.map(({ code, path, message }) => ({
      code,
      path,
      message,
    }))

  test('is told at the diets, and at the interpretation', () => {
    expect(issuesOf({ diets: { halal: 2 } })).toEqual([
      { code: 'custom', path: ['diets'], message: 'more-than-people' },
    ])
    expect(issuesOf({ interpretation: [{ language: 'es', adults: 2 }] })).toEqual([
      { code: 'custom', path: ['interpretation'], message: 'more-than-adults' },
    ])
  })

  test.each(['e', 'english', '-es', 'es-', 'es-a', 'es_MX', 'es MX', ' es', 'es '])(
    'is told of %j, which is no language',
    (language) => {
      const [issue] = issuesOf({ interpretation: [{ language, adults: 1 }] }) ?? []
      expect(issue).toMatchObject({ path: ['interpretation', 0, 'language'], message: 'language' })
    },
  )

  test('is not that a language is written in capitals, which is read in its usual case', () => {
    const { interpretation } = ReplyInput.parse({
      attending: true,
      adults: 1,
      interpretation: [{ language: 'ES', adults: 1 }],
    })
    expect(interpretation).toEqual([{ language: 'es', adults: 1 }])
  })

  test.each(['es', 'kea', 'zh-Hans', 'es-419', 'zh-Hant-TW'])('is not that it is in %s', (language) => {
    expect(issuesOf({ interpretation: [{ language, adults: 1 }] })).toBeUndefined()
  })

  test('is not the space around what was typed', () => {
    const parsed = ReplyInput.parse({ attending: true, allergens: [' nuts '], access: ' ramp ' })
    expect([parsed.allergens, parsed.access]).toEqual([['nuts'], 'ramp'])
    expect(accepts({ attending: true, allergens: ['  '] })).toBe(false)
  })
})

describe('what a reply keeps', () => {
  const whole = {
    adults: 2,
    children: [{ months: 30 }],
    interpretation: [{ language: 'so', adults: 1 }],
    diets: { halal: 2 },
    allergens: ['nuts'],
    ride: 3,
    access: 'ramp',
  }
  const at = '2027-03-01T00:00:00.000Z'
  const nothing = { children: [], interpretation: [], diets: {}, allergens: [], ride: 0 }

  test('is all that was told', () => {
    expect(replyOf({ attending: true, ...whole, readers: { en: 1 } }, family, at)).toEqual({
      family: 'f',
      attending: true,
      waiting: false,
      ...whole,
      readers: { en: 1 },
      repliedAt: at,
      revision: 1,
    })
  })

  test('is no more than that nobody comes where it says no', () => {
    const reply = replyOf({ attending: false, ...whole, readers: { en: 1 } }, family, at)
    expect(reply).toEqual({
      family: 'f',
      attending: false,
      waiting: false,
      adults: 0,
      ...nothing,
      readers: {},
      repliedAt: at,
      revision: 1,
    })
  })

  test('is nothing that was not told', () => {
    expect(replyOf({ attending: true }, family, at)).toMatchObject(nothing)
    expect(replyOf({ attending: true }, family, at)).not.toHaveProperty('access')
  })

  test('is remembered for the next one, and a no leaves what was remembered', () => {
    expect(rememberedOf(replyOf({ attending: true, ...whole }, family, at))).toEqual({
      ...whole,
      repliedAt: at,
    })
    expect(rememberedOf(replyOf({ attending: true }, family, at))).toEqual({
      adults: 1,
      ...nothing,
      repliedAt: at,
    })
    expect(rememberedOf(replyOf({ attending: false }, family, at))).toBeUndefined()
  })
})
