import { expect, test } from 'vitest'
import { firstChecklist } from '../../../shared/logistics/first-checklist.ts'
import { DEFAULT_SETTINGS } from '../../../shared/school/school.ts'
import type { Workshop } from '../../../shared/workshop/workshop.ts'
import { READING } from '../../support/puente.ts'

const occasion = {
  start: '2027-03-23T22:00:00.000Z',
  timeZone: 'America/Los_Angeles',
  settings: DEFAULT_SETTINGS,
}
const workshop: Workshop = { ...READING, id: 'w', status: 'voting', revision: 1 }

test('a checklist begins with what every session needs, and the room is due first', () => {
  const { items, first, due } = firstChecklist(workshop, occasion)
  expect(first.map(({ kind }) => kind)).toEqual(['room'])
  expect(due).toBe('2027-03-02')
  expect(items).toBeGreaterThan(4)
})

test('what follows from replies alone is not on it yet', () => {
  const offers = { childcare: true, food: false, interpretation: true, rides: true }
  expect(firstChecklist({ ...workshop, offers }, occasion).items).toBe(
    firstChecklist(workshop, occasion).items,
  )
})

test('the school’s own items are on it, and come first where they are due first', () => {
  const planned = [{ title: 'Ask the choir', needed: 1, daysBefore: 30 }]
  const { items, first, due } = firstChecklist({ ...workshop, planned }, occasion)
  expect(items).toBe(firstChecklist(workshop, occasion).items + 1)
  expect(first.map(({ title }) => title)).toEqual(['Ask the choir'])
  expect(due).toBe('2027-02-21')
})
