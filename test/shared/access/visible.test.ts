import { expect, test } from 'vitest'
import { visibleText, writtenText } from '../../../shared/access/visible.ts'
import { NewSchool } from '../../../shared/school/school.ts'
import { ItemChange, NewItem } from '../../../shared/session/item.ts'
import { NewMember } from '../../../shared/team/member.ts'
import { acceptBallot, BallotInput } from '../../../shared/workshop/ballot.ts'

test.each([
  ['  Ana ', 'Ana'],
  ['\u200Fمريم\u200E', 'مريم'],
  ['\u202Dabc\u202C', 'abc'],
  ['Jose\u0301', 'José'],
  ['\u200B', ''],
  ['\u3164', ''],
  ['\u2800\u00A0', ''],
  ['\u0007Ana\u0000', 'Ana'],
  ['نمی\u200Cدانم', 'نمی\u200Cدانم'],
  ['👩\u200D👧', '👩\u200D👧'],
  ['Ana\u00A0Ruiz', 'Ana Ruiz'],
])('%j is seen as %j', (text, seen) => {
  expect(visibleText(text)).toBe(seen)
})

const UNSEEN = ['\u202E', '\u200B\u200E', '\u2067 \u2069', '\u2800', ' ']

test.each(UNSEEN)('%j is no text where one is needed', (text) => {
  expect(writtenText(9).min(1).safeParse(text).success).toBe(false)
  const school = { name: text, timeZone: 'America/New_York', languages: ['en'], defaultLanguage: 'en' }
  expect(NewSchool.safeParse(school).success).toBe(false)
  expect(NewItem.safeParse({ title: text }).success).toBe(false)
  expect(NewMember.safeParse({ name: text, email: 'ada@example.org', role: 'helper' }).success).toBe(false)
  expect(ItemChange.parse({ note: text })).toEqual({ note: '' })
})

test.each(UNSEEN)('a ballot whose line is %j says nothing', (line) => {
  const closesAt = '2027-03-05T00:00:00.000Z'
  const poll = { version: 1, options: [], removed: [], answersVisible: false, shortlistPercent: 85, closesAt }
  const casting = {
    family: 'f',
    receivedAt: '2027-03-01T00:00:00.000Z',
    bothMustAttend: false,
    caregivers: [],
  }
  const cast = () => acceptBallot(poll, BallotInput.parse({ answers: {}, line }), casting)
  expect(cast).toThrow(expect.objectContaining({ code: 'ballot-empty' }))
})

test('direction marks within a text that can be seen stay', () => {
  expect(writtenText(20).parse(' \u200Fمريم (Ana)\u200E ')).toBe('\u200Fمريم (Ana)\u200E')
})
