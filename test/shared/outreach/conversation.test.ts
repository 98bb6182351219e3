import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import {
  CONVERSATION_PURPOSES,
  type Conversation,
  ConversationInput,
  newConversation,
  openPromises,
  outreachFigures,
  toTalkTo,
  VISIT_CONDITIONS,
} from '../../../shared/outreach/conversation.ts'

const base: Conversation = {
  id: 'c',
  family: 'rosa',
  kind: 'doorway',
  purpose: 'listen',
  outcome: 'reached',
  by: 'Dana',
  at: '2026-09-10T15:00:00.000Z',
  revision: 1,
  expiresAt: 0,
}
const talk = (family: string, more: Partial<Conversation> = {}): Conversation => ({
  ...base,
  family,
  ...more,
})

describe('a conversation', () => {
  test('is two taps and a sentence', () => {
    const input = ConversationInput.parse({
      kind: 'positiveCall',
      purpose: 'celebrate',
      note: 'He read aloud.',
    })
    expect(input).toEqual({
      kind: 'positiveCall',
      purpose: 'celebrate',
      outcome: 'reached',
      note: 'He read aloud.',
    })
  })

  test.each([
    [{ note: 'x'.repeat(281) }, 'note'],
    [{ note: 'They are undocumented.' }, 'note'],
    [{ promise: 'Find out about the bus' }, 'promiseBy'],
    [{ kind: 'homeVisit', conditions: [...VISIT_CONDITIONS] }, 'companion'],
    [
      { kind: 'homeVisit', companion: 'Sam', conditions: ['voluntary', 'trained', 'paid', 'hopes'] },
      'conditions',
    ],
    [{ score: 3 }, ''],
  ])('is refused with %o', (more, field) => {
    const { success, error } = ConversationInput.safeParse({ kind: 'doorway', purpose: 'listen', ...more })
    expect(success).toBe(false)
    expect(error?.issues.map(({ path }) => path.join('.'))).toContain(field)
  })

  test('as a home visit goes by the conditions of the practice, each of them', () => {
    const visit = {
      kind: 'homeVisit',
      purpose: 'listen',
      companion: 'Sam',
      conditions: [...VISIT_CONDITIONS],
    }
    expect(ConversationInput.safeParse(visit).success).toBe(true)
  })

  test('is kept until the end of the school year, in the zone of the school', () => {
    const now = DateTime.fromISO('2027-03-01T15:00:00Z')
    const kept = newConversation(
      ConversationInput.parse({
        kind: 'note',
        purpose: 'invite',
        promise: 'Ask about the bus',
        promiseBy: '2027-03-08',
      }),
      { id: 'c', family: 'rosa', by: 'Dana', now, timeZone: 'America/New_York' },
    )
    expect(kept.expiresAt).toBe(Date.parse('2027-07-01T04:00:00Z') / 1000)
    expect(kept.promise).toEqual({ text: 'Ask about the bus', by: '2027-03-08' })
  })
})

const FAMILIES = ['ana', 'ben', 'cy'].map((id) => ({ id, name: id }))

describe('the families to talk to', () => {
  test('are first those that nobody has talked to, then those that only heard a concern', () => {
    const conversations = [
      talk('ana', { purpose: 'concern' }),
      talk('ben', { outcome: 'messageLeft' }),
      talk('cy', { purpose: 'concern' }),
      talk('cy', { purpose: 'celebrate' }),
    ]
    expect(toTalkTo(FAMILIES, conversations).map(({ family, because }) => [family.id, because])).toEqual([
      ['ben', 'nobodyYet'],
      ['ana', 'onlyConcern'],
    ])
  })

  test('include a family at most once, and none that heard something good', () => {
    const conversation = fc.record({
      family: fc.constantFrom('ana', 'ben', 'cy'),
      purpose: fc.constantFrom(...CONVERSATION_PURPOSES),
      outcome: fc.constantFrom('reached', 'messageLeft', 'doNotCall'),
    })
    fc.assert(
      fc.property(fc.array(conversation), (all) => {
        const conversations = all.map((one) => talk(one.family, one as Partial<Conversation>))
        const named = toTalkTo(FAMILIES, conversations).map(({ family }) => family.id)
        expect(new Set(named).size).toBe(named.length)
        const good = all.filter(({ purpose, outcome }) => outcome === 'reached' && purpose === 'celebrate')
        for (const { family } of good) expect(named).not.toContain(family)
      }),
    )
  })
})

test('a promise is shown until it is kept, the soonest first', () => {
  const promised = (by: string, keptAt?: string) => ({ text: 'the bus', by, ...(keptAt && { keptAt }) })
  const conversations = [
    talk('ana', { promise: promised('2026-10-02') }),
    talk('ben', { promise: promised('2026-10-01') }),
    talk('cy', { promise: promised('2026-09-30', '2026-09-29T12:00:00.000Z') }),
    talk('cy'),
  ]
  expect(openPromises(conversations).map(({ family }) => family)).toEqual(['ben', 'ana'])
})

describe('the figures of a year', () => {
  const firstDay = DateTime.fromISO('2026-09-01T00:00:00', { zone: 'America/New_York' })

  test('count families by their first and their positive conversations, and conversations by purpose', () => {
    const conversations = [
      talk('ana', { purpose: 'concern', at: '2026-09-02T15:00:00.000Z' }),
      talk('ana', { purpose: 'celebrate', at: '2026-09-03T15:00:00.000Z' }),
      talk('ben', { purpose: 'invite', at: '2026-10-13T03:59:59.000Z' }),
      talk('cy', { purpose: 'logistics', at: '2026-09-05T15:00:00.000Z' }),
      talk('gone', { purpose: 'celebrate' }),
    ]
    expect(outreachFigures(FAMILIES, conversations, firstDay)).toEqual({
      families: 3,
      positiveByWeekSix: 2,
      talked: 3,
      firstPositive: 1,
      positive: 2,
      concern: 1,
    })
  })

  test('end week six to the minute, in the zone of the school', () => {
    const late = [talk('ben', { purpose: 'invite', at: '2026-10-13T04:00:00.000Z' })]
    expect(outreachFigures(FAMILIES, late, firstDay).positiveByWeekSix).toBe(0)
  })
})
