import { describe, expect, test } from 'vitest'
import { givenCounts, givenLines, withGiven } from '../../../shared/session/giving.ts'
import { type SignUp, type Taking, takingOf, withTaking } from '../../../shared/session/sign-up.ts'

const line = (change: Partial<SignUp> = {}): SignUp => ({
  title: { en: 'A main dish for ten' },
  wanted: 4,
  place: 0,
  takings: [],
  ...change,
})
const taking = (family: string, places = 1): Taking => ({
  family,
  places,
  takenAt: '2027-03-01T15:00:00.000Z',
})

describe('what was given', () => {
  const GIVEN = '2027-03-09T23:10:00.000Z'
  const dish = line({ portions: 10, takings: [taking('a', 2), taking('b', 1)] })
  const chairs = line({ takings: [taking('a', 1)] })

  test('is all that was taken where the door noted nothing', () => {
    expect(givenCounts([dish, chairs])).toEqual({ brought: 3, portions: 30, helped: 1 })
  })

  test('is what the door noted, as soon as it noted anything of the list', () => {
    const noted = withGiven(dish, 'b', GIVEN)
    expect(givenLines([noted, chairs]).flatMap(({ takings }) => takings)).toHaveLength(1)
    expect(givenCounts([noted, chairs])).toEqual({ brought: 1, portions: 10, helped: 0 })
    expect(givenCounts([withGiven(noted, 'b', undefined), chairs]).brought).toBe(3)
  })

  test('is noted once, and stays noted where the family takes more', () => {
    const noted = withGiven(dish, 'b', GIVEN)
    expect(withGiven(noted, 'b', '2027-03-09T23:20:00.000Z')).toBe(noted)
    expect(withGiven(dish, 'b', undefined)).toBe(dish)
    expect(takingOf(withTaking(noted, taking('b', 2)), 'b')).toMatchObject({ places: 2, givenAt: GIVEN })
  })

  test('is of nobody who took nothing', () => {
    const refused = expect.objectContaining({ code: 'not-found' })
    expect(() => withGiven(dish, 'c', GIVEN)).toThrow(refused)
  })
})
