import { describe, expect, test } from 'vitest'
import { foodFor, mealsOf } from '../../../shared/logistics/food.ts'
import { interpretationFor } from '../../../shared/logistics/interpretation.ts'
import { allergensOf, needsOf } from '../../../shared/logistics/needs.ts'
import { withTenthMore } from '../../../shared/logistics/quantity.ts'
import { DEFAULT_SETTINGS } from '../../../shared/school/school.ts'
import { type Reply, replyOf, staffName } from '../../../shared/session/reply.ts'

const WORKSHOP = {
  durationMinutes: 90,
  presentationLanguage: 'en',
  presenters: 2,
  volunteers: 4,
  offers: { childcare: true, food: true, interpretation: true, rides: true },
}

const AGES = [6, 6, ...Array(5).fill(24), ...Array(6).fill(42), ...Array(9).fill(60), ...Array(12).fill(84)]
const CHILDREN: number[] = [...AGES, ...Array(6).fill(132)]

/** 40 families with 52 adults and 40 children; 24 adults need Spanish, 5 Arabic; halal 14, vegetarian 7. */
function fortyFamilies(): Reply[] {
  return CHILDREN.map((months, place) =>
    replyOf(
      {
        attending: true,
        adults: place < 12 ? 2 : 1,
        children: [{ months }],
        ...(place < 29 && { interpretation: [{ language: place < 24 ? 'es' : 'ar', adults: 1 }] }),
        ...(place < 21 && { diets: place < 14 ? { halal: 1 } : { vegetarian: 1 } }),
        readers: { [place < 24 ? 'es' : 'en']: 1 },
      },
      { id: `f${place}`, writtenLanguage: 'en' },
      '2027-03-01T00:00:00.000Z',
    ),
  )
}

describe('the worked example of forty families', () => {
  const needs = () => needsOf(fortyFamilies(), WORKSHOP, DEFAULT_SETTINGS)

  test('40 families, 52 adults and 40 children are expected', () => {
    expect(needs().expected).toEqual({ families: 40, adults: 52, children: 40 })
  })
  test('childcare takes 3 + 3 + 2 = 8 adults', () => {
    expect(needs().childcare.staff).toBe(8)
    expect(needs().childcare.rooms).toMatchObject([
      { room: 'A', children: 7, staff: 3 },
      { room: 'B', children: 15, staff: 3 },
      { room: 'C', children: 18, staff: 2 },
    ])
  })
  test('Spanish and Arabic take 4 interpreters, 2 transmitters and 34 receivers', () => {
    expect(needs().interpretation).toEqual({
      interpreters: 4,
      byLanguage: { ar: { need: 5, interpreters: 2 }, es: { need: 24, interpreters: 2 } },
      mode: 'simultaneous',
      transmitters: 2,
      receivers: 34,
    })
  })
  test('a crew of 18 makes 111 meals: halal 16, vegetarian 8, general 87', () => {
    expect(needs().food).toEqual({
      crew: 18,
      target: 111,
      special: { halal: 16, vegetarian: 8 },
      general: 87,
    })
  })
  test('needs 64 chairs, 2 sign-in stations, and 27 Spanish handouts for 24 readers', () => {
    expect(needs().room).toEqual({ chairs: 64, stations: 2 })
    expect(needs().handouts.es).toBe(27)
  })
})

describe('the worked example of one Vietnamese adult', () => {
  const needs = [{ language: 'vi', adults: 1 }]
  const session = { presentationLanguage: 'en', presenters: 1 }

  test('45 minutes take one interpreter who whispers, without equipment', () => {
    expect(interpretationFor(needs, { ...session, durationMinutes: 45 })).toEqual({
      interpreters: 1,
      byLanguage: { vi: { need: 1, interpreters: 1 } },
      mode: 'whispered',
      transmitters: 0,
      receivers: 0,
    })
  })
  test.each([
    [60, 1],
    [61, 2],
    [75, 2],
  ])('%i minutes take %i', (durationMinutes, interpreters) => {
    expect(interpretationFor(needs, { ...session, durationMinutes }).interpreters).toBe(interpreters)
  })
})

describe('the worked examples without a crew', () => {
  const nobody = { crew: 0, cushionPercent: 10 }

  test('50 people who all come make 55 meals', () => {
    expect(foodFor({ ...nobody, people: 50, diets: [], showPercent: 100 }).target).toBe(55)
  })
  test('20 people who all eat halal are 22 meals, over the target of 20', () => {
    const food = foodFor({ ...nobody, people: 20, diets: [['halal', 20]], showPercent: 90 })
    expect(food).toEqual({ crew: 0, target: 20, special: { halal: 22 }, general: 0 })
    expect(mealsOf(food)).toBe(22)
  })
})

describe('what counts', () => {
  const family = { id: 'f', writtenLanguage: 'es' }
  const comes = (input: object) => replyOf({ attending: true, ...input }, family, '2027-03-01T00:00:00.000Z')
  const needs = (...replies: Reply[]) => needsOf(replies, WORKSHOP, DEFAULT_SETTINGS)

  test('a tenth more than 50 is 55, which floating point gets wrong', () => {
    expect(withTenthMore(50)).toBe(55)
  })
  test('families that wait or do not come count nowhere', () => {
    const waiting = { ...comes({ children: [{ months: 6 }] }), waiting: true }
    const staying = replyOf({ attending: false }, family, '2027-03-01T00:00:00.000Z')
    expect(needs(waiting, staying)).toEqual(needs())
  })
  test('a child of 13 years eats, but needs no childcare', () => {
    const { childcare, expected, food } = needs(comes({ children: [{ months: 156 }] }))
    expect([childcare.staff, childcare.rooms, expected.children, food.target]).toEqual([0, [], 1, 9])
  })
  test('one child alone in a room has two adults', () => {
    expect(needs(comes({ children: [{ ageBand: 'early' }] })).childcare.staff).toBe(2)
  })
  test('a need for the language of presentation itself takes no interpreter', () => {
    const asked = comes({ interpretation: [{ language: 'en', adults: 1 }] })
    expect(needs(asked).interpretation.mode).toBe('none')
  })
  test('nothing is inferred from the language that a family reads', () => {
    const { interpretation, food } = needs(comes({}))
    expect([interpretation.interpreters, food.special]).toEqual([0, {}])
  })
  test('adults read handouts in the written language of their family where it told nothing else', () => {
    expect(needs(comes({ adults: 2 })).handouts).toEqual({ es: 3 })
    expect(needs(comes({ adults: 2, readers: { en: 1 } })).handouts).toEqual({ en: 2 })
  })
  test('what is not offered needs nothing', () => {
    const offers = { childcare: false, food: false, interpretation: false, rides: false }
    const asked = comes({
      children: [{ months: 6 }],
      interpretation: [{ language: 'es', adults: 1 }],
      ride: 2,
    })
    const none = needsOf([asked], { ...WORKSHOP, offers }, DEFAULT_SETTINGS)
    expect([none.childcare.staff, none.interpretation.interpreters]).toEqual([0, 0])
    expect([none.food.target, none.rides.vehicles]).toEqual([0, 0])
  })
  test('five riders take two vehicles of four seats', () => {
    expect(needs(comes({ adults: 5, ride: 5 })).rides).toEqual({ riders: 5, vehicles: 2 })
  })
  test('allergens are counted whatever their case', () => {
    expect(allergensOf([comes({ allergens: ['Peanut'] }), comes({ allergens: ['peanut', 'egg'] })])).toEqual({
      Peanut: 2,
      egg: 1,
    })
  })
})

describe('equipment for interpretation', () => {
  const session = { presentationLanguage: 'en', presenters: 1, durationMinutes: 60 }
  test.each([
    ['is not needed for two adults of one language, who are whispered to', [['so', 2]], 'whispered', 0, 0],
    ['is needed for three adults of one language', [['so', 3]], 'simultaneous', 1, 5],
    [
      'is needed for one adult each of two languages',
      [
        ['so', 1],
        ['es', 1],
      ],
      'simultaneous',
      2,
      4,
    ],
  ] as const)('%s', (_, asked, mode, transmitters, receivers) => {
    const needs = asked.map(([language, adults]) => ({ language, adults }))
    expect(interpretationFor(needs, session)).toMatchObject({ mode, transmitters, receivers })
  })

  test('languages are sorted by name', () => {
    const needs = ['vi', 'ar', 'so'].map((language) => ({ language, adults: 1 }))
    expect(Object.keys(interpretationFor(needs, session).byLanguage)).toEqual(['ar', 'so', 'vi'])
    expect(Object.keys(interpretationFor(needs.toReversed(), session).byLanguage)).toEqual(['ar', 'so', 'vi'])
  })
})

describe('what counts and what does not', () => {
  const comes = (id: string, input: object = {}) =>
    replyOf({ attending: true, ...input }, { id, writtenLanguage: 'es' }, '2027-03-01T00:00:00.000Z')

  test('the staff who come are adults, and no families', () => {
    const replies = [comes('f'), comes(staffName('m'), { adults: 2 })]
    expect(needsOf(replies, WORKSHOP, DEFAULT_SETTINGS).expected).toEqual({
      families: 1,
      adults: 3,
      children: 0,
    })
  })

  test('allergens of who waits or does not come are not shown', () => {
    const waiting = { ...comes('w', { allergens: ['egg'] }), waiting: true }
    const staying = { ...comes('s', { allergens: ['milk'] }), attending: false }
    expect(allergensOf([waiting, staying, comes('f', { allergens: ['peanut'] })])).toEqual({ peanut: 1 })
  })
})
