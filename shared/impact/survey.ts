import * as z from 'zod'
import { writtenText } from '../access/visible.ts'
import { holdsUncollected } from '../family/uncollected.ts'

/** The questions after a session; each asks for "before today" and "now" on a scale of four faces. */
export const QUESTIONS = {
  parents: ['learning', 'home', 'asking', 'parent', 'uses'],
  staff: ['strengths', 'planning', 'languages', 'changed'],
} as const
export type SurveyAudience = keyof typeof QUESTIONS

/** A question of either audience. */
export type Question = (typeof QUESTIONS)[SurveyAudience][number]

/** The four faces, from "not yet" to "yes, very much". */
export const FACES = [1, 2, 3, 4] as const

// Forms send strings, API clients numbers.
const face = () => z.coerce.number().int().min(1).max(4)
const pair = () => z.strictObject({ before: face().optional(), now: face().optional() })

/** The most characters of a line to the school. */
export const LONGEST_LINE = 280

/** The answers of a person and a line to the school; each is optional. There is no author and no time. */
export const SurveyInput = z.lazy(() => {
  const questions = [...QUESTIONS.parents, ...QUESTIONS.staff]
  return z.strictObject({
    ...(Object.fromEntries(questions.map((question) => [question, pair().optional()])) as Record<
      Question,
      z.ZodOptional<ReturnType<typeof pair>>
    >),
    line: writtenText(LONGEST_LINE)
      .refine((text) => !holdsUncollected(text), 'uncollected')
      .optional(),
  })
})
export type SurveyInput = z.infer<typeof SurveyInput>

/** A stored, anonymous answer: the faces, without the line that was sent with them. */
export type SurveyAnswer = { audience: SurveyAudience; answers: Omit<SurveyInput, 'line'> }

/** A stored, anonymous line to the school, which nothing ties to the faces; `expiresAt` in seconds. */
export type SurveyLine = { audience: SurveyAudience; line: string; expiresAt: number }

/** The answer of an input, without questions of the other audience and without empty ones. */
export function answerOf(audience: SurveyAudience, input: SurveyInput): SurveyAnswer {
  const given = QUESTIONS[audience].flatMap((question) => {
    const said = input[question]
    return said?.before || said?.now ? [[question, said] as const] : []
  })
  return { audience, answers: Object.fromEntries(given) as SurveyAnswer['answers'] }
}

const PAIR = /^([1-4-])([1-4-])$/

/**
 * Parses an answer from paper: two characters per question, in order, `24 13 -- 44 22`; a dash is an empty face.
 * Undefined where it cannot be parsed.
 */
export function readMarks(audience: SurveyAudience, marks: string): SurveyInput | undefined {
  const pairs = marks.trim().split(/\s+/)
  const questions = QUESTIONS[audience]
  if (pairs.length !== questions.length || !pairs.every((one) => PAIR.test(one))) return undefined
  const faceOf = (sign = '-') => (sign === '-' ? {} : { face: Number(sign) })
  return Object.fromEntries(
    questions.map((question, place) => {
      const [before, now] = [...(pairs[place] ?? '')].map((sign) => faceOf(sign).face)
      return [question, { ...(before && { before }), ...(now && { now }) }]
    }),
  ) as SurveyInput
}

/** Fewer answers than this could identify somebody and are not shared. */
export const FEWEST_ANSWERS = 10

/** The report of a question: of `n` complete answers, how many moved up, and both medians, doubled to stay integers. */
export type QuestionReport = { question: Question; n: number; movedUp: number; before: number; now: number }

/**
 * The report of a survey, self-reported, with the lines to the school. Without `questions` there were too few answers to
 * share, and no line is shared either.
 */
export type SurveyReport = {
  asked: number
  answered?: number
  questions?: QuestionReport[]
  lines?: string[]
}

/** What was said about a session; the lines in an order that says nothing of when they came. */
export type Surveyed = { answers: readonly SurveyAnswer[]; lines: readonly SurveyLine[] }

/** The report of one audience; a question with fewer than ten complete answers is left out. */
export function reportOf(
  audience: SurveyAudience,
  { answers, lines }: Surveyed,
  asked: number,
): SurveyReport {
  const own = answers.filter((one) => one.audience === audience)
  if (own.length < FEWEST_ANSWERS) return { asked }
  const questions = QUESTIONS[audience].flatMap((question) => {
    const whole = own.flatMap(({ answers: said }) => {
      const { before, now } = said[question] ?? {}
      return before && now ? [{ before, now }] : []
    })
    if (whole.length < FEWEST_ANSWERS) return []
    return [
      {
        question,
        n: whole.length,
        movedUp: whole.filter(({ before, now }) => now > before).length,
        before: doubledMedian(whole.map(({ before }) => before)),
        now: doubledMedian(whole.map(({ now }) => now)),
      },
    ]
  })
  const told = lines.filter((one) => one.audience === audience).map(({ line }) => line)
  return { asked, answered: own.length, questions, ...(told.length > 0 && { lines: told }) }
}

function doubledMedian(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
  return lower + upper
}
