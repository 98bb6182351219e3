import { describe, expect, test } from 'vitest'
import type { Family } from '../../../shared/family/family.ts'
import type { RemovedFamily } from '../../../shared/household/removed-family.ts'
import { returningFamilies } from '../../../shared/roster/returning.ts'
import type { Roster, RosterFamily } from '../../../shared/roster/roster.ts'

const person = (sourceId: string, givenName = 'Rosa', address = 'rosa@example.org') => ({
  ...{ id: sourceId, sourceId, givenName, familyName: '' },
  channels: [{ kind: 'email' as const, address }],
})
const family = (
  id: string,
  sourceIds: string[],
  caregivers = [person(`${sourceIds[0] ?? id}:1`)],
): Family => ({
  ...{ id, name: id, writtenLanguage: 'es', spokenLanguage: 'es', caregivers, children: [], groups: [] },
  ...{ bothMustAttend: false, sourceIds, saidThemselves: [], links: [], revision: 1 },
})
const removed = (one: Family): RemovedFamily => ({
  ...{ family: one, removedAt: '2027-03-01T15:00:00.000Z', expiresAt: 1 },
  mentions: { hosted: [], members: [], credits: [], takings: [] },
})
const rosterOf = (...families: Pick<RosterFamily, 'sourceIds' | 'caregivers'>[]): Roster => ({
  families: families.map((one) => ({ ...family('', []), ...one })),
  ties: { file: '', field: '', lines: new Map(), tied: new Map() },
  ...{ removed: [], rejected: [], warnings: [] },
})
const ids = (...args: Parameters<typeof returningFamilies>) =>
  returningFamilies(...args).map((one) => one.family.id)

describe('a removed family comes back', () => {
  test('with a roster that lists one of its people by id', () => {
    const roster = rosterOf({ sourceIds: ['f1'], caregivers: [person('f1:1', 'Other', 'other@example.org')] })
    expect(ids([removed(family('gone', ['f1']))], [], roster)).toEqual(['gone'])
  })

  test('with a roster that lists one of its caregivers by name and address, however they are written', () => {
    const roster = rosterOf({ sourceIds: ['f9'], caregivers: [person('f9:1', 'ROSA', 'Rosa@Example.org')] })
    expect(ids([removed(family('gone', ['f1']))], [], roster)).toEqual(['gone'])
  })

  test('not by an address or a name alone', () => {
    for (const other of [person('f9:1', 'Ana'), person('f9:1', 'Rosa', 'ana@example.org')]) {
      const roster = rosterOf({ sourceIds: ['f9'], caregivers: [other] })
      expect(ids([removed(family('gone', ['f1']))], [], roster)).toEqual([])
    }
  })

  test('not while another family has one of its people', () => {
    const roster = rosterOf({ sourceIds: ['f1'], caregivers: [person('f1:1')] })
    expect(ids([removed(family('gone', ['f1']))], [family('there', ['f1'])], roster)).toEqual([])
  })

  test('not with a row of a family that is there, of a caregiver whom both had', () => {
    const roster = rosterOf({ sourceIds: ['f2'], caregivers: [person('f2:1')] })
    expect(ids([removed(family('gone', ['f1']))], [family('there', ['f2'])], roster)).toEqual([])
  })

  test('once, should two removed ones have the same people', () => {
    const roster = rosterOf({ sourceIds: ['f1'], caregivers: [person('f1:1')] })
    const two = [removed(family('gone', ['f1'])), removed(family('twin', ['f1']))]
    expect(ids(two, [], roster)).toEqual(['gone'])
  })

  test('also where its return was interrupted, and it is there already', () => {
    const roster = rosterOf({ sourceIds: ['f1'], caregivers: [person('f1:1')] })
    expect(ids([removed(family('gone', ['f1']))], [family('gone', ['f1'])], roster)).toEqual(['gone'])
  })
})
