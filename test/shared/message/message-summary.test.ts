import { describe, expect, test } from 'vitest'
import { newCall } from '../../../shared/message/call.ts'
import type { Delivery } from '../../../shared/message/message.ts'
import {
  type MessageSources,
  type MessageSummary,
  summariesOf,
  totalStates,
} from '../../../shared/message/message-summary.ts'
import type { About, Notice } from '../../../shared/message/notice.ts'

const NOW = '2026-11-30T15:00:00.000Z'
const DUE = '2026-11-25T15:00:00.000Z'
const CLOSES = '2026-12-08T15:00:00.000Z'

const about = (change: Partial<About> = {}): About => ({
  kind: 'voteInvitation',
  due: DUE,
  until: CLOSES,
  workshop: 'math',
  stand: CLOSES,
  ...change,
})
const delivery = (family: string, change: Partial<Delivery> = {}, ...topics: About[]): Delivery => ({
  id: family,
  kind: 'notices',
  channel: 'sms',
  to: '+16175550123',
  language: 'es',
  fields: {},
  at: DUE,
  notices: {
    school: 'riverbend',
    family,
    caregiver: `${family}~1`,
    name: family,
    about: topics.length > 0 ? topics : [about()],
    next: [],
  },
  state: 'waiting',
  attempts: 0,
  revision: 1,
  expiresAt: 2_000_000_000,
  ...change,
})
const call = (family: string) =>
  newCall({
    family,
    caregiver: `${family}~1`,
    name: family,
    language: 'so',
    to: '',
    reason: 'phone',
    about: about(),
    at: DUE,
  })
const notice = (change: Partial<Notice> = {}): Notice => ({
  id: 'n',
  workshop: 'math',
  stand: CLOSES,
  steps: [
    { kind: 'voteInvitation', due: DUE, until: CLOSES },
    { kind: 'voteReminder', due: '2026-12-05T15:00:00.000Z', until: CLOSES },
  ],
  at: 1,
  reached: [{ email: 0, sms: 3, call: 2 }],
  withdrawn: [],
  revision: 1,
  ...change,
})
const math = { id: 'math', status: 'voting', poll: { version: 1, closesAt: CLOSES } }
const sources = (change: Partial<MessageSources>): MessageSources => ({
  deliveries: [],
  calls: [],
  missed: [],
  notices: [],
  workshops: new Map([['math', math]]),
  sessions: new Map(),
  now: NOW,
  ...change,
})
const only = (found: MessageSummary[]) => found[0] ?? expect.fail('there is no message')
const states = (found: MessageSummary[]) => found.map(({ about: { kind }, state }) => [kind, state])

describe('The summary of a message to families', () => {
  test('is one, however many languages and channels it has, and counts families once', () => {
    const found = summariesOf(
      sources({
        deliveries: [
          delivery('nunez'),
          delivery('nunez', { id: 'other', channel: 'email' }),
          delivery('tran', { language: 'vi', state: 'delivered' }),
        ],
        calls: [call('warsame')],
      }),
    )
    expect(found).toHaveLength(1)
    expect(only(found)).toMatchObject({
      families: 3,
      languages: { es: 1, vi: 1, so: 1 },
      calls: { all: 1, open: 1, missed: 0 },
      isLate: true,
    })
    expect(only(found).parts).toEqual([
      { channel: 'email', state: 'waiting', count: 1 },
      { channel: 'sms', state: 'delivered', count: 1 },
      { channel: 'sms', state: 'waiting', count: 1 },
    ])
  })

  test('says of each state why, and adds up over all messages', () => {
    const found = summariesOf(
      sources({
        deliveries: [
          delivery('nunez', { state: 'failed', failure: 'INVALID' }),
          delivery('tran', { state: 'failed', failure: 'INVALID' }),
          delivery('ellis', { state: 'spared' }),
          delivery('brooks', { state: 'sent' }),
        ],
      }),
    )
    expect(only(found).parts).toEqual([
      { channel: 'sms', state: 'failed', why: 'INVALID', count: 2 },
      { channel: 'sms', state: 'leftOut', why: 'spared', count: 1 },
      { channel: 'sms', state: 'sent', count: 1 },
    ])
    expect(only(found).isLate).toBe(false)
    expect(totalStates(found)).toEqual({ waiting: 0, sent: 1, delivered: 0, failed: 2, leftOut: 1 })
  })

  test('joins what was sent with its notice, and knows of older messages and of calls that were made', () => {
    const found = summariesOf(
      sources({ notices: [notice()], deliveries: [delivery('nunez')], calls: [call('warsame')] }),
    )
    expect(states(found)).toEqual([
      ['voteInvitation', 'told'],
      ['voteReminder', 'planned'],
    ])
    expect(only(found)).toMatchObject({ unlisted: 2, calls: { all: 2, open: 1, missed: 0 } })
  })

  test('tells calls that nobody made in time from those that were made', () => {
    const missed = [call('warsame')]
    const found = summariesOf(sources({ notices: [notice()], deliveries: [delivery('nunez')], missed }))
    expect(only(found)).toMatchObject({ calls: { all: 2, open: 0, missed: 1 } })
  })

  test('tells apart what is planned, withdrawn, overtaken, and what nobody needed', () => {
    const withdrawn = notice({ withdrawn: ['voteReminder'] })
    expect(summariesOf(sources({ notices: [withdrawn] }))[1]).toMatchObject({
      state: 'planned',
      isWithdrawn: true,
      notice: 'n',
    })
    const past = sources({ notices: [withdrawn], now: '2026-12-05T16:00:00.000Z' })
    expect(states(summariesOf(past))[1]).toEqual(['voteReminder', 'withdrawn'])
    const decided = new Map([['math', { ...math, status: 'scheduled' }]])
    const over = summariesOf(sources({ notices: [notice()], workshops: decided }))
    expect(states(over)[1]).toEqual(['voteReminder', 'over'])
    const nobody = summariesOf(sources({ notices: [notice({ reached: [] })] }))
    expect(states(nobody)[0]).toEqual(['voteInvitation', 'nobody'])
  })

  test('of one change is one for all sessions of a workshop, and other kinds are one a session', () => {
    const changed = (session: string) => about({ kind: 'changed', session, stand: '1' })
    const moved = (session: string) => about({ kind: 'moved', session, stand: '1' })
    const deliveries = ['first', 'second'].map((one) => delivery(one, {}, changed(one), moved(one)))
    expect(states(summariesOf(sources({ deliveries }))).map(([kind]) => kind)).toEqual([
      'changed',
      'moved',
      'moved',
    ])
  })
})
