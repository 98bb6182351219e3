import { readReply } from '../../shared/session/reply.operations.ts'
import { type Answered, readSession } from '../../shared/session/session.operations.ts'
import type { Session } from '../../shared/session/session.ts'
import { type FamilyLine, readFamilyLines } from '../../shared/session/sign-up.operations.ts'
import { type FamilyQuestions, readFamilyQuestions } from '../../shared/workshop/question.operations.ts'
import { readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { familyOf, type Visit } from '../visit.ts'
import type { Answers } from './reply-form.tsx'

/** What a family's pages of a session show. */
export type SessionView = {
  workshop: Workshop
  session: Session
  reply?: Answered
  /** What the form starts from. */
  answers: Answers
  /** It starts from the family's last reply, and not from the roster alone. */
  isFromLastTime: boolean
  isOver: boolean
  /** What families bring or do. */
  lines: FamilyLine[]
  questions: FamilyQuestions
}

/** Reads a session with the family's reply, and what its form starts from. */
export async function sessionView(c: Visit, sessionId: string): Promise<SessionView> {
  const { family } = familyOf(c)
  const context = c.get('context')
  const [{ session, reply, suggested, isFromLastTime }, lines, questions] = await Promise.all([
    readReply(context, sessionId, family),
    readFamilyLines(context, sessionId, family),
    readSession(context, sessionId).then(({ workshop }) => readFamilyQuestions(context, workshop, family)),
  ])
  const workshop = await readWorkshop(context, session.workshop)
  const isOver = Date.parse(session.end) <= context.now().toMillis()
  // A family that said no and thinks again starts from what is remembered, not from nothing.
  const answers = reply?.attending ? reply : { ...suggested, ...(reply && { attending: false }) }
  return { session, workshop, answers, isFromLastTime, isOver, lines, questions, ...(reply && { reply }) }
}
