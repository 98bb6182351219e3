import * as z from 'zod'
import { refuse } from '../access/refusal.ts'
import { writtenText } from '../access/visible.ts'
import { holdsUncollected } from '../family/uncollected.ts'
import { languageTag } from '../school/language-tag.ts'
import type { Instant } from '../time/instant.ts'

const MOST_UNANSWERED = 3

const said = (most: number) =>
  writtenText(most)
    .min(1)
    .refine((text) => !holdsUncollected(text), 'uncollected')

/** What a family asks about a workshop; without a language it is in the one that the family writes. */
export const NewQuestion = z.lazy(() =>
  z.strictObject({
    family: z.string().min(1).max(40),
    text: said(280),
    language: languageTag().optional(),
  }),
)
export type NewQuestion = z.infer<typeof NewQuestion>

/** An answer, and whether everybody may read it with its question on the workshop's page. */
export const AnswerInput = z.lazy(() =>
  z.strictObject({ text: said(600), language: languageTag().optional(), shown: z.boolean().default(false) }),
)
export type AnswerInput = z.infer<typeof AnswerInput>

/** Words by language: what a person wrote in one of them, and which a machine translated. */
export type Told = { words: Record<string, string>; original: string; machine?: string[] }

/** An answer by the team, or by the family that leads the workshop, which is not named. */
export type QuestionAnswer = Told & { by: 'team' | 'host'; name?: string; at: Instant }

/** A family's question about a workshop. Seen by the family, who leads it, and organizers, until it is shown. */
export type Question = Told & {
  id: string
  workshop: string
  family: string
  askedAt: Instant
  answer?: QuestionAnswer
  /** Everybody may read question and answer, without a name. */
  shown?: true
  /** Seconds: the end of the school year. */
  expiresAt: number
  revision: number
}

/** A question and its answer as others read them: without who asked and who answered. */
export type ShownQuestion = { id: string; asked: Told; answer: Told }

/** Refuses `too-many-questions` where so many of a family's questions about the workshop still wait. */
export function mustHaveRoom(questions: readonly Question[], family: string): void {
  const waiting = questions.filter((one) => one.family === family && !one.answer)
  if (waiting.length >= MOST_UNANSWERED) refuse('too-many-questions')
}

/** The question with an answer, in place of an earlier one. */
export function withAnswer(question: Question, answer: QuestionAnswer, shown: boolean): Question {
  const { shown: _, ...rest } = question
  return { ...rest, answer, ...(shown && { shown }), revision: question.revision + 1 }
}

/** What everybody may read of questions, in the order in which they were asked. */
export function shownQuestions(questions: readonly Question[]): ShownQuestion[] {
  return inOrder(questions).flatMap(({ id, answer, shown, ...question }) =>
    shown && answer ? [{ id, asked: toldOf(question), answer: toldOf(answer) }] : [],
  )
}

const toldOf = ({ words, original, machine }: Told): Told => ({
  words,
  original,
  ...(machine && { machine }),
})

/** Questions in the order in which they were asked. */
export function inOrder(questions: readonly Question[]): Question[] {
  return questions.toSorted((one, other) => one.askedAt.localeCompare(other.askedAt))
}
