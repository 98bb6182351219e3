import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accept } from '../../../shared/access/accept.ts'
import {
  changedSignUp,
  NewSignUp,
  newSignUp,
  passedTaking,
  placesTaken,
  portionsBrought,
  type SignUp,
  signUpStatus,
  type Taking,
  TakingInput,
  takenAgain,
  takingOf,
  timesOf,
  withoutNotes,
  withTaking,
} from '../../../shared/session/sign-up.ts'

// A Tuesday evening in New York, 18:00 to 19:30.
const SESSION = { start: '2027-03-09T23:00:00.000Z', timeZone: 'America/New_York' }
const AT = '2027-03-01T15:00:00.000Z'

const line = (change: Partial<SignUp> = {}): SignUp => ({
  title: { en: 'A main dish for ten' },
  wanted: 4,
  place: 0,
  takings: [],
  ...change,
})
const taking = (family: string, places = 1, more: Partial<Taking> = {}): Taking => ({
  family,
  places,
  takenAt: AT,
  ...more,
})

describe('the times of a line', () => {
  const chairs = { title: { en: 'Set up chairs' }, wanted: 4 }
  test.each([
    ['a time of day', '17:30', '18:00'],
    ['a local time', '2027-03-09T17:30', '2027-03-09T18:00'],
    ['an instant', '2027-03-09T22:30:00Z', '2027-03-09T18:00:00-05:00'],
  ])('are given as %s', (_, from, to) => {
    const made = newSignUp(accept(NewSignUp, { ...chairs, from, to }), SESSION, 0)
    expect(timesOf(made, SESSION)).toEqual({
      from: '2027-03-09T22:30:00.000Z',
      to: '2027-03-09T23:00:00.000Z',
    })
  })

  test('move with the session', () => {
    const made = newSignUp({ ...chairs, from: '17:30' }, SESSION, 0)
    const moved = { ...SESSION, start: '2027-03-11T22:00:00.000Z' }
    expect(timesOf(made, moved)).toEqual({ from: '2027-03-11T21:30:00.000Z' })
  })

  test.each([
    ['an end before the beginning', { from: '18:00', to: '17:30' }, '/to', 'end-before-start'],
    ['another month', { from: '2027-04-09T17:30' }, '/from', 'far-from-session'],
  ])('are not %s', (_, times, pointer, detail) => {
    const refused = expect.objectContaining({ details: { errors: [{ pointer, detail }] } })
    expect(() => newSignUp({ ...chairs, ...times }, SESSION, 0)).toThrow(refused)
  })

  test('a change keeps what it does not name, and null takes it away', () => {
    const made = newSignUp({ ...chairs, portions: 10, from: '17:30', to: '18:00' }, SESSION, 0)
    const changed = changedSignUp(made, { wanted: 6 }, SESSION)
    expect(changed).toEqual({ ...made, wanted: 6 })
    const without = changedSignUp(changed, { portions: null, from: null, to: null }, SESSION)
    expect(without).toEqual({ title: chairs.title, wanted: 6, place: 0, takings: [] })
  })
})

test.each([
  ['minus one place', { places: -1 }, '/places'],
  ['half a place', { places: 0.5 }, '/places'],
  ['a note of 81 characters', { places: 1, note: 'x'.repeat(81) }, '/note'],
  ['a note with a document number', { places: 1, note: 'My SSN is 123-45-6789' }, '/note'],
  ['an unknown field', { places: 1, seats: 1 }, '/seats'],
])('%s is refused', (_, input, pointer) => {
  const refused = expect.objectContaining({
    code: 'invalid-input',
    details: { errors: [expect.objectContaining({ pointer })] },
  })
  expect(() => accept(TakingInput, input)).toThrow(refused)
})

describe('the places of a line', () => {
  const people = fc.constantFrom('a', 'b', 'c', 'd', 'e')
  const steps = fc.array(fc.tuple(people, fc.integer({ min: 0, max: 6 })), { maxLength: 30 })

  test('are never more than are wanted, and each family has what it last took', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), steps, (wanted, taken) => {
        let list = line({ wanted })
        const has = new Map<string, number>()
        for (const [family, places] of taken) {
          const others = [...has].reduce((sum, [one, count]) => sum + (one === family ? 0 : count), 0)
          const fits = others + places <= wanted
          const take = () => withTaking(list, taking(family, places))
          if (fits) {
            list = take()
            has.set(family, places)
          } else expect(take).toThrow(expect.objectContaining({ code: 'signup-full' }))
          expect(placesTaken(list)).toBeLessThanOrEqual(wanted)
        }
        for (const [family, places] of has) expect(takingOf(list, family)?.places ?? 0).toBe(places)
      }),
    )
  })

  test('that are left are named where more are asked for', () => {
    const list = line({ takings: [taking('a', 3)] })
    const refused = expect.objectContaining({ code: 'signup-full', details: { left: 1 } })
    expect(() => withTaking(list, taking('b', 2))).toThrow(refused)
    expect(placesTaken(withTaking(list, taking('a', 4)))).toBe(4)
  })

  test('wanted are never fewer than are taken', () => {
    const list = line({ takings: [taking('a', 3)] })
    const refused = expect.objectContaining({ code: 'signup-taken', details: { taken: 3 } })
    expect(() => changedSignUp(list, { wanted: 2 }, SESSION)).toThrow(refused)
    expect(changedSignUp(list, { wanted: 3 }, SESSION).wanted).toBe(3)
  })

  test('taken say how far the line is', () => {
    const of = (places: number) => signUpStatus(line({ takings: places ? [taking('a', places)] : [] }))
    expect([of(0), of(1), of(3), of(4)]).toEqual(['needed', 'asked', 'asked', 'confirmed'])
  })

  test('bring their portions', () => {
    const lines = [
      line({ portions: 10, takings: [taking('a', 2), taking('b')] }),
      line({ portions: 5, takings: [taking('a', 2)] }),
      line({ takings: [taking('c', 3)] }),
    ]
    expect(portionsBrought(lines)).toBe(40)
  })
})

test('a change of what a family brings keeps since when it does', () => {
  const list = withTaking(line(), taking('a'))
  const later = withTaking(list, taking('a', 1, { note: 'Rice', takenAt: '2027-03-02T15:00:00.000Z' }))
  expect(later.takings).toEqual([taking('a', 1, { note: 'Rice' })])
})

test('of two families that become one the later sign-up stays, whoever is kept', () => {
  const early = taking('a', 2, { note: 'Rice' })
  const late = taking('b', 1, { note: 'Beans', takenAt: '2027-03-02T15:00:00.000Z' })
  const list = line({ takings: [early, taking('c'), late] })
  expect(passedTaking(list, { from: 'b', to: 'a' }).takings).toEqual([taking('c'), { ...late, family: 'a' }])
  expect(passedTaking(list, { from: 'a', to: 'b' }).takings).toEqual([taking('c'), late])
  expect(passedTaking(list, { from: 'd', to: 'a' })).toBe(list)
})

test('a family that comes back takes what is left of its places', () => {
  const list = line({ takings: [taking('b', 3)] })
  expect(placesTaken(takenAgain(list, taking('a', 2)))).toBe(4)
  const full = line({ takings: [taking('b', 4)] })
  expect(takenAgain(full, taking('a', 2))).toBe(full)
})

test('what families said of their dish goes, and how many they brought stays', () => {
  const list = line({ takings: [taking('a', 2, { note: 'Rice', allergens: ['nuts'] })] })
  expect(withoutNotes(list).takings).toEqual([taking('a', 2)])
})
