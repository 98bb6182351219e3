import { beforeAll, expect, test } from 'vitest'
import { groupToken, typedGroups } from '../../../web/components/group-fields.tsx'
import { learn, loadLanguages, translator } from '../../../web/messages/catalogue.ts'
import { en } from '../../../web/messages/school/en.ts'
import type { Reader } from '../../../web/visit.ts'

let reader: Reader
beforeAll(async () => {
  learn(en)
  await loadLanguages(['en'])
  reader = {
    t: translator('en'),
    language: 'en',
    actor: { kind: 'public' },
    path: '/',
    today: '2027-03-01',
    carriers: [],
  }
})

const KNOWN = ['bus:4', 'shift:night']

test('ticked groups stay, others go, and written ones are added', () => {
  const values = { knownGroups: [groupToken('shift:night'), 'of another school'], groups: ['club: Chess'] }
  expect(typedGroups(reader, values, KNOWN)).toEqual(['shift:night', 'club:Chess'])
  expect(typedGroups(reader, {}, KNOWN)).toEqual([])
})

test.each([
  ['Bus route: 14', 'bus:14'],
  ['bus:4', 'bus:4'],
  ['time: 8:00', 'time:8:00'],
  ['校车：14', '校车:14'],
  ['no value', 'no value'],
])('%j is read as %j', (line, group) => {
  expect(typedGroups(reader, { groups: [line] }, KNOWN)).toEqual([group])
})
