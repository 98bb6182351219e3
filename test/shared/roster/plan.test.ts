import { describe, expect, test } from 'vitest'
import { changeFamily, type Family, mergeTwo, splitOff } from '../../../shared/family/family.ts'
import { type TieAnswer, withTieId } from '../../../shared/household/tie.ts'
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
const roster = (
  families: RosterFamily[],
  removed: string[] = [],
  pairs: [string, string][] = [],
): Roster => ({
  families,
  ties: {
    file: 'users.csv',
    field: 'agentSourcedIds',
    lines: new Map(families.flatMap(({ sourceIds }) => sourceIds).map((source, at) => [source, at + 2])),
    tied: tiedBy(families, pairs),
  },
  removed,
  rejected: [],
  warnings: [],
})
const tiedBy = (families: RosterFamily[], pairs: [string, string][]) => {
  const tied = new Map<string, Set<string>>()
  const tie = (one: string, other: string) => tied.set(one, (tied.get(one) ?? new Set()).add(other))
  for (const { sourceIds } of pairs.length > 0 ? [] : families)
    for (const one of sourceIds) for (const other of sourceIds) if (one !== other) tie(one, other)
  for (const [one, other] of pairs) {
    tie(one, other)
    tie(other, one)
  }
  return tied
}
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

const reasons = ({ warnings }: ReturnType<typeof planImport>) =>
  warnings.map(({ line, reason }) => [line, reason])
const answeredWith = (answer: TieAnswer, plan: ReturnType<typeof planImport>) =>
  [...plan.ties.values()].map((tie) => ({ ...withTieId(tie), askedAt: '2027-03-01T15:00:00.000Z', answer }))
const household = (guardians: string[], students: string[]): RosterFamily => ({
  ...family(guardians, ''),
  sourceIds: [...guardians, ...students],
  children: students.map((sourceId) => ({ grade: '03', sourceId })),
})

describe('ties that go', () => {
  const before = imported(family(['g1', 'g2'], 's1'))
  const parted = roster([family(['g1'], 's1'), household(['g2'], [])])

  test('part nobody: a person is asked, at the lines of both sides', () => {
    const plan = planImport(before, parted, id)
    expect(sizes(plan)).toEqual([0, 0, 1])
    expect([...plan.ties.values()]).toEqual([
      { kind: 'part', family: before[0]?.id, people: ['g2'], isMissing: false },
    ])
    expect(reasons(plan)).toEqual([
      [2, 'would-part'],
      [4, 'would-part'],
    ])
  })

  test('keep whoever is missing or was rejected', () => {
    const plan = planImport(before, roster([household(['g1'], []), household(['g2'], [])]), id)
    expect(sizes(plan)).toEqual([0, 0, 1])
    expect([...plan.ties.values()].map(({ people, isMissing }) => [people, isMissing])).toEqual([
      [['g2'], false],
      [['s1'], true],
    ])
  })

  test('are not asked about when they are back, and never twice after an answer', () => {
    expect(planImport(before, roster([family(['g1', 'g2'], 's1')]), id).ties.size).toBe(0)
    const answered = answeredWith('together', planImport(before, parted, id))
    const again = planImport(before, parted, id, answered)
    expect([again.ties.size, again.warnings, sizes(again)]).toEqual([0, [], [0, 0, 1]])
  })

  test('of people marked for deletion act at once', () => {
    const plan = planImport(before, roster([family(['g1'], 's1')], ['g2']), id)
    expect(plan.updated.map(({ caregivers }) => caregivers.map(({ sourceId }) => sourceId))).toEqual([['g1']])
    expect(plan.ties.size).toBe(0)
  })

  test('of a sibling who leaves the school keep the sibling and the language', () => {
    const [known] = imported({ ...household(['g1'], ['s1', 's2']), groups: ['language:es', 'grade:03'] })
    const file = household(['g1'], ['s2'])
    const plan = planImport(
      known ? [known] : [],
      roster([{ ...file, writtenLanguage: 'en', groups: [] }]),
      id,
    )
    expect(sizes(plan)).toEqual([0, 0, 1])
    expect([...plan.ties.values()].map(({ people }) => people)).toEqual([['s1']])
  })
})

describe('ties that come', () => {
  const before = imported(household(['g1'], ['s1']), household(['g2'], ['s2']))
  const pair = (guardian: string, student: string): [string, string] => [guardian, student]
  const old = [pair('g1', 's1'), pair('g2', 's2')]

  test('join no two families: a person is asked', () => {
    const tied = roster([household(['g1', 'g2'], ['s1', 's2'])], [], [...old, pair('g1', 's2')])
    const plan = planImport(before, tied, id)
    expect(sizes(plan)).toEqual([0, 0, 2])
    expect([...plan.ties.values()]).toMatchObject([{ kind: 'join' }])
    expect(reasons(plan)).toEqual([
      [2, 'would-join'],
      [5, 'would-join'],
    ])
    const apart = planImport(before, tied, id, answeredWith('apart', plan))
    expect([apart.ties.size, sizes(apart)]).toEqual([0, [0, 0, 2]])
  })

  test('let somebody new join the one family they are tied to', () => {
    const tied = roster(
      [household(['g1', 'g3'], ['s1', 's3'])],
      [],
      [...old, pair('g3', 's1'), pair('g3', 's3')],
    )
    const [after] = planImport(before, tied, id).updated
    expect(after?.caregivers.map(({ sourceId }) => sourceId)).toEqual(['g1', 'g3'])
    expect(after?.children.map(({ sourceId }) => sourceId)).toEqual(['s1', 's3'])
  })

  test('of a new child in common wait for the answer; families that stay apart share the child', () => {
    const tied = roster(
      [household(['g1', 'g2'], ['s1', 's2', 's3'])],
      [],
      [...old, pair('g1', 's3'), pair('g2', 's3')],
    )
    const plan = planImport(before, tied, id)
    expect(sizes(plan)).toEqual([0, 0, 2])
    const { updated } = planImport(before, tied, id, answeredWith('apart', plan))
    expect(updated.map(({ children }) => children.map(({ sourceId }) => sourceId))).toEqual([
      ['s1', 's3'],
      ['s2', 's3'],
    ])
    expect(planImport(updated, tied, id).ties.size).toBe(0)
  })

  test('in a ring of three families ask about each pair', () => {
    const three = [...before, ...imported(household(['g3'], ['s3']))]
    const ring = [...old, pair('g3', 's3'), pair('g1', 's2'), pair('g2', 's3'), pair('g3', 's1')]
    const plan = planImport(three, roster([household(['g1', 'g2', 'g3'], ['s1', 's2', 's3'])], [], ring), id)
    expect([plan.ties.size, sizes(plan)]).toEqual([3, [0, 0, 3]])
  })

  test('do not undo a split by hand', () => {
    const [whole] = imported(household(['g1', 'g2'], ['s1']))
    const leaving = { caregivers: whole?.caregivers.slice(1).map((one) => one.id) ?? [], children: [] }
    const both = whole && splitOff(whole, leaving, 'other')
    const plan = planImport(both ?? [], roster([household(['g1', 'g2'], ['s1'])]), id)
    expect([plan.ties.size, sizes(plan)]).toEqual([0, [0, 0, 2]])
  })
})

describe('a family whose id changed', () => {
  const at = (sourceId: string, address: string): RosterFamily => ({
    ...household([], []),
    sourceIds: [`simple:${sourceId}`],
    caregivers: [{ ...person(`simple:${sourceId}:1`), channels: [{ kind: 'email', address }] }],
  })
  const before = imported(at('F1', 'ana@example.org'))

  test('is known by a caregiver’s address, and a person is asked', () => {
    const renamed = roster([at('F9', 'Ana@Example.org')])
    const plan = planImport(before, renamed, id)
    expect(sizes(plan)).toEqual([0, 0, 0])
    const listed = renamed.families.flatMap(({ caregivers }) =>
      caregivers.map(({ givenName, familyName }) => ({ givenName, familyName })),
    )
    expect([...plan.ties.values()]).toEqual([
      { kind: 'join', family: before[0]?.id, renamedTo: 'simple:F9', listed },
    ])
    expect(sizes(planImport(before, renamed, id, answeredWith('apart', plan)))).toEqual([1, 0, 0])
  })

  test('is another family where the first is still in the file', () => {
    const both = roster([at('F1', 'ana@example.org'), at('F9', 'ana@example.org')])
    expect(sizes(planImport(before, both, id))).toEqual([1, 0, 1])
  })
})
