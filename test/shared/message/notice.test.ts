import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import type { Family } from '../../../shared/family/family.ts'
import { recipientsOf } from '../../../shared/family/recipient.ts'
import { aboutInLanguage, isFor, type NoticeKind, stillHolds } from '../../../shared/message/notice.ts'
import {
  cancellationNotice,
  pollNotice,
  sessionNotice,
  withinHours,
} from '../../../shared/message/notice-plan.ts'
import { DEFAULT_SETTINGS } from '../../../shared/school/school.ts'
import { newSession } from '../../../shared/session/session.ts'
import type { Workshop } from '../../../shared/workshop/workshop.ts'

const timeZone = 'America/New_York'
const days = DEFAULT_SETTINGS.timeline
const session = newSession('s', 'w', {
  id: 'o',
  start: '2027-03-23T22:00:00.000Z',
  end: '2027-03-23T23:00:00.000Z',
  timeZone,
})
const votingUntil = (closesAt: string, version = 1) =>
  ({ id: 'w', status: 'voting', poll: { version, closesAt, options: [] } }) as unknown as Workshop
const stepsOf = (notice: { steps: { kind: NoticeKind; due: string }[] } | undefined) =>
  notice?.steps.map(({ kind, due }) => `${kind} ${due}`)

describe('Messages go out between 8:00 and 21:00', () => {
  test.each([
    ['2027-03-02T12:59:59.999Z', '2027-03-02T13:00:00.000Z'],
    ['2027-03-02T13:00:00.000Z', '2027-03-02T13:00:00.000Z'],
    ['2027-03-03T01:59:59.999Z', '2027-03-03T01:59:59.999Z'],
    ['2027-03-03T02:00:00.000Z', '2027-03-03T13:00:00.000Z'],
    // The night before the clock goes forward ends an hour earlier in UTC.
    ['2027-03-14T03:00:00.000Z', '2027-03-14T12:00:00.000Z'],
  ])('%s leaves at %s', (instant, leaves) => {
    expect(withinHours(instant, timeZone)).toBe(leaves)
  })

  test('whatever the instant and the zone, and never earlier', () => {
    const zones = ['America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC']
    const instants = fc.date({
      min: new Date('2026-01-01'),
      max: new Date('2031-01-01'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), (date, zone) => {
        const leaves = withinHours(date.toISOString(), zone)
        const { hour } = DateTime.fromISO(leaves, { zone })
        expect(hour >= 8 && hour < 21).toBe(true)
        expect(leaves >= date.toISOString()).toBe(true)
        expect(withinHours(leaves, zone)).toBe(leaves)
      }),
    )
  })
})

describe('What is told of a poll', () => {
  const now = '2027-03-01T15:00:00.000Z'

  test('is an invitation at once, and a reminder at 10:00 two days before its end', () => {
    const notice = pollNotice(votingUntil('2027-03-16T22:00:00.000Z'), { now, timeZone, isNew: true })
    // The clock goes forward on March 14: ten o'clock stays ten o'clock.
    expect(stepsOf(notice)).toEqual([`voteInvitation ${now}`, 'voteReminder 2027-03-14T14:00:00.000Z'])
  })

  test('is no reminder within a day of the invitation, and nothing where nothing is new', () => {
    const soon = votingUntil('2027-03-03T22:00:00.000Z')
    expect(stepsOf(pollNotice(soon, { now, timeZone, isNew: true }))).toEqual([`voteInvitation ${now}`])
    expect(pollNotice(soon, { now, timeZone, isNew: false })).toBeUndefined()
  })
})

describe('What is told of a session', () => {
  test('follows the days of the timeline at 10:00 by the clock', () => {
    const notice = sessionNotice(session, { news: 'timeChosen', now: '2027-03-01T15:00:00.000Z', days })
    expect(stepsOf(notice)).toEqual([
      'timeChosen 2027-03-01T15:00:00.000Z',
      'replyReminder 2027-03-09T15:00:00.000Z',
      'replyReminder 2027-03-16T14:00:00.000Z',
      'reminder 2027-03-21T14:00:00.000Z',
      'dayBefore 2027-03-22T14:00:00.000Z',
      'thanks 2027-03-25T14:00:00.000Z',
    ])
  })

  test('leaves out what would follow too closely on the news', () => {
    const late = sessionNotice(session, { news: 'moved', now: '2027-03-21T15:00:00.000Z', days })
    expect(stepsOf(late)).toEqual(['moved 2027-03-21T15:00:00.000Z', 'thanks 2027-03-25T14:00:00.000Z'])
  })

  test('is never due once it is over', () => {
    const instants = fc.date({
      min: new Date('2027-01-01'),
      max: new Date('2027-03-23T21:59:00Z'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(instants, (date) => {
        const { steps } = sessionNotice(session, { news: 'moved', now: date.toISOString(), days })
        for (const { due, until } of steps) expect(due < until).toBe(true)
        expect(steps.map(({ due }) => due)).toEqual(steps.map(({ due }) => due).toSorted())
      }),
    )
  })
})

describe('What is told', () => {
  const about = (kind: NoticeKind, stand: string, id?: string) => ({
    kind,
    stand,
    workshop: 'w',
    due: '2027-03-01T15:00:00.000Z',
    until: '2027-03-20T00:00:00.000Z',
    ...(id && { session: id }),
  })
  const at = '2027-03-02T15:00:00.000Z'
  const closesAt = '2027-03-10T15:00:00.000Z'
  const workshop = votingUntil(closesAt)
  const moved = { ...session, sequence: 2, movedAt: '2027-03-01T16:00:00.000Z' }
  const renamed = { ...session, sequence: 2, movedAt: '2027-03-01T15:00:00.000Z' }

  test.each([
    ['a reminder of a deadline that stands', about('voteReminder', closesAt), { workshop }, true],
    ['a reminder of a deadline that was moved', about('voteReminder', '2027-03-09'), { workshop }, false],
    ['an invitation whose deadline was moved', about('voteInvitation', '2027-03-09'), { workshop }, true],
    [
      'an invitation to what was decided',
      about('voteInvitation', closesAt),
      { workshop: { ...workshop, status: 'scheduled' as const } },
      false,
    ],
    ['a note of a session', about('reminder', '0', 's'), { workshop, session }, true],
    [
      'a note of a session that was moved since',
      about('reminder', '0', 's'),
      { workshop, session: { ...session, sequence: 1 } },
      false,
    ],
    [
      'a cancellation',
      about('cancelled', '1', 's'),
      { workshop, session: { ...session, sequence: 1, status: 'cancelled' as const } },
      true,
    ],
    ['news of the time, after a change', about('timeChosen', '0', 's'), { workshop, session: moved }, true],
    ['a seat, after a change', about('seated', '0', 's'), { workshop, session: moved }, true],
    ['a change, after another one', about('changed', '1', 's'), { workshop, session: moved }, true],
    ['a new time, after a newer one', about('moved', '1', 's'), { workshop, session: moved }, false],
    ['a new time, after another room', about('moved', '1', 's'), { workshop, session: renamed }, true],
    [
      'a word of the school, after another room',
      about('broadcast', '1', 's'),
      { workshop, session: renamed },
      true,
    ],
    [
      'a seat of a session that is cancelled',
      about('seated', '0', 's'),
      { workshop, session: { ...session, status: 'cancelled' as const } },
      false,
    ],
    ['of what is gone', about('reminder', '0', 's'), { workshop: undefined }, false],
  ] as const)('%s holds or does not', (_, told, given, holds) => {
    const stand = { session: undefined, ...given }
    expect(stillHolds(told, stand, at)).toBe(holds)
    expect(stillHolds(told, stand, told.until)).toBe(false)
  })

  test('carries of words in many languages those that its reader may be shown', () => {
    const about = {
      ...{ kind: 'broadcast' as const, due: at, until: at, workshop: 'w', stand: '', machine: ['zh', 'so'] },
      words: { es: 'uno', en: 'one', zh: '一', so: 'kow' },
    }
    expect(aboutInLanguage(about, 'zh-Hans')).toEqual({
      ...about,
      words: { es: 'uno', en: 'one', zh: '一' },
      machine: ['zh'],
    })
    const hans = { ...about, words: { es: 'uno', en: 'one', 'zh-Hans': '一' } }
    expect(aboutInLanguage(hans, 'zh').words).toEqual(hans.words)
    const { words: _, machine: _m, ...bare } = about
    expect(aboutInLanguage(bare, 'so')).toBe(bare)
  })

  test('of a cancellation has its own key beside the earlier notices', () => {
    const before = sessionNotice(session, { news: 'timeChosen', now: at, days })
    expect(cancellationNotice(session, at).id).not.toBe(before.id)
  })

  test('goes to all, to families without an answer, or to families that come', () => {
    const heard = {
      voted: new Set(['voted']),
      mayCome: new Set(['voted', 'not']),
      replies: new Map([
        ['comes', { attending: true, waiting: false, seatedAt: at }],
        ['waits', { attending: true, waiting: true }],
        ['not', { attending: false, waiting: false }],
      ]),
      came: new Set<string>(),
    }
    const families = ['voted', 'comes', 'waits', 'not', 'silent']
    const told = (kind: NoticeKind) => families.filter((family) => isFor({ kind, due: at }, family, heard))
    expect(told('voteInvitation')).toEqual(families)
    expect(told('voteReminder')).toEqual(['comes', 'waits', 'not', 'silent'])
    expect(told('timeChosen')).toEqual(families)
    expect(told('replyReminder')).toEqual(['voted', 'silent'])
    expect(told('reminder')).toEqual(['comes'])
    expect(told('dayBefore')).toEqual(['comes'])
    expect(told('moved')).toEqual(['voted', 'comes', 'waits'])
    expect(told('changed')).toEqual(['voted', 'comes', 'waits'])
    expect(told('cancelled')).toEqual(['voted', 'comes', 'waits'])
    expect(told('seated')).toEqual(['comes'])
    expect(told('thanks')).toEqual(['comes'])
    const came = { ...heard, came: new Set(['silent']) }
    expect(families.filter((family) => isFor({ kind: 'thanks', due: at }, family, came))).toEqual(['silent'])
  })
})

describe('Who hears of it', () => {
  const caregiver = (id: string, kinds: ('sms' | 'email' | 'phone' | 'paper')[]) => ({
    id,
    givenName: id,
    familyName: '',
    channels: kinds.map((kind) => ({ kind, ...(kind !== 'paper' && { address: kind }) })),
  })
  const familyOf = (caregivers: Family['caregivers']): Family => ({
    id: 'f',
    name: 'F',
    writtenLanguage: 'so',
    spokenLanguage: 'so',
    caregivers,
    children: [],
    groups: [],
    bothMustAttend: false,
    sourceIds: [],
    saidThemselves: [],
    links: [],
    revision: 1,
  })
  const family = (...caregivers: Family['caregivers']) =>
    recipientsOf(familyOf(caregivers)).map(({ caregiver: id, ways, language }) => [
      id,
      language,
      ...ways.map(({ channel }) => channel),
    ])

  test('is each caregiver by their own ways in their own order, in the language they read', () => {
    expect(family(caregiver('a', ['sms', 'email']), caregiver('b', ['phone']), caregiver('c', []))).toEqual([
      ['a', 'so', 'sms', 'email'],
      ['b', 'so', 'phone'],
    ])
  })

  test('is one person at an address, however two write it: whoever prefers it', () => {
    const shared = (address: string, ...before: { kind: 'sms' | 'paper'; address?: string }[]) => ({
      ...caregiver(address, []),
      channels: [...before, { kind: 'email' as const, address }],
    })
    expect(family(shared('Ana@Example.org'), shared('ana@example.org '))).toEqual([
      ['Ana@Example.org', 'so', 'email'],
    ])
    const number = { kind: 'sms' as const, address: '+16175550123' }
    expect(family(shared('a@example.org', number), shared('A@example.org'))).toEqual([
      ['a@example.org', 'so', 'sms'],
      ['A@example.org', 'so', 'email'],
    ])
    expect(family(shared('jose\u0301@example.org'), shared('jos\u00e9@example.org'))).toHaveLength(1)
  })

  test('is who reads one of the languages asked for, in whatever spelling of its tag', () => {
    const all = ['es-MX', 'zh-Hant', 'so'].map((writtenLanguage) => ({
      ...caregiver(writtenLanguage, ['email']),
      writtenLanguage,
    }))
    const told = (...languages: string[]) =>
      all.flatMap((one) => recipientsOf(familyOf([one]), languages).map(({ language }) => language))
    expect(told('es', 'zh-Hans')).toEqual(['es-MX'])
    expect(told('zh-TW', 'so')).toEqual(['zh-Hant', 'so'])
  })

  test('is somebody still where nobody has a way', () => {
    expect(family(caregiver('a', []), caregiver('b', []))).toEqual([['a', 'so']])
    expect(family()).toEqual([])
  })
})
