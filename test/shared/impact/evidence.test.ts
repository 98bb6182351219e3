import { expect, test } from 'vitest'
import { evidenceOf, type HeldSession } from '../../../shared/impact/evidence.ts'
import { type Reply, ReplyInput, replyOf, staffName } from '../../../shared/session/reply.ts'
import { countsOf } from '../../../shared/session/retention.ts'
import type { Workshop } from '../../../shared/workshop/workshop.ts'
import { READING } from '../../support/puente.ts'

const reply = (family: string, more = {}): Reply =>
  replyOf(ReplyInput.parse({ attending: true, ...more }), { id: family, writtenLanguage: 'en' }, 'x')
const replies = (count: number, more = {}) =>
  Array.from({ length: count }, (_, place) => reply(`f${place}`, more))
const held = (start: string, more: Partial<Workshop>, said: Reply[]): HeldSession => ({
  workshop: { ...READING, id: 'w', status: 'held', revision: 1, ...more },
  start,
  counts: countsOf(said),
})
const offers = { childcare: true, food: false, interpretation: true, rides: false }
const planning = { voters: 12, proposals: 3, hosts: 10, decisions: 2 }

test('counts are of sessions that took place; fewer than ten people are masked', () => {
  const sessions = [
    held('2027-03-10T23:00:00.000Z', { offers }, [
      ...replies(6, {
        children: [{ months: 40 }, { months: 60 }],
        interpretation: [{ language: 'so', adults: 1 }],
      }),
      reply('no', { attending: false }),
    ]),
    held('2027-03-11T14:00:00.000Z', { audience: ['staff'], hostFamily: 'rosa' }, [
      ...Array.from({ length: 11 }, (_, place) => reply(staffName(`m${place}`))),
    ]),
  ]
  const evidence = evidenceOf(sessions, 'America/New_York', planning)
  expect(evidence.meetings).toEqual({ morning: 1, afternoon: 0, evening: 1, weekend: 0 })
  expect(evidence.supports.childcare).toEqual({ offered: 1, used: 12 })
  expect(evidence.supports.interpretation).toEqual({ offered: 1 }) // six people
  expect(evidence.supports.food).toEqual({ offered: 0, used: 0 })
  expect(evidence.languages).toEqual(['en', 'so'])
  expect(evidence.planning).toEqual({ voters: 12, hosts: 10, decisions: 2 })
  expect(evidence.staffTaught).toEqual({ sessions: 1, staff: 11 })
})

test('support counts as used only where it was offered, though families come elsewhere too', () => {
  const family = { adults: 1, children: [{ months: 40 }], ride: 1 }
  const sessions = [
    held('2027-03-10T23:00:00.000Z', { offers: { ...offers, food: true } }, replies(10, family)),
    held('2027-03-17T22:00:00.000Z', { offers: { ...offers, childcare: false } }, replies(12, family)),
  ]
  const { supports } = evidenceOf(sessions, 'America/New_York', planning)
  expect(supports.childcare).toEqual({ offered: 1, used: 10 })
  expect(supports.food).toEqual({ offered: 1, used: 20 })
  expect(supports.rides).toEqual({ offered: 0, used: 0 })
})

test('a school without sessions has empty evidence', () => {
  const evidence = evidenceOf([], 'utc', { voters: 0, proposals: 0, hosts: 0, decisions: 0 })
  expect(evidence.languages).toEqual([])
  expect(evidence.planning).toEqual({ voters: 0, proposals: 0, hosts: 0, decisions: 0 })
  expect(evidence.staffTaught).toEqual({ sessions: 0, staff: 0 })
})
