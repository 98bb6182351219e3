import fc from 'fast-check'
import { expect, test } from 'vitest'
import { electorateOf, tallyOf } from './electorate.ts'

const options = ['a', 'b']
const families = ['f0', 'f1', 'f2', 'f3', 'f4', 'f5', 'f6', 'f7']

test('answers are counted by option, and a missing answer is not counted', () => {
  const tally = tallyOf(options, [{ a: 'yes' }, { a: 'yes', b: 'no' }, { a: 'ifNeeded' }])
  expect(tally).toEqual([
    { id: 'a', yes: 2, ifNeeded: 1, no: 0 },
    { id: 'b', yes: 0, ifNeeded: 0, no: 1 },
  ])
})

test('every family votes first, none twice at once, and each change differs from the ballot before', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.integer({ min: 8, max: 60 }),
      fc.integer({ min: 1, max: 7 }),
      (seed, changes, open) => {
        const electorate = electorateOf(families, { options, changes, seed })
        const before = new Map<string, { version: number; answers: object }>()
        const underWay: NonNullable<ReturnType<typeof electorate.next>>[] = []
        let given = 0
        for (let vote = electorate.next(); vote; vote = electorate.next()) {
          expect(underWay.map(({ family }) => family)).not.toContain(vote.family)
          expect(vote.version).toBe((before.get(vote.family)?.version ?? -1) + 1)
          expect(vote.answers).not.toEqual(before.get(vote.family)?.answers)
          before.set(vote.family, vote)
          underWay.push(vote)
          given++
          const [first] = underWay
          if (first && underWay.length >= open) electorate.acknowledge(underWay.splice(0, 1)[0] ?? first)
        }
        for (const vote of underWay) electorate.acknowledge(vote)
        expect(given).toBe(changes)
        expect(electorate.acknowledged().size).toBe(families.length)
      },
    ),
  )
})

test('fewer votes than families are refused', () => {
  expect(() => electorateOf(families, { options, changes: 7, seed: 1 })).toThrow('every family votes once')
})
