import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  answerOf,
  QUESTIONS,
  readMarks,
  reportOf,
  type SurveyAnswer,
  type SurveyAudience,
  SurveyInput,
} from '../../../shared/impact/survey.ts'

const parent = (before: number, now: number): SurveyAnswer => ({
  audience: 'parents',
  answers: { learning: { before, now } } as SurveyInput,
})
const reported = (audience: SurveyAudience, answers: readonly SurveyAnswer[], asked: number) =>
  reportOf(audience, { answers, lines: [] }, asked)
const times = (count: number, answer: SurveyAnswer) => Array.from({ length: count }, () => answer)

describe('an answer', () => {
  test('comes from a form or a program, and may leave out any question', () => {
    expect(SurveyInput.parse({ learning: { before: '2', now: 4 }, home: {} })).toEqual({
      learning: { before: 2, now: 4 },
      home: {},
    })
    expect(SurveyInput.safeParse({ learning: { before: 5 } }).success).toBe(false)
    expect(SurveyInput.safeParse({ family: 'rosa' }).success).toBe(false)
  })

  test('may hold a line of 280 letters, and nothing that is never collected', () => {
    expect(SurveyInput.parse({ line: '  More books, please.  ' }).line).toBe('More books, please.')
    expect(SurveyInput.safeParse({ line: 'x'.repeat(281) }).success).toBe(false)
    expect(SurveyInput.safeParse({ line: 'My passport is at home.' }).success).toBe(false)
  })

  test('keeps the questions of its audience alone, and none that is empty', () => {
    const input = SurveyInput.parse({
      learning: { now: 3 },
      home: {},
      planning: { now: 2 },
      line: 'More books',
    })
    expect(answerOf('parents', input)).toEqual({ audience: 'parents', answers: { learning: { now: 3 } } })
    expect(answerOf('staff', input).answers).toEqual({ planning: { now: 2 } })
  })

  test.each([
    ['24 13 -- 44 22', { learning: { before: 2, now: 4 }, home: { before: 1, now: 3 }, asking: {} }],
    ['  -4  1-  33 44 22 ', { learning: { now: 4 }, home: { before: 1 }, asking: { before: 3, now: 3 } }],
  ])('is read from paper: %s', (marks, expected) => {
    expect(readMarks('parents', marks)).toMatchObject(expected)
  })

  test.each([
    '',
    '124 13 -- 44 22',
    '241 13 -- 44 22',
    '24 13 44 22',
    '24 13 -- 44 25',
    '24 13 -- 44 22 11',
    '2 4 1 3 4',
  ])('is not read from %j', (marks) => {
    expect(readMarks('parents', marks)).toBeUndefined()
  })
})

describe('the report', () => {
  test('holds the lines of its audience from ten answers on', () => {
    const lines = [
      { audience: 'parents' as const, line: 'More books', expiresAt: 1 },
      { audience: 'staff' as const, line: 'More time', expiresAt: 1 },
    ]
    const said = (count: number) => ({ answers: times(count, parent(1, 3)), lines })
    expect(reportOf('parents', said(10), 20).lines).toEqual(['More books'])
    expect(reportOf('parents', said(9), 20)).toEqual({ asked: 20 })
    expect(reportOf('staff', said(10), 20)).toEqual({ asked: 20 })
  })

  test('says n, how many moved up and both medians', () => {
    const answers = [...times(6, parent(1, 3)), ...times(4, parent(2, 2)), ...times(3, parent(4, 3))]
    const { answered, asked, questions } = reported('parents', answers, 20)
    expect([answered, asked]).toEqual([13, 20])
    expect(questions).toEqual([{ question: 'learning', n: 13, movedUp: 6, before: 4, now: 6 }])
  })

  test('says a median between two faces', () => {
    const answers = [...times(5, parent(1, 3)), ...times(5, parent(2, 4))]
    expect(reported('parents', answers, 10).questions?.[0]).toMatchObject({ before: 3, now: 7 })
  })

  test('says nothing of nine answers, not even that there are nine', () => {
    expect(reported('parents', times(9, parent(1, 4)), 30)).toEqual({ asked: 30 })
    expect(reported('parents', times(10, parent(1, 4)), 30).answered).toBe(10)
  })

  test('leaves out a question that fewer than ten answered whole', () => {
    const half: SurveyAnswer = { audience: 'parents', answers: { learning: { now: 4 } } as SurveyInput }
    const report = reported('parents', [...times(9, parent(1, 4)), half], 10)
    expect(report).toEqual({ asked: 10, answered: 10, questions: [] })
  })

  test('tells of ten or more who answered a question, whatever they said, and the other audience nowhere', () => {
    const pair = fc.record({ before: fc.integer({ min: 1, max: 4 }), now: fc.integer({ min: 1, max: 4 }) })
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 40 }), (pairs) => {
        const answers = pairs.map(({ before, now }) => parent(before, now))
        const { questions = [] } = reported('parents', answers, 50)
        for (const { n, movedUp, before, now } of questions) {
          expect(n).toBeGreaterThanOrEqual(10)
          expect(movedUp).toBeLessThanOrEqual(n)
          expect(before).toBeGreaterThanOrEqual(2)
          expect(now).toBeLessThanOrEqual(8)
        }
        expect(reported('staff', answers, 50)).toEqual({ asked: 50 })
      }),
    )
  })
})

test('parents are asked five questions, and staff four', () => {
  expect([QUESTIONS.parents.length, QUESTIONS.staff.length]).toEqual([5, 4])
})
