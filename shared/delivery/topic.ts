import type { About } from '../message/notice.ts'
import type { Session } from '../session/session.ts'
import type { Workshop } from '../workshop/workshop.ts'

/** One thing that a message is about, with the workshop and session as they are now. */
export type Topic = {
  about: About
  workshop: Workshop
  session?: Session
  /** The school's own wording, with its fields in braces. */
  wording?: string
}
