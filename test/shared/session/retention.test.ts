import { expect, test } from 'vitest'
import { type Reply, ReplyInput, replyOf, staffName } from '../../../shared/session/reply.ts'
import { countsOf, hasDetails, retentionEnd, withoutDetails } from '../../../shared/session/retention.ts'

const reply = (family: string, more = {}): Reply =>
  replyOf(ReplyInput.parse({ attending: true, ...more }), { id: family, writtenLanguage: 'en' }, 'x')
const full = {
  adults: 2,
  children: [{ months: 40 }],
  interpretation: [{ language: 'so', adults: 2 }],
  diets: { halal: 2 },
  allergens: ['peanut'],
  ride: 3,
  access: 'Ramp',
}

test('details go thirty days after the session, at the same hour of its clock, also over a change of clocks', () => {
  const session = { end: '2027-03-11T00:00:00.000Z', timeZone: 'America/New_York' } // 19:00, before the change
  expect(retentionEnd(session)).toBe('2027-04-09T23:00:00.000Z')
})

test('what stays are sums, of families that said yes, and of staff how many', () => {
  const replies = [
    reply('rosa', full),
    reply('linh', { interpretation: [{ language: 'so', adults: 1 }] }),
    reply('no', { attending: false }),
    { ...reply('waits', full), waiting: true },
    reply(staffName('ortiz')),
  ]
  expect(countsOf(replies)).toEqual({
    families: 2,
    adults: 3,
    children: 1,
    interpretation: { so: 3 },
    diets: { halal: 2 },
    rides: 3,
    staff: 1,
  })
})

test('a reply without its details has only the number of people', () => {
  const bare = withoutDetails({ ...reply('rosa', full), named: true })
  expect(hasDetails(reply('rosa', full))).toBe(true)
  expect(hasDetails({ ...bare, named: true })).toBe(true)
  expect(hasDetails(bare)).toBe(false)
  expect(bare).toMatchObject({ family: 'rosa', attending: true, adults: 2, revision: 2 })
  expect(JSON.stringify(bare)).not.toMatch(/halal|peanut|Ramp|40|so/)
})
