import { expect, test } from 'vitest'
import { changeFamily, type Family, mergeTwo } from '../../../shared/family/family.ts'
import { planImport } from '../../../shared/roster/plan.ts'
import type { Roster, RosterFamily } from '../../../shared/roster/roster.ts'

let count = 0
const id = () => `id${count++}`
const person = (sourceId: string) => ({ sourceId, givenName: sourceId, familyName: 'Ruiz', channels: [] })
const family = (guardians: string[], student: string, change: Partial<RosterFamily> = {}): RosterFamily => ({
  sourceIds: [...guardians, student],
  name: 'Ruiz',
  writtenLanguage: 'es',
  spokenLanguage: 'es',
  caregivers: guardians.map(person),
  children: [{ grade: '03', sourceId: student }],
  groups: ['language:es'],
  ...change,
})
const roster = (families: RosterFamily[], removed: string[] = []): Roster => ({
  families,
  removed,
  rejected: [],
  warnings: [],
})
const imported = (...families: RosterFamily[]): Family[] => planImport([], roster(families), id).created
const sizes = ({ created, updated, unchanged }: ReturnType<typeof planImport>) => [
  created.length,
  updated.length,
  unchanged.length,
]

test('the same roster again changes nothing', () => {
  const first = [family(['g1', 'g2'], 's1'), family(['g3'], 's2')]
  expect(sizes(planImport(imported(...first), roster(first), id))).toEqual([0, 0, 2])
})

test('an update keeps the ids of caregivers and fields changed by hand', () => {
  const [before] = imported(family(['g1'], 's1')).map((one) =>
    changeFamily(one, { writtenLanguage: 'en' }, id),
  )
  const next = family(['g1', 'g2'], 's1', { name: 'Ruiz · Paz' })
  const [after] = planImport(before ? [before] : [], roster([next]), id).updated
  expect(after).toMatchObject({ id: before?.id, name: 'Ruiz · Paz', writtenLanguage: 'en', revision: 3 })
  expect(after?.caregivers[0]?.id).toBe(before?.caregivers[0]?.id)
  expect(after?.caregivers).toHaveLength(2)
})

test('removed people leave; a family without anybody is removed', () => {
  const before = imported(family(['g1', 'g2'], 's1'), family(['g3'], 's2'))
  const plan = planImport(before, roster([], ['g1', 'g3', 's2']), id)
  expect(plan.updated.map(({ sourceIds }) => sourceIds)).toEqual([['g2', 's1']])
  expect(plan.warnings.map(({ reason }) => reason)).toEqual(['family-removed'])
  expect(plan.removed).toHaveLength(1)
})

test('families merged by hand stay merged', () => {
  const both = [family(['g1'], 's1'), family(['g2'], 's2')]
  const [kept, joined] = imported(...both)
  if (!kept || !joined) throw new Error('two families')
  expect(sizes(planImport([mergeTwo(kept, joined)], roster(both), id))).toEqual([0, 0, 1])
})

test('a family that the roster splits becomes two', () => {
  const before = imported(family(['g1', 'g2'], 's1'))
  const parted = [family(['g1'], 's1'), family(['g2'], 's2')]
  expect(sizes(planImport(before, roster(parted), id))).toEqual([1, 1, 0])
})
