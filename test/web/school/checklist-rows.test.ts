import { describe, expect, test } from 'vitest'
import type { ListedItem } from '../../../shared/logistics/logistics.operations.ts'
import { isLate } from '../../../shared/logistics/readiness.ts'
import {
  daysUntil,
  grouped,
  isOf,
  isShown,
  nextStep,
  revisionsIn,
  revisionsText,
  rowsOf,
} from '../../../web/school/checklist-rows.ts'

const TODAY = '2026-11-30'

const item = (change: Partial<ListedItem>): ListedItem => {
  const made = itemWith(change)
  return { ...made, late: isLate(made, TODAY) }
}
const itemWith = (change: Partial<ListedItem>) => ({
  id: change.language ? `${change.kind}-${change.language}` : (change.kind ?? 'chairs'),
  kind: 'chairs' as const,
  needed: 61,
  unit: 'chairs' as const,
  due: '2026-12-07',
  role: 'helper' as const,
  inputs: {},
  confirmed: 0,
  surplus: 0,
  status: 'needed' as const,
  owner: 'helper',
  revision: 1,
  ...change,
})
const handouts = (language: string, change: Partial<ListedItem> = {}) =>
  item({ kind: 'handouts', language, unit: 'copies', needed: 7, ...change })
const row = (...items: ListedItem[]) => rowsOf(items)[0] ?? expect.fail('there is no row')

describe('The rows of a checklist', () => {
  test('fold like items in several languages, and sum what they need', () => {
    const [folded, chairs] = rowsOf([handouts('ar'), handouts('so', { confirmed: 3 }), item({})])
    expect(folded).toMatchObject({ id: 'handouts', needed: 14, confirmed: 3, area: 'paper' })
    expect(chairs).toMatchObject({ id: 'chairs', needed: 61, area: 'room' })
  })

  test('of a sign-up list are two rows: what families bring, and what they do', () => {
    const line = (id: string, inputs: Record<string, number>, change: Partial<ListedItem> = {}) =>
      item({ id, kind: 'signUp', unit: 'places', inputs, ...change })
    const rows = rowsOf([
      line('rice', { portions: 10 }, { needed: 4, confirmed: 3, status: 'asked' }),
      line('salad', { portions: 5 }, { needed: 3, confirmed: 3, status: 'confirmed' }),
      line('chairs', {}, { needed: 2, confirmed: 0 }),
    ])
    expect(rows).toMatchObject([
      { id: 'signUp-food', area: 'food', confirmed: 6, needed: 7, status: 'asked' },
      { id: 'signUp-own', area: 'own', confirmed: 0, needed: 2 },
    ])
    expect(rows.map(nextStep)).toEqual([undefined, undefined])
  })

  test.each(['handouts', 'handouts-so'])('are unfolded where %s is opened', (edit) => {
    const rows = rowsOf([handouts('ar'), handouts('so')], edit)
    expect(rows.map(({ id }) => id)).toEqual(['handouts-ar', 'handouts-so'])
  })

  test('keep the id of the only item of its kind', () => {
    expect(row(handouts('ar')).id).toBe('handouts-ar')
  })

  test('show the state of the item that needs somebody first', () => {
    const settled = handouts('ar', { status: 'confirmed' })
    expect(row(settled, handouts('so', { status: 'asked' })).status).toBe('asked')
    expect(row(settled, handouts('so', { status: 'recheck' })).status).toBe('recheck')
    expect(row(settled, settled).status).toBe('confirmed')
  })

  test('are late after their due date or blocked, and never once they are settled', () => {
    expect(row(item({ due: '2026-11-29' })).late).toBe(true)
    expect(row(item({ due: TODAY })).late).toBe(false)
    expect(row(item({ status: 'blocked' })).late).toBe(true)
    expect(row(item({ due: '2026-11-29', status: 'done' })).late).toBe(false)
  })

  test('are due when the first open item is, and owned by somebody only where all items are', () => {
    const done = handouts('ar', { due: '2026-11-20', status: 'done', owner: 'Linh' })
    const open = handouts('so', { due: '2026-12-01', owner: 'Sam' })
    expect(row(done, open)).toMatchObject({ due: '2026-12-01', owner: undefined })
    expect(row(open, handouts('es', { owner: 'Sam' })).owner).toBe('Sam')
  })

  test('are filtered by lateness, by what is open, and by who takes care of them', () => {
    const dana = { id: 'm1', name: 'Dana' }
    const late = row(item({ due: '2026-11-01', owner: 'Dana' }))
    const done = row(item({ status: 'done' }))
    expect([isShown(late, 'late', undefined), isShown(done, 'late', undefined)]).toEqual([true, false])
    expect([isShown(late, 'open', undefined), isShown(done, 'open', undefined)]).toEqual([true, false])
    expect([isShown(late, 'mine', dana), isShown(done, 'mine', dana)]).toEqual([true, false])
    expect(isShown(done, 'all', undefined)).toBe(true)
  })

  test('are grouped by area in its usual order, by date, or by owner', () => {
    const rows = rowsOf([
      item({ owner: 'Sam' }),
      item({ kind: 'childcare', due: '2026-12-09', owner: 'Sam' }),
      item({ kind: 'meals', due: '2026-12-01' }),
    ])
    const keys = (by: 'area' | 'date' | 'owner') => grouped(rows, by).map(({ key }) => key)
    expect(keys('area')).toEqual(['childcare', 'food', 'room'])
    expect(keys('date')).toEqual(['2026-12-01', '2026-12-07', '2026-12-09'])
    expect(keys('owner')).toEqual(['Sam', 'helper'])
  })
})

describe('What is next for a row', () => {
  test('is to confirm a quantity, to mark a task done, and nothing once all is settled', () => {
    expect(nextStep(row(item({})))?.status).toBe('confirmed')
    expect(nextStep(row(item({ kind: 'signs', unit: 'task' })))?.status).toBe('done')
    expect(nextStep(row(item({ status: 'confirmed' })))).toBeUndefined()
  })

  test('concerns only the items that are open', () => {
    const next = nextStep(row(handouts('ar', { status: 'confirmed' }), handouts('so')))
    expect(next?.items.map(({ id }) => id)).toEqual(['handouts-so'])
  })
})

test('the days until a due date count calendar days', () => {
  expect(daysUntil('2026-11-25', TODAY)).toBe(-5)
  expect(daysUntil(TODAY, TODAY)).toBe(0)
  expect(daysUntil('2027-03-15', '2027-03-13')).toBe(2)
})

test('the revisions of items are read back from an address, and what is none is left out', () => {
  const text = revisionsText([item({ revision: 3 }), handouts('zh-Hans')])
  expect(revisionsIn(text)).toEqual([
    { id: 'chairs', revision: 3 },
    { id: 'handouts-zh-Hans', revision: 1 },
  ])
  expect(revisionsIn('')).toEqual([])
  expect(revisionsIn('chairs.,chairs,.3,chairs.x')).toEqual([])
})

test.each([
  ['Sam Rivera', true],
  ['sam', true],
  ['Rivera', true],
  ['m1', true],
  ['Sam Lee', false],
  ['helper', false],
  ['', false],
])('an item of “%s” is one of Sam Rivera: %s', (owner, isTheirs) => {
  expect(isOf({ id: 'm1', name: 'Sam  Rivera' }, owner)).toBe(isTheirs)
})
