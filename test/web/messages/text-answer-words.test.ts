import { describe, expect, test } from 'vitest'
import type { Confirmation } from '../../../shared/delivery/confirmation.ts'
import type { FamilyMessage } from '../../../shared/delivery/delivery.operations.ts'
import { segmentsOf } from '../../../shared/message/segment.ts'
import { loadLanguages, PAGE_LANGUAGES } from '../../../web/messages/catalogue.ts'
import { textOf } from '../../../web/messages/outgoing.tsx'
import { confirmationWords, questionFits, questionText } from '../../../web/messages/text-answer-words.ts'
import { NOTICE_MESSAGE } from '../../support/notice-message.ts'

const ORIGIN = 'https://convite.example.org'
const timeZone = 'America/New_York'

/** Times on consecutive evenings. */
const timesOf = (count: number) =>
  Array.from({ length: count }, (_, place) => ({
    id: `o${place}`,
    start: `2027-03-${23 + place}T22:00:00.000Z`,
    end: `2027-03-${23 + place}T23:30:00.000Z`,
    timeZone,
    revision: 1,
  }))
const school = { ...NOTICE_MESSAGE.school, name: 'Riverbend' }
const [topic] = NOTICE_MESSAGE.topics
const titled = (title: string) =>
  topic ? [{ ...topic, workshop: { ...topic.workshop, title: { en: title, es: title } } }] : []

/** An invitation by text with so many times. */
const inviting = (language: string, count: number, title = 'Math games'): FamilyMessage => ({
  ...NOTICE_MESSAGE,
  ...{ language, school, topics: titled(title), token: 'x'.repeat(22) },
  question: { kind: 'vote', times: timesOf(count) },
})
const read = async (message: FamilyMessage) => (await textOf(message, ORIGIN)).text

test('an invitation lists the times under their numbers, a line each, and says how to answer', async () => {
  expect((await read(inviting('en', 3))).split('\n')).toEqual([
    'Riverbend: Math games. When can you come?',
    '1 Tue, Mar 23, 6 PM',
    '2 Wed, Mar 24, 6 PM',
    '3 Thu, Mar 25, 6 PM',
    'Answer with the numbers, like 1 2? (? = if needed). None: 0',
    `${ORIGIN}/f/${'x'.repeat(22)}`,
    'Reply STOP to end texts, FEWER for fewer.',
  ])
})

test('without room for it the words that end texts are left out, and no text lists more than fits', async () => {
  const short = await read(inviting('es', 3))
  expect(short).not.toContain('ALTO')
  expect(segmentsOf(short).segments).toBe(3)
  expect(await questionFits(inviting('es', 3), ORIGIN)).toBe(true)
  expect(await questionFits(inviting('es', 9), ORIGIN)).toBe(false)
  expect(await questionFits(inviting('en', 3, 'Math '.repeat(100)), ORIGIN)).toBe(false)
})

test('an organizer sees whether the text of a vote lists numbers, and if not why', () => {
  const asked = (count: number, title: string) => {
    const [first] = titled(title)
    const poll = first?.workshop.poll
    if (!first || !poll) throw new Error('no poll')
    const workshop = { ...first.workshop, poll: { ...poll, options: timesOf(count) } }
    return questionText({ ...first, workshop }, { school, language: 'en', link: ORIGIN }).why
  }
  expect([asked(3, 'Math'), asked(10, 'Math'), asked(9, 'Math '.repeat(100))]).toEqual([
    'numbers',
    'many',
    'long',
  ])
})

test.each(PAGE_LANGUAGES)('two times fit into three segments in %s', async (language) => {
  expect(await questionFits(inviting(language, 2), ORIGIN)).toBe(true)
})

test('a text about a session asks whether the family comes as last time', async () => {
  const session = { start: '2027-03-23T22:00:00.000Z', end: '2027-03-23T23:30:00.000Z' }
  const told = { title: { en: 'Math games' }, place: 'Library', ...session }
  const topics = NOTICE_MESSAGE.topics.map((one) => ({
    ...one,
    about: { ...one.about, kind: 'timeChosen' as const, session: 'puente-s1', told },
  }))
  const message = { ...NOTICE_MESSAGE, language: 'en', school, topics }
  const text = await read({ ...message, question: { kind: 'session', people: 3 } })
  expect(text).toContain('Riverbend: Math games, Tue, Mar 23, 6 PM. Will you come?\nPlace: Library\n')
  expect(text).toContain('Answer 1: we come, as last time (3 people). 2: we cannot.')
})

describe('what was recorded', () => {
  const [first, second, third] = timesOf(3)
  const links = [{ name: 'Rosa', token: 'x'.repeat(22) }]
  const told = (confirmation: Partial<Confirmation>, language = 'en') =>
    confirmationWords(
      { outcome: 'voted', school, links, ...(topic && { workshop: topic.workshop }), ...confirmation },
      { language, origin: ORIGIN },
    )
  const vote = [first, second, third].flatMap((option, place) =>
    option ? [{ option, answer: (['yes', 'ifNeeded', 'no'] as const)[place] }] : [],
  )

  test('is told time by time', () => {
    expect(told({ vote })).toBe(
      `Riverbend: Thank you. Yes: Tue, Mar 23, 6 PM. If needed: Wed, Mar 24, 6 PM. No: the other time. To change it, answer again. More: ${ORIGIN}/f/${'x'.repeat(22)}`,
    )
    expect(told({ vote: vote.map((one) => ({ ...one, answer: 'no' as const })) })).toContain('None of these')
  })

  test('and so is that the vote is over, with the links of all who share the number', () => {
    const two = [...links, { name: 'Luis', token: 'y'.repeat(22) }]
    expect(told({ outcome: 'late' })).toMatch(/The vote on .* is over\. Your text was not counted/)
    expect(told({ outcome: 'links', links: two })).toMatch(/Rosa: http\S+ Luis: http\S+$/)
  })

  test.each(PAGE_LANGUAGES)('in %s within four segments, whatever became of it', async (language) => {
    await loadLanguages([language])
    for (const outcome of ['voted', 'replied', 'unreadable', 'late', 'full', 'links'] as const) {
      const text = told({ outcome, vote }, language)
      expect(text).toMatch(/^Riverbend[:：]/)
      expect(segmentsOf(text).segments, text).toBeLessThanOrEqual(4)
    }
  })
})
