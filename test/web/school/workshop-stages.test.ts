import { expect, test } from 'vitest'
import type { Workshop } from '../../../shared/workshop/workshop.ts'
import { learn, translator } from '../../../web/messages/catalogue.ts'
import { en } from '../../../web/messages/school/en.ts'
import { stagesOf } from '../../../web/school/workshop-stages.ts'
import type { Reader } from '../../../web/visit.ts'

learn(en)

const reader = { t: translator('en') } as Reader
const namesOf = (workshop: Partial<Workshop>) =>
  stagesOf(reader, workshop as Workshop).map(({ name, state }) => `${name}: ${state}`)

test('a workshop that a parent proposed begins with the proposal', () => {
  expect(namesOf({ status: 'draft', proposed: true })).toEqual([
    'Proposed: past',
    'Draft: now',
    'Voting: next',
    'Scheduled: next',
    'Held: next',
  ])
})

test('a date that was set without a vote skips the vote, and a draft does not yet', () => {
  expect(namesOf({ status: 'scheduled' })).toEqual(['Draft: past', 'Scheduled: now', 'Held: next'])
  expect(namesOf({ status: 'draft' })).toContain('Voting: next')
})

test('a canceled workshop went no further than its date', () => {
  expect(namesOf({ status: 'cancelled' })).toEqual(['Draft: past', 'Scheduled: now', 'Held: next'])
})
