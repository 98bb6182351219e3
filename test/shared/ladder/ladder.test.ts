import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import {
  awaitingInvitation,
  EvidenceInput,
  type Invitation,
  InvitationInput,
  isInvitable,
  mergedPath,
  mustBeInvitable,
  NominationInput,
  newPath,
  pausedUntil,
  placesOf,
  stepsOf,
  withEvidence,
} from '../../../shared/ladder/ladder.ts'

const whole = {
  step: 'teaching',
  strength: 'You explain fractions so that children laugh',
  role: 'Lead the math table',
  time: 'Thursday at six',
  support: ['stipend', 'childcare'],
  coLead: 'Ms. Ortiz',
}
const invitation = (more: Partial<Invitation>): Invitation => ({
  ...InvitationInput.parse(whole),
  id: 'i',
  family: 'rosa',
  inviter: 'Dana',
  at: '2027-01-10T15:00:00.000Z',
  revision: 1,
  ...more,
})
const at = (iso: string) => DateTime.fromISO(iso, { zone: 'utc' })

describe('a path', () => {
  test('is a map: steps behind in any order, several at once, the others ahead', () => {
    const first = withEvidence(
      newPath('rosa'),
      { step: 'teaching', text: 'I taught bread' },
      { id: 'a', at: 'x' },
    )
    const path = withEvidence(first, { step: 'guest', text: 'I came' }, { id: 'b', at: 'y' })
    expect(stepsOf(path).behind).toEqual(['guest', 'teaching'])
    expect(stepsOf(path).ahead).toHaveLength(5)
    expect(path).toMatchObject({ visibleTo: 'self', revision: 2 })
  })

  test('is told in words that name nothing that is never kept', () => {
    expect(EvidenceInput.safeParse({ step: 'guest', text: 'My number is 123-45-6789' }).success).toBe(false)
    expect(EvidenceInput.safeParse({ step: 'guest', text: 'I came', score: 3 }).success).toBe(false)
  })
})

describe('an invitation', () => {
  test.each(Object.keys(whole))('needs its %s', (part) => {
    const { [part as keyof typeof whole]: _, ...rest } = whole
    expect(InvitationInput.safeParse(rest).success).toBe(false)
  })

  test('needs some support', () => {
    expect(InvitationInput.safeParse({ ...whole, support: [] }).success).toBe(false)
  })

  test.each([
    ['nobody was invited before', [], undefined],
    ['it said yes', [{ answer: 'yes' }], undefined],
    ['it has not answered', [{}], 'invitation-open'],
    ['it asked for more', [{ answer: 'tellMeMore' }], 'invitation-open'],
    [
      'it said never, long ago',
      [{ answer: 'never', answeredAt: '2020-01-01T00:00:00.000Z' }],
      'invitation-never',
    ],
    [
      'it said not now yesterday',
      [{ answer: 'notNow', answeredAt: '2027-02-28T15:00:00.000Z' }],
      'invitation-paused',
    ],
    [
      '90 days passed to the minute',
      [{ answer: 'notNow', answeredAt: '2026-12-01T15:00:00.000Z' }],
      undefined,
    ],
    [
      'a minute of the 90 days is left',
      [{ answer: 'notNow', answeredAt: '2026-12-01T15:01:00.000Z' }],
      'invitation-paused',
    ],
  ] as const)('is made again where %s: %s', (_, before, code) => {
    const now = at('2027-03-01T15:00:00Z')
    const attempt = () => mustBeInvitable(before.map(invitation), now)
    expect(isInvitable(before.map(invitation), now)).toBe(!code)
    if (code) expect(attempt).toThrow(code)
    else expect(attempt).not.toThrow()
  })

  test('is paused by the latest not now', () => {
    const both = ['2027-01-01T00:00:00.000Z', '2027-02-01T00:00:00.000Z']
    const invitations = both.map((answeredAt) => invitation({ answer: 'notNow', answeredAt }))
    expect(pausedUntil(invitations)).toBe('2027-05-02T00:00:00.000Z')
  })
})

describe('words of a parent or about one', () => {
  const told = (text: string) => EvidenceInput.safeParse({ step: 'guest', text })

  test('are short, and are stored without the space around them', () => {
    expect(told('  I came ').data?.text).toBe('I came')
    expect(told('x'.repeat(280)).success).toBe(true)
    for (const wrong of ['', '   ', 'x'.repeat(281)]) expect(told(wrong).success).toBe(false)
  })

  test('say why they are refused where they name what is never kept', () => {
    expect(told('Her passport is here').error?.issues).toMatchObject([
      { path: ['text'], message: 'uncollected' },
    ])
    const nomination = { step: 'governance', who: 'Linh', why: 'She listens' }
    expect(NominationInput.parse(nomination)).toEqual(nomination)
    for (const wrong of [
      { why: 'Born in another country' },
      { who: '' },
      { who: 'x'.repeat(101) },
      { score: 1 },
    ])
      expect(NominationInput.safeParse({ ...nomination, ...wrong }).success).toBe(false)
  })

  test('tell a step of the map', () => {
    expect(EvidenceInput.safeParse({ step: 'principal', text: 'I came' }).success).toBe(false)
  })
})

describe('how much a path holds', () => {
  const one = (id: string) => ({ step: 'guest' as const, text: 'I came', id, at: 'x' })
  const path = (count: number, prefix = 'p') => ({
    ...newPath('rosa'),
    did: Array.from({ length: count }, (_, place) => one(`${prefix}${place}`)),
  })

  test('is nothing at first, and sixty things at most', () => {
    expect(newPath('rosa')).toEqual({ family: 'rosa', did: [], visibleTo: 'self', revision: 0 })
    const add = (count: number) =>
      withEvidence(path(count), { step: 'guest', text: 'Again' }, { id: 'n', at: 'y' })
    expect(add(59).did).toHaveLength(60)
    expect(() => add(60)).toThrow('too-large')
  })

  test('is the latest sixty of two families that become one, seen by whom the one that stays says', () => {
    const kept = { ...path(40), visibleTo: 'team' as const, revision: 4 }
    const united = mergedPath(kept, { ...path(30, 'j'), family: 'linh' })
    expect(united).toMatchObject({ family: 'rosa', visibleTo: 'team', revision: 5 })
    expect([united.did.length, united.did[0]?.id, united.did.at(-1)?.id]).toEqual([60, 'p10', 'j29'])
  })
})

describe('a pause of invitations', () => {
  test('is of who said not now, and of nobody else', () => {
    const answeredAt = '2027-02-01T00:00:00.000Z'
    expect(pausedUntil([invitation({ answer: 'yes', answeredAt })])).toBeUndefined()
    expect(pausedUntil([invitation({ answer: 'notNow' })])).toBeUndefined()
    const later = invitation({ answer: 'notNow', answeredAt })
    const earlier = invitation({ answer: 'notNow', answeredAt: '2027-01-01T00:00:00.000Z' })
    expect(pausedUntil([later, earlier])).toBe('2027-05-02T00:00:00.000Z')
  })

  test('is told with its end', () => {
    const paused = [invitation({ answer: 'notNow', answeredAt: '2027-02-28T15:00:00.000Z' })]
    try {
      mustBeInvitable(paused, at('2027-03-01T15:00:00Z'))
      expect.unreachable()
    } catch (fault) {
      expect(fault).toMatchObject({
        code: 'invitation-paused',
        details: { until: '2027-05-29T15:00:00.000Z' },
      })
    }
  })

  test('may come with one, two or all three kinds of support', () => {
    for (const support of [['stipend'], ['stipend', 'childcare', 'interpreter']])
      expect(InvitationInput.safeParse({ ...whole, support }).success).toBe(true)
    expect(InvitationInput.safeParse({ ...whole, support: Array(4).fill('stipend') }).success).toBe(false)
  })
})

test('a place counts the families that show it and their languages, each once', () => {
  const did = (...steps: ('guest' | 'teaching')[]) => ({
    did: steps.map((step) => ({ id: step, step, text: 'We did', at: '2027-01-10T15:00:00.000Z' })),
  })
  const places = placesOf([
    { path: did('guest', 'teaching', 'teaching'), language: 'so' },
    { path: did('teaching'), language: 'so' },
    { path: did('guest'), language: 'es' },
  ])
  expect(places.teaching).toEqual({ families: 2, languages: 1 })
  expect(places.guest).toEqual({ families: 2, languages: 2 })
  expect(places.governance).toEqual({ families: 0, languages: 0 })
})

test('of those who want to know more, the one that has waited longest is owed an answer first', () => {
  const more = (id: string, answeredAt: string) => invitation({ id, answer: 'tellMeMore', answeredAt })
  const all = [invitation({}), more('late', '2027-02-02T15:00:00Z'), more('early', '2027-02-01T15:00:00Z')]
  expect(awaitingInvitation(all)?.id).toBe('early')
  expect(awaitingInvitation([invitation({ answer: 'yes' })])).toBeUndefined()
})
