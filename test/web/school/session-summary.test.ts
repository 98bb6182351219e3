import { describe, expect, test } from 'vitest'
import { staffName } from '../../../shared/session/reply.ts'
import { type Named, summaryOf } from '../../../web/school/session-summary.ts'

const reply = (name: string, change: Partial<Named> = {}): Named => ({
  name,
  family: name,
  attending: true,
  waiting: false,
  adults: 1,
  children: [],
  interpretation: [],
  readers: {},
  diets: {},
  allergens: [],
  ride: 0,
  repliedAt: '2026-11-30T15:00:00.000Z',
  revision: 1,
  ...change,
})
const names = (replies: readonly Named[]) => replies.map(({ name }) => name)

describe('The summary of a session', () => {
  test('lists who comes and who cannot by name, and who waits in the order of the waiting list', () => {
    const { coming, waiting, away } = summaryOf(
      [
        reply('Zamora', { waiting: true, position: 1 }),
        reply('Zhao'),
        reply('Ávila'),
        reply('Ellis', { attending: false, adults: 0 }),
        reply('Adan', { waiting: true, position: 2 }),
      ],
      'en',
    )
    expect(names(coming)).toEqual(['Ávila', 'Zhao'])
    expect(names(waiting)).toEqual(['Zamora', 'Adan'])
    expect(names(away)).toEqual(['Ellis'])
  })

  test('counts the people of those who come alone; the staff are people, and no family', () => {
    const { families, adults, children } = summaryOf(
      [
        reply('Ávila', { adults: 2, children: [{ ageBand: 'three' }] }),
        reply('Zamora', { waiting: true, adults: 3, children: [{ ageBand: 'three' }] }),
        reply('Dana', { family: staffName('dana') }),
      ],
      'en',
    )
    expect({ families, adults, children }).toEqual({ families: 1, adults: 3, children: 1 })
  })

  test('counts children from 3, 6 and 13 years on, and leaves out ages without a child', () => {
    const months = [35, 36, 71, 72, 155].map((one) => ({ months: one }))
    const { ages } = summaryOf([reply('Ávila', { children: [...months, { ageBand: 'older' }] })], 'en')
    expect(ages).toEqual([
      { name: 'under3', count: 1 },
      { name: 'from3', count: 2 },
      { name: 'from6', count: 3 },
    ])
    expect(summaryOf([reply('Ávila', { children: [{ months: 156 }] })], 'en').ages).toEqual([
      { name: 'from13', count: 1 },
    ])
  })
})
