import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import {
  EvidenceInput,
  type Invitation,
  InvitationInput,
  mustBeInvitable,
  newPath,
  pausedUntil,
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
    const attempt = () => mustBeInvitable(before.map(invitation), at('2027-03-01T15:00:00Z'))
    if (code) expect(attempt).toThrow(code)
    else expect(attempt).not.toThrow()
  })

  test('is paused by the latest not now', () => {
    const both = ['2027-01-01T00:00:00.000Z', '2027-02-01T00:00:00.000Z']
    const invitations = both.map((answeredAt) => invitation({ answer: 'notNow', answeredAt }))
    expect(pausedUntil(invitations)).toBe('2027-05-02T00:00:00.000Z')
  })
})
