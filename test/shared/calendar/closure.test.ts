import { describe, expect, test } from 'vitest'
import {
  NewClosure,
  type SchoolCalendar,
  withClosure,
  withoutClosure,
} from '../../../shared/calendar/closure.ts'

const EMPTY: SchoolCalendar = { closures: [], revision: 0 }
const winter = { name: 'Winter break', from: '2026-12-21', to: '2027-01-04' }

describe('a closure as it is entered', () => {
  const accepts = (input: object) => NewClosure.safeParse({ ...winter, ...input }).success

  test('has a name of its own and days that follow each other', () => {
    expect(NewClosure.parse({ ...winter, name: ' Winter break ' })).toEqual(winter)
    expect(accepts({ to: undefined })).toBe(true)
    expect(accepts({ to: winter.from })).toBe(true)
    expect(accepts({ name: 'x'.repeat(80), uid: 'x'.repeat(255) })).toBe(true)
    for (const wrong of [{ name: '' }, { name: '  ' }, { name: 'x'.repeat(81) }, { uid: 'x'.repeat(256) }])
      expect(accepts(wrong)).toBe(false)
    for (const wrong of [{ from: 'soon' }, { to: '2027-02-30' }, { day: 1 }])
      expect(accepts(wrong)).toBe(false)
  })

  test('that ends before it begins is told so at its end', () => {
    const { error } = NewClosure.safeParse({ ...winter, to: '2026-12-20' })
    expect(error?.issues).toMatchObject([{ path: ['to'], message: 'end-before-start' }])
  })
})

describe('the calendar of a school', () => {
  const named = ({ closures }: SchoolCalendar) => closures.map(({ id }) => id)
  const entered = (...starts: string[]) =>
    starts.reduce((so, from) => withClosure(so, { name: 'Closed', from }, from), EMPTY)

  test('has the soonest first, in whatever order they were entered', () => {
    const days = ['2027-03-02', '2027-03-01', '2027-03-03']
    expect(named(entered(...days))).toEqual(days.toSorted())
    expect(named(entered(...days.toReversed()))).toEqual(days.toSorted())
    expect(entered(...days).revision).toBe(3)
  })

  test('keeps two of the same day in the order in which they were entered', () => {
    const both = ['a', 'b', 'c'].reduce((so, id) => withClosure(so, winter, id), EMPTY)
    expect(named(both)).toEqual(['a', 'b', 'c'])
  })

  test('takes a closure without an end for one day, and names another calendar only where there is one', () => {
    expect(entered('2027-03-01').closures).toEqual([
      { id: '2027-03-01', name: 'Closed', from: '2027-03-01', to: '2027-03-01' },
    ])
  })

  test('changes what another calendar brings again, and adds what that calls otherwise or lays on another day', () => {
    const bring = (so: SchoolCalendar, id: string, more: object) =>
      withClosure(so, { ...winter, uid: 'winter', ...more }, id)
    const once = bring(withClosure(EMPTY, { ...winter, from: '2026-01-01' }, 'own'), 'a', {})
    expect(bring(once, 'b', { name: 'Break' }).closures).toEqual([
      { id: 'own', ...winter, from: '2026-01-01' },
      { id: 'a', ...winter, name: 'Break', uid: 'winter' },
    ])
    expect(named(bring(once, 'b', { from: '2026-12-22' }))).toEqual(['own', 'a', 'b'])
    expect(named(bring(once, 'b', { uid: 'other' }))).toEqual(['own', 'a', 'b'])
    expect(named(withClosure(once, winter, 'b'))).toEqual(['own', 'a', 'b'])
  })

  test('forgets the oldest when there are more than four hundred', () => {
    const day = (place: number) => new Date(Date.UTC(2027, 0, 1 + place)).toISOString().slice(0, 10)
    const { closures } = entered(...Array.from({ length: 401 }, (_, place) => day(place)))
    expect([closures.length, closures[0]?.from, closures.at(-1)?.from]).toEqual([400, day(1), day(400)])
  })

  test('is without one that was taken out', () => {
    const two = entered('2027-03-01', '2027-03-02')
    const { closures, revision } = withoutClosure(two, '2027-03-01')
    expect([closures.map(({ id }) => id), revision]).toEqual([['2027-03-02'], 3])
    expect(named(withoutClosure(two, 'none'))).toEqual(named(two))
  })
})
