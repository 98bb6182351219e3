import { describe, expect, test } from 'vitest'
import { childcareFor } from '../../../shared/logistics/childcare.ts'
import { DEFAULT_SETTINGS } from '../../../shared/school/school.ts'
import type { ChecklistItem } from '../../../shared/session/item.ts'
import { itemReasons, ownMessages, recheckReason } from '../../../web/components/item-text.ts'
import { learn, loadLanguages, translator } from '../../../web/messages/catalogue.ts'
import { en } from '../../../web/messages/school/en.ts'

learn(en)
await loadLanguages()
const words = { t: translator('en'), language: 'en' }
const item = (kind: ChecklistItem['kind'], needed: number, inputs: Record<string, unknown>) =>
  ({ id: kind, kind, needed, inputs }) as unknown as ChecklistItem // the reasons use nothing else

describe('how a number came about', () => {
  test('names the children of each room by their ages, and the ratio of the youngest', () => {
    const { rooms } = childcareFor([6, 6, 24, 24, 24, 24, 24, 84], DEFAULT_SETTINGS.childcare)
    expect(itemReasons(words, item('childcare', 5, { rooms }))).toEqual([
      'Room A, 7 children: babies (under 1): 2 and 1 and 2 years: 5. One adult for 3, never fewer than 2: 3. Confirm with your state.',
      'Room C, 1 child: 6 to 8 years: 1. One adult for 10, never fewer than 2: 2. Confirm with your state.',
    ])
  })

  test('names ages in months where a school drew its bands otherwise', () => {
    const profile = {
      ratios: [{ fromMonths: 25, toMonths: 41, perAdult: 6 }],
      rooms: [{ name: 'Nest', fromMonths: 0, toMonths: 41 }],
    }
    const { rooms } = childcareFor([30], profile)
    expect(itemReasons(words, item('childcare', 2, { rooms }))[0]).toContain('25 to 41 months: 1')
  })

  test.each(['interpreters', 'receivers', 'childcare', 'meals', 'stations'] as const)(
    'is not given for %s that nobody needs any more',
    (kind) => {
      expect(itemReasons(words, item(kind, 0, {}))).toEqual([])
    },
  )

  test('says when one interpreter is enough', () => {
    const inputs = { need: 1, durationMinutes: 45 }
    expect(itemReasons(words, item('interpreters', 1, inputs))).toEqual([
      '1 adult needs it. 45 minutes: one interpreter is enough.',
    ])
  })
})

test.each([
  [{ state: 'planned' }, 'Convite sends it by itself'],
  [{ state: 'told', people: 87, waiting: 2 }, 'Sent: 85. Waiting: 2.'],
  [{}, false],
])('messages that are %j say what Convite did', (inputs, said) => {
  expect(ownMessages({ ...words, carriers: ['email'] }, item('invitations', 1, inputs))).toBe(said)
})

test('messages that no service can send are not said to be sent', () => {
  const planned = item('invitations', 1, { state: 'planned' })
  expect(ownMessages({ ...words, carriers: [] }, planned)).toBe('No service sends it yet')
})

test('an item to check again says from what to what its need changed', () => {
  expect(recheckReason(words, { ...item('meals', 93, {}), confirmedFor: 87 })).toBe(
    'Confirmed for 87, now 93.',
  )
  expect(recheckReason(words, item('meals', 93, {}))).toBe(false)
})

test.each([
  [93, 6, 'Need rose from 87 to 93: 6 families replied.'],
  [88, 1, 'Need rose from 87 to 88: 1 family replied.'],
  [93, undefined, 'Confirmed for 87, now 93.'],
  [80, 2, 'Confirmed for 87, now 80.'],
])(
  'a need that became %i after %s replies says how many families replied only where it rose',
  (needed, since, said) => {
    const more = { confirmedFor: 87, ...(since !== undefined && { repliedSince: since }) }
    expect(recheckReason(words, { ...item('meals', needed, {}), ...more })).toBe(said)
  },
)
