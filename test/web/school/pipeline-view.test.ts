import { expect, test } from 'vitest'
import type { Workshop } from '../../../shared/workshop/workshop.ts'
import { nextSession, workshopsAt } from '../../../web/school/pipeline-view.ts'
import { READING } from '../../support/puente.ts'

const session = (day: number, cancelled = false) => ({
  ...{
    id: `s${day}`,
    start: `2027-03-${day}T18:00:00.000Z`,
    end: `2027-03-${day}T19:00:00.000Z`,
    option: 'o',
  },
  ...(cancelled && { cancelled: true as const }),
})

const workshop = (id: string, status: Workshop['status'], ...sessions: ReturnType<typeof session>[]) =>
  ({ ...READING, id, status, revision: 1, ...(sessions.length > 0 && { sessions }) }) satisfies Workshop

test('scheduled workshops stand in the order of their sessions, held ones with the last first', () => {
  const all = [
    workshop('late', 'scheduled', session(28)),
    workshop('soon', 'scheduled', session(12), session(30)),
    workshop('old', 'held', session(10)),
    workshop('recent', 'held', session(11)),
    workshop('idea', 'draft'),
  ]
  const ids = (stage: Parameters<typeof workshopsAt>[1]) => workshopsAt(all, stage).map(({ id }) => id)
  expect(ids('scheduled')).toEqual(['soon', 'late'])
  expect(ids('held')).toEqual(['recent', 'old'])
  expect(ids('voting')).toEqual([])
})

test('the next session is the first that is not over and not canceled; after the last one, that', () => {
  const series = workshop('series', 'scheduled', session(26), session(19, true), session(12))
  const next = (now: string) => nextSession(series, now)?.id
  expect(next('2027-03-10T00:00:00.000Z')).toBe('s12')
  expect(next('2027-03-12T18:30:00.000Z')).toBe('s12')
  expect(next('2027-03-12T19:00:00.000Z')).toBe('s26')
  expect(next('2027-04-01T00:00:00.000Z')).toBe('s26')
  expect(
    nextSession(workshop('never', 'scheduled', session(19, true)), '2027-03-10T00:00:00.000Z'),
  ).toBeUndefined()
})
