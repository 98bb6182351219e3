import { expect, test } from 'vitest'
import type { Notice, NoticeKind } from '../../../shared/message/notice.ts'
import type { Session } from '../../../shared/session/session.ts'
import type { Workshop } from '../../../shared/workshop/workshop.ts'
import { messageLog } from '../../../web/school/workshop-log.ts'
import { ALL_CARRIERS } from '../../support/context.ts'
import { READING } from '../../support/puente.ts'

const now = '2027-03-10T12:00:00.000Z'
const workshop: Workshop = { ...READING, id: 'w', status: 'scheduled', revision: 1 }
const session: Session = {
  ...{ id: 's', workshop: 'w', option: 'o', timeZone: 'UTC', status: 'scheduled', sequence: 1, revision: 1 },
  ...{ start: '2027-03-23T22:00:00.000Z', end: '2027-03-23T23:00:00.000Z' },
}
const known = { workshop, sessions: [session], now, carriers: ALL_CARRIERS }

/** A notice about the session with a step a day from March 9 on, so many of which are done. */
function notice(kinds: NoticeKind[], parts: Partial<Notice> = {}): Notice {
  const steps = kinds.map((kind, place) => ({
    kind,
    due: `2027-03-${String(9 + place).padStart(2, '0')}T15:00:00.000Z`,
    until: session.start,
  }))
  return {
    ...{ id: 'n', workshop: 'w', session: 's', stand: '1', steps, at: 0, reached: [], withdrawn: [] },
    revision: 1,
    ...parts,
  }
}

const kinds = (notices: Notice[]) => messageLog(notices, known).map(({ kind, people }) => [kind, people])

test('what reached people is sent, to so many over all ways, and what is still due is planned', () => {
  const reached = [{ email: 20, sms: 8, call: 2 }]
  expect(kinds([notice(['timeChosen', 'replyReminder', 'reminder'], { at: 1, reached })])).toEqual([
    ['timeChosen', 30],
    ['replyReminder', undefined],
    ['reminder', undefined],
  ])
})

test('what nobody needed, what was withdrawn and what a move overtook is neither', () => {
  const none = [{ email: 0, sms: 0, call: 0 }]
  expect(
    kinds([notice(['timeChosen', 'reminder'], { at: 1, reached: none, withdrawn: ['reminder'] })]),
  ).toEqual([])
  expect(kinds([notice(['replyReminder'], { stand: '0' })])).toEqual([])
})

test('of many the last three that were sent and the next three that are planned are listed', () => {
  const sent = Array.from({ length: 4 }, () => ({ email: 1, sms: 0, call: 0 }))
  const all: NoticeKind[] = ['timeChosen', 'moved', 'changed', 'seated']
  const later: NoticeKind[] = ['replyReminder', 'replyReminder', 'reminder', 'dayBefore', 'thanks']
  expect(kinds([notice([...all, ...later], { at: 4, reached: sent })])).toEqual([
    ['moved', 1],
    ['changed', 1],
    ['seated', 1],
    ['replyReminder', undefined],
    ['replyReminder', undefined],
    ['reminder', undefined],
  ])
})

test.each([
  [{ email: 20, sms: 8, call: 2 }, ALL_CARRIERS, 'sent'],
  [{ email: 20, sms: 8, call: 2 }, ['email'], 'some'],
  [{ email: 20, sms: 0, call: 2 }, ['email'], 'sent'],
  [{ email: 20, sms: 8, call: 2 }, [], 'waiting'],
  [{ email: 0, sms: 0, call: 2 }, [], 'byHand'],
] as const)('what was made for %j with services for %j is %s', (made, carriers, state) => {
  const told = notice(['timeChosen'], { at: 1, reached: [made] })
  expect(messageLog([told], { ...known, carriers })).toMatchObject([{ kind: 'timeChosen', state }])
})
