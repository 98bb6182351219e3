import { expect, test } from 'vitest'
import type { Family } from '../../../shared/family/family.ts'
import { planImport } from '../../../shared/roster/plan.ts'
import { previewOf } from '../../../shared/roster/preview.ts'
import type { Roster, RosterFamily } from '../../../shared/roster/roster.ts'

const family = (guardian: string, change: Partial<RosterFamily> = {}): RosterFamily => ({
  sourceIds: [guardian],
  name: 'Ruiz',
  writtenLanguage: 'es',
  spokenLanguage: 'es',
  caregivers: [{ sourceId: guardian, givenName: guardian, familyName: 'Ruiz', channels: [] }],
  children: [],
  groups: [],
  ...change,
})
const roster = (...families: RosterFamily[]): Roster => ({
  families,
  ties: {
    file: 'users.csv',
    field: 'agentSourcedIds',
    lines: new Map(families.flatMap(({ sourceIds }) => sourceIds).map((source, at) => [source, at + 2])),
    tied: new Map(),
  },
  removed: [],
  rejected: [],
  warnings: [],
})
let count = 0
const id = () => `id${count++}`
const imported = (...families: RosterFamily[]): Family[] => planImport([], roster(...families), id).created

test('A preview names new families and those that change in the order of their lines', () => {
  const existing = imported(family('g2'), family('g3'))
  const next = roster(family('g1'), family('g2', { writtenLanguage: 'en' }), family('g3'), family('g4'))
  const { created, updated } = previewOf(next, planImport(existing, next, id), existing)
  expect(created.map(({ line, family: { sourceIds } }) => [line, ...sourceIds])).toEqual([
    [2, 'g1'],
    [5, 'g4'],
  ])
  expect(updated.map(({ line, fields }) => [line, ...fields])).toEqual([[3, 'writtenLanguage']])
  expect(updated[0]?.before.writtenLanguage).toBe('es')
  expect(updated[0]?.after.writtenLanguage).toBe('en')
})
