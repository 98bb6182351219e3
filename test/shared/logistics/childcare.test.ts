import fc from 'fast-check'
import { expect, test } from 'vitest'
import { childcareFor } from '../../../shared/logistics/childcare.ts'
import { DEFAULT_SETTINGS } from '../../../shared/school/school.ts'

const profile = DEFAULT_SETTINGS.childcare
const months = fc.integer({ min: 0, max: 215 })

test.each([
  [[12, 12, 12, 12, 12, 12], 2],
  [Array(7).fill(12), 3],
  [Array(9).fill(13), 3],
  [Array(15).fill(36), 3],
  [Array(17).fill(48), 3],
  [Array(21).fill(72), 3],
  [Array(25).fill(108), 3],
  [Array(25).fill(156), 0],
])('children of %j months take %i adults', (ages, staff) => {
  expect(childcareFor(ages, profile).staff).toBe(staff)
})

test('the room tells how its number came about', () => {
  expect(childcareFor([6, 6, 24, 24, 24, 24, 24], profile).rooms).toEqual([
    {
      room: 'A',
      children: 7,
      staff: 3,
      perAdult: 3,
      ages: [
        { fromMonths: 0, toMonths: 12, perAdult: 3, children: 2 },
        { fromMonths: 13, toMonths: 35, perAdult: 4, children: 5 },
      ],
    },
  ])
})

test('another child never makes do with fewer adults', () => {
  fc.assert(
    fc.property(fc.array(months, { maxLength: 60 }), months, (ages, another) => {
      const before = childcareFor(ages, profile).staff
      expect(childcareFor([...ages, another], profile).staff).toBeGreaterThanOrEqual(before)
    }),
  )
})

test('every child under 13 is in one room, and every room has two adults at least', () => {
  fc.assert(
    fc.property(fc.array(months, { maxLength: 60 }), (ages) => {
      const { rooms } = childcareFor(ages, profile)
      const placed = rooms.reduce((sum, room) => sum + room.children, 0)
      expect(placed).toBe(ages.filter((age) => age < 156).length)
      expect(rooms.every((room) => room.staff >= 2 && room.staff * room.perAdult >= room.children)).toBe(true)
    }),
  )
})

test('a school whose rooms leave an age out still has every child in a room', () => {
  const gap = { ...profile, rooms: [{ name: 'Nest', fromMonths: 12, toMonths: 24 }] }
  expect(childcareFor([3, 30, 150], gap).rooms).toMatchObject([{ room: 'Nest', children: 3 }])
})

test('the order in which a school writes its rooms and ratios makes no difference', () => {
  const ages = [6, 24, 40, 50, 80, 110]
  const reversed = { ratios: profile.ratios.toReversed(), rooms: profile.rooms.toReversed() }
  const [forth, back] = [childcareFor(ages, profile), childcareFor(ages, reversed)]
  expect(back.staff).toBe(forth.staff)
  const perAdult = ({ rooms }: typeof forth) =>
    Object.fromEntries(rooms.map((one) => [one.room, one.perAdult]))
  expect(perAdult(back)).toEqual(perAdult(forth))
})
