import { describe, expect, test } from 'vitest'
import type { ListedItem, Logistics } from '../../../shared/logistics/logistics.operations.ts'
import { learn, translator } from '../../../web/messages/catalogue.ts'
import { en } from '../../../web/messages/school/en.ts'
import { daysOf } from '../../../web/school/today-days.ts'
import { tasksOf, type VoteUnderWay, type Work } from '../../../web/school/today-tasks.ts'
import type { Reader } from '../../../web/visit.ts'

learn(en)
const reader: Reader = {
  t: translator('en'),
  language: 'en',
  actor: { kind: 'public' },
  path: '/school',
  today: '2026-11-30',
  carriers: [],
}

const item = (change: Partial<ListedItem>) => ({
  ...{ id: change.kind ?? 'chairs', kind: 'chairs', needed: 61, unit: 'chairs', due: '2026-12-07' },
  ...{ role: 'helper', inputs: {}, confirmed: 0, surplus: 0, status: 'needed', owner: 'helper', revision: 1 },
  ...{ late: false, ...change },
})
const checklist = (...items: Partial<ListedItem>[]) =>
  ({
    session: { id: 's', start: '2026-12-10T00:00:00.000Z', end: '2026-12-10T01:30:00.000Z' },
    timeZone: 'America/New_York',
    workshop: { id: 'w', title: { en: 'Reading' } },
    today: '2026-11-30',
    items: items.map(item),
  }) as unknown as Logistics // of a checklist only these are read
const vote = (isOver: boolean) =>
  ({
    workshop: { id: 'v', title: { en: 'Math games' } },
    closesAt: '2026-12-08T02:00:00.000Z',
    isOver,
  }) as unknown as VoteUnderWay // a task needs no counts
const NOTHING: Work = {
  checklists: [],
  votes: [],
  drafts: [],
  proposals: [],
  calls: 0,
  letters: 0,
  ties: [],
  reworded: [],
  hostNotes: [],
  questions: [],
  hasBegun: true,
}
const titles = (work: Partial<Work>) => tasksOf(reader, { ...NOTHING, ...work }).map(({ title }) => title)

describe('The tasks of the day', () => {
  test('are what is late by its date, what has to be checked again, and then the rest', () => {
    const lines = checklist(
      { kind: 'chairs' },
      { kind: 'meals', status: 'recheck', due: '2026-12-04' },
      { kind: 'signs', unit: 'task', late: true, due: '2026-11-29' },
      { kind: 'childcare', late: true, due: '2026-11-25' },
    )
    expect(titles({ checklists: [lines], proposals: [{ title: 'Herbs' }, { title: 'Phones' }] })).toEqual([
      'Adults for childcare',
      'Put up signs',
      'Meals',
      '2 parents want to teach',
    ])
  })

  test('are a proposal with the day by which it was promised an answer, and late after it', () => {
    const task = (answerBy: string) =>
      tasksOf(reader, { ...NOTHING, proposals: [{ title: 'Herbs', answerBy }] }).map(
        ({ title, tone, by }) => `${title}: ${tone}, ${by}`,
      )
    expect(task('2026-12-04T15:00:00.000Z')).toEqual(['A parent wants to teach “Herbs”: plain, Friday'])
    expect(task('2026-11-28T15:00:00.000Z')).toEqual(['A parent wants to teach “Herbs”: late, 2 days late'])
  })

  test('of a session that is over are its thanks, and whether it took place', () => {
    const over = checklist(
      { kind: 'signs', unit: 'task', late: true, due: '2026-12-09' },
      { kind: 'thanks', unit: 'task', late: true, due: '2026-12-11' },
    )
    // Its end is at 8:30 PM of December 9 in New York.
    expect(titles({ checklists: [{ ...over, today: '2026-12-09' }] })).toEqual([
      'Put up signs',
      'Say thank you',
    ])
    expect(titles({ checklists: [{ ...over, today: '2026-12-12' }] })).toEqual(['Say thank you', 'Reading'])
  })

  test('ask once whether a workshop of two sessions took place, after the last', () => {
    const first = { id: 'one', start: '2026-12-03T00:00:00.000Z', end: '2026-12-03T01:30:00.000Z' }
    const last = { id: 'two', start: '2026-12-10T00:00:00.000Z', end: '2026-12-10T01:30:00.000Z' }
    const workshop = { id: 'w', title: { en: 'Reading' }, sessions: [first, last] }
    const on = (today: string) => {
      const checklists = [first, last].map((session) => ({ ...checklist(), session, workshop, today }))
      return titles({ checklists: checklists as unknown as Logistics[] }) // of which only these are read
    }
    expect(on('2026-12-05')).toEqual([])
    expect(on('2026-12-10')).toEqual(['Reading'])
  })

  test('are a decision once a vote is over, and nothing while it is open', () => {
    expect(titles({ votes: [vote(true)] })).toEqual(['Math games'])
    expect(titles({ votes: [vote(false)] })).toEqual([])
  })

  test('lead to the row of the checklist, and say how far it is', () => {
    const lines = checklist({
      kind: 'childcare',
      unit: 'adults',
      needed: 7,
      confirmed: 3,
      late: true,
      due: '2026-11-25',
    })
    expect(tasksOf(reader, { ...NOTHING, checklists: [lines] })).toMatchObject([
      {
        about: 'Reading · 3 of 7 confirmed',
        by: '5 days late',
        href: '/school/sessions/s/checklist#childcare',
      },
    ])
  })
})

describe('The two weeks to come', () => {
  const dayOf = (at: string) => at.slice(0, 10)
  const days = (work: Partial<Work>) => daysOf(reader, { ...NOTHING, ...work }, '2026-11-30', dayOf)

  test('are fourteen days from today on', () => {
    expect(days({}).map(({ date }) => date)).toHaveLength(14)
    expect([days({})[0]?.date, days({}).at(-1)?.date]).toEqual(['2026-11-30', '2026-12-13'])
  })

  test('hold what is open and due, votes that close, and sessions', () => {
    const lines = checklist({ kind: 'chairs' }, { kind: 'signs', unit: 'task', status: 'done' })
    const filled = days({ checklists: [lines], votes: [vote(false)] }).filter(
      ({ entries }) => entries.length > 0,
    )
    expect(filled.map(({ date, entries }) => [date, entries.map(({ tone }) => tone)])).toEqual([
      ['2026-12-07', ['due']],
      ['2026-12-08', ['vote']],
      ['2026-12-10', ['session']],
    ])
  })
})
