import { describe, expect, test } from 'vitest'
import type { Family } from '../../../shared/family/family.ts'
import {
  type AnsweredTie,
  decisionsOf,
  leavingOf,
  mergedTie,
  type NewTie,
  withoutLeaving,
  withTieId,
} from '../../../shared/household/tie.ts'

const answered = (tie: NewTie): AnsweredTie => ({
  ...withTieId(tie),
  askedAt: '2027-03-01T15:00:00.000Z',
  answer: 'apart',
})
const family: Family = {
  id: 'f',
  name: 'Ruiz',
  writtenLanguage: 'es',
  spokenLanguage: 'es',
  caregivers: [
    { id: 'c1', givenName: 'Ana', familyName: 'Ruiz', channels: [], sourceId: 'g1' },
    { id: 'c2', givenName: 'Leo', familyName: 'Ruiz', channels: [], sourceId: 'g2' },
  ],
  children: [{ grade: '03', sourceId: 's1' }, { grade: '04' }, { grade: '04' }],
  groups: [],
  bothMustAttend: false,
  sourceIds: ['g1', 'g2', 's1'],
  saidThemselves: [],
  links: [],
  revision: 1,
}

test('a tie between two families is the same from either side', () => {
  const [one, other] = [
    withTieId({ kind: 'join', family: 'a', other: 'b' }),
    withTieId({ kind: 'join', family: 'b', other: 'a' }),
  ]
  expect(one.id).toBe(other.id)
})

describe('an answer', () => {
  test('holds for the same two families, and for the same people however a roster groups them', () => {
    const isDecided = decisionsOf([
      answered({ kind: 'join', family: 'a', other: 'b' }),
      answered({ kind: 'part', family: 'f', people: ['g1', 's1'] }),
    ])
    expect(isDecided({ kind: 'join', family: 'b', other: 'a' })).toBe(true)
    expect(isDecided({ kind: 'join', family: 'a', other: 'c' })).toBe(false)
    expect(isDecided({ kind: 'part', family: 'f', people: ['s1'] })).toBe(true)
    expect(isDecided({ kind: 'part', family: 'f', people: ['s1', 'g2'] })).toBe(false)
    expect(isDecided({ kind: 'part', family: 'other', people: ['s1'] })).toBe(false)
  })

  test('passes to the family that its family is merged into, unless both sides are now one', () => {
    const tie = answered({ kind: 'join', family: 'a', other: 'b' })
    const passed = mergedTie(tie, { from: 'b', to: 'c' })
    expect(passed).toEqual(answered({ kind: 'join', family: 'a', other: 'c' }))
    expect(mergedTie(tie, { from: 'b', to: 'a' })).toBeUndefined()
  })
})

test('the people of a tie are found by the roster’s ids, and children without one by their age, each once', () => {
  const tie: NewTie = { kind: 'part', family: 'f', people: ['g2', 's1', 'grade 04'] }
  expect(leavingOf(family, tie)).toEqual({ caregivers: ['c2'], children: [0, 1] })
})

test('people who leave for no other family are not brought back by a roster', () => {
  const after = withoutLeaving(family, { caregivers: ['c2'], children: [0] })
  expect(after).toMatchObject({
    caregivers: [{ id: 'c1' }],
    children: [{ grade: '04' }, { grade: '04' }],
    sourceIds: ['g1'],
    saidThemselves: ['caregivers', 'children'],
    revision: 2,
  })
})
