import { describe, expect, test } from 'vitest'
import type { MessageSummary } from '../../../shared/message/message-summary.ts'
import {
  filterCounts,
  isFound,
  isPastSending,
  messageGroups,
  toneOf,
} from '../../../web/school/message-rows.ts'

const summary = (
  change: Partial<MessageSummary> & { workshop?: string; due?: string } = {},
): MessageSummary => {
  const { workshop = 'math', due = '2026-11-25T15:00:00.000Z', ...rest } = change
  return {
    id: `${workshop}${due}`,
    about: { kind: 'reminder', due, until: due, workshop, stand: '0' },
    state: 'told',
    isWithdrawn: false,
    families: 1,
    languages: {},
    parts: [],
    calls: { all: 0, open: 0, missed: 0 },
    unlisted: 0,
    isLate: false,
    deliveries: [],
    ...rest,
  }
}
const part = (state: MessageSummary['parts'][number]['state'], count = 1) => ({
  channel: 'sms' as const,
  state,
  count,
})
const dayOf = (at: string) => at.slice(0, 10)

describe('The rows of messages', () => {
  test('show the worst that happened to a part of a message', () => {
    const mixed = [part('delivered'), part('sent'), part('waiting'), part('failed')]
    expect(toneOf(summary({ parts: mixed, isLate: true }))).toBe('late')
    expect(toneOf(summary({ parts: mixed }))).toBe('failed')
    expect(toneOf(summary({ parts: mixed.slice(0, 3) }))).toBe('waiting')
    expect(toneOf(summary({ parts: mixed.slice(0, 2) }))).toBe('sent')
    expect(toneOf(summary({ parts: mixed.slice(0, 1) }))).toBe('delivered')
    expect(toneOf(summary({ parts: [part('leftOut')] }))).toBe('leftOut')
    expect(toneOf(summary({ calls: { all: 1, open: 1, missed: 0 } }))).toBe('toCall')
    expect(toneOf(summary({ parts: [part('leftOut')], calls: { all: 2, open: 1, missed: 0 } }))).toBe(
      'toCall',
    )
    expect(toneOf(summary({ calls: { all: 1, open: 0, missed: 0 } }))).toBe('called')
    expect(toneOf(summary({ calls: { all: 2, open: 0, missed: 1 } }))).toBe('missed')
    expect(toneOf(summary({ calls: { all: 1, open: 1, missed: 0 }, unlisted: 3 }))).toBe('sent')
  })

  test('tell what is planned from what is not sent any more', () => {
    expect(toneOf(summary({ state: 'planned' }))).toBe('planned')
    expect(toneOf(summary({ state: 'planned', isWithdrawn: true }))).toBe('over')
    expect(isPastSending(summary({ state: 'planned', isWithdrawn: true }))).toBe(false)
    expect(isPastSending(summary({ state: 'withdrawn' }))).toBe(true)
  })

  test('are found by the states of their texts and e-mails, with the number of those', () => {
    const messages = [summary({ parts: [part('waiting', 46), part('delivered', 5)] }), summary()]
    expect(filterCounts(messages)).toEqual({ all: 51, waiting: 46, failed: 0, leftOut: 0, sent: 5 })
    expect(messages.map((one) => isFound(one, 'waiting'))).toEqual([true, false])
    expect(messages.map((one) => isFound(one, 'all'))).toEqual([true, true])
  })

  test('stand by workshop, late ones first and then the newest, or by day from the last on', () => {
    const messages = [
      summary({ workshop: 'old', due: '2026-11-07T15:00:00.000Z' }),
      summary({ workshop: 'math', due: '2026-12-07T15:00:00.000Z' }),
      summary({ workshop: 'reading', due: '2026-12-02T15:00:00.000Z' }),
      summary({ workshop: 'reading', due: '2026-11-25T15:00:00.000Z', isLate: true }),
    ]
    const byWorkshop = messageGroups(messages, 'workshop', dayOf)
    expect(byWorkshop.map(({ key }) => key)).toEqual(['reading', 'math', 'old'])
    expect(byWorkshop[0]?.summaries.map(({ about }) => dayOf(about.due))).toEqual([
      '2026-11-25',
      '2026-12-02',
    ])
    const days = messageGroups(messages, 'day', dayOf).map(({ key }) => key)
    expect(days).toEqual(['2026-12-07', '2026-12-02', '2026-11-25', '2026-11-07'])
  })
})
