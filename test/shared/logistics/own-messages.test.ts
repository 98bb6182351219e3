import { describe, expect, test } from 'vitest'
import { ownProgress, subjectsThatWait } from '../../../shared/logistics/own-messages.ts'
import type { Notice, NoticeKind } from '../../../shared/message/notice.ts'

const NOW = '2027-03-02T15:00:00.000Z'
const DUE = '2027-03-01T15:00:00.000Z'
const told = { title: { en: 'Reading' } }
const step = (kind: NoticeKind, until = '2027-03-20T00:00:00.000Z') => ({ kind, due: DUE, until })

function notice(steps: Notice['steps'], more: Partial<Notice> = {}): Notice {
  const reached = steps.map(() => ({ email: 2, sms: 1, call: 0 }))
  const shape = { id: 'n', workshop: 'w', session: 's', stand: '0', withdrawn: [], revision: 1 }
  return { ...shape, steps, at: steps.length, reached, ...more }
}
const reached = (...caregivers: string[]) =>
  caregivers.map((caregiver) => ({
    family: caregiver,
    caregiver,
    by: 'email' as const,
    at: DUE,
    expiresAt: 0,
  }))
const progress = (notices: Notice[], got = reached()) =>
  ownProgress(notices, { session: 's', reached: new Map([['s', got]]), now: NOW })

describe('What Convite does itself', () => {
  test('is planned until it is due, and a person’s where the organizer took it back', () => {
    const planned = notice([step('thanks')], { at: 0, reached: [] })
    expect(progress([planned])).toEqual({ thanks: { state: 'planned' } })
    expect(progress([{ ...planned, withdrawn: ['thanks'] }])).toEqual({})
  })

  test('waits for as many as nothing has reached yet', () => {
    const invited = notice([{ ...step('timeChosen'), told }])
    expect(progress([invited], reached('a'))).toEqual({
      invitations: { state: 'told', people: 3, waiting: 2 },
    })
    expect(progress([invited], reached('a', 'b', 'c')).invitations).toMatchObject({ waiting: 0 })
    expect(subjectsThatWait([invited], 's', NOW)).toEqual(['s'])
  })

  test('waits no longer once it would be stale, and for nobody where nobody needed it', () => {
    const late = notice([{ ...step('reminder', '2027-03-02T00:00:00.000Z'), told }])
    expect(progress([late]).reminder).toMatchObject({ waiting: 0 })
    expect(subjectsThatWait([late], 's', NOW)).toEqual([])
    const none = notice([{ ...step('reminder'), told }], { reached: [{ email: 0, sms: 0, call: 0 }] })
    expect(progress([none]).reminder).toEqual({ state: 'told', people: 0, waiting: 0 })
  })

  test('was not done by a step that was passed over', () => {
    const passed = notice([step('replyReminder')], { reached: [{ email: 0, sms: 0, call: 0 }] })
    expect(progress([passed])).toEqual({})
  })

  test('invites to a series with its first session, and reminds for each', () => {
    const first = notice(
      [
        { ...step('timeChosen'), told },
        { ...step('reminder'), told },
      ],
      { session: 'first' },
    )
    expect(Object.keys(progress([first]))).toEqual(['invitations'])
    expect(subjectsThatWait([first], 's', NOW)).toEqual(['first'])
  })
})
