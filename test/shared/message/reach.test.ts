import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ReachRecord, reachOf } from '../../../shared/message/reach.ts'

const at = '2027-03-01T15:00:00.000Z'
const by = (family: string, way: ReachRecord['by'], caregiver = 'c'): ReachRecord => ({
  ...{ family, caregiver, by: way, at, expiresAt: 0 },
})

test('each family counts once, by the most personal way; a family that answered was reached as well', () => {
  const reached = [by('a', 'email'), by('a', 'sms', 'd'), by('b', 'email'), by('c', 'sms'), by('c', 'person')]
  const heard = new Set(['b', 'd'])
  expect(reachOf(['a', 'b', 'c', 'd', 'e'], { reached, heard })).toEqual({
    ...{ families: 5, sms: 1, email: 1, person: 1, heard: 1, nobody: ['e'] },
  })
})

test('the parts and the unreached families add up to all families', () => {
  const family = fc.constantFrom('a', 'b', 'c', 'd', 'gone')
  const one = fc.record({ family, way: fc.constantFrom('email' as const, 'sms' as const, 'person' as const) })
  fc.assert(
    fc.property(fc.array(one), fc.array(family), (all, heard) => {
      const reached = all.map((each) => by(each.family, each.way))
      const {
        person,
        sms,
        email,
        heard: said,
        nobody,
      } = reachOf(['a', 'b', 'c', 'd'], { reached, heard: new Set(heard) })
      expect(person + sms + email + said + nobody.length).toBe(4)
    }),
  )
})
