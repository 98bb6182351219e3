import type { Message } from '../message/message.ts'
import type { School } from '../school/school.ts'
import type { Reply } from '../session/reply.ts'
import type { Session } from '../session/session.ts'
import type { Answer } from '../workshop/answer.ts'
import type { PollOption } from '../workshop/poll.ts'
import type { Workshop } from '../workshop/workshop.ts'
import type { TextOutcome } from './text-answer.ts'

/** The text that tells what became of an answer by text, with the state of when it leaves. */
export type ConfirmationMessage = Message & { confirmation: Confirmation }

/** The links of the families that share the number, and of the one that answered what it says now. */
export type Confirmation = {
  outcome: TextOutcome
  school: School
  links: { name: string; token: string }[]
  workshop?: Workshop
  session?: Session
  vote?: { option: PollOption; answer: Answer | undefined }[]
  reply?: Reply
}

/** Whether a message confirms an answer by text. */
export function isConfirmation(message: Message): message is ConfirmationMessage {
  return 'confirmation' in message
}
