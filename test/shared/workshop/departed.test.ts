import { expect, test } from 'vitest'
import type { Ballot } from '../../../shared/workshop/ballot.ts'
import { departedAfter } from '../../../shared/workshop/departed.ts'
import type { Poll } from '../../../shared/workshop/poll.ts'

const option = (id: string, revision = 1) => ({
  id,
  start: '2027-03-09T23:00:00.000Z',
  end: '2027-03-10T00:00:00.000Z',
  timeZone: 'America/New_York',
  revision,
})
const poll: Poll = {
  version: 1,
  options: [option('A'), option('B', 2)],
  closesAt: '2027-03-08T14:00:00.000Z',
  answersVisible: false,
  shortlistPercent: 85,
  removed: [],
}
const ballot = (answers: Ballot['answers']): Ballot => ({
  family: 'rosa',
  version: 1,
  answers,
  byCaregiver: {},
  noneWork: false,
  couldComeIf: [],
  via: 'link',
  receivedAt: '2027-03-01T14:00:00.000Z',
})

test('the sums grow by what counted, and keep no family', () => {
  const first = ballot({
    A: { answer: 'yes', optionRevision: 1 },
    B: { answer: 'no', optionRevision: 1 }, // to where B was before it moved
  })
  const once = departedAfter(undefined, poll, first)
  expect(once).toEqual({
    families: 1,
    options: { A: { yes: 1, ifNeeded: 0, no: 0 }, B: { yes: 0, ifNeeded: 0, no: 0 } },
    revision: 1,
  })
  const twice = departedAfter(once, poll, ballot({ B: { answer: 'ifNeeded', optionRevision: 2 } }))
  expect(twice.options.B).toEqual({ yes: 0, ifNeeded: 1, no: 0 })
  expect(twice).toMatchObject({ families: 2, revision: 2 })
  expect(JSON.stringify(twice)).not.toContain('rosa')
})
