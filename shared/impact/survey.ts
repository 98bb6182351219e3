import * as z from 'zod'

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

/** The answers of a person; every question is optional. There is no author and no time. */
export const SurveyInput = z.lazy(() => {
  const questions = [...QUESTIONS.parents, ...QUESTIONS.staff]
  return z.strictObject(
    Object.fromEntries(questions.map((question) => [question, pair().optional()])) as Record<
      Question,
      z.ZodOptional<ReturnType<typeof pair>>
    >,
  )
})
export type SurveyInput = z.infer<typeof SurveyInput>

/** A stored, anonymous answer. */
export type SurveyAnswer = { audience: SurveyAudience; answers: SurveyInput }

/** The answer of an input, without questions of the other audience and without empty ones. */
export function answerOf(audience: SurveyAudience, input: SurveyInput): SurveyAnswer {
  const given = QUESTIONS[audience].flatMap((question) => {
    const said = input[question]
    return said?.before || said?.now ? [[question, said] as const] : []
  })
  return { audience, answers: Object.fromEntries(given) as SurveyInput }
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

/** The report of a survey, self-reported. Without `questions` there were too few answers to share. */
export type SurveyReport = { asked: number; answered?: number; questions?: QuestionReport[] }

/** The report of one audience; a question with fewer than ten complete answers is left out. */
export function reportOf(
  audience: SurveyAudience,
  answers: readonly SurveyAnswer[],
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
  return { asked, answered: own.length, questions }
}

function doubledMedian(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
  return lower + upper
}
