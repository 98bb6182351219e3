import type { About } from '../message/notice.ts'
import type { Session } from '../session/session.ts'
import type { Workshop } from '../workshop/workshop.ts'

/** One thing that a message tells of, as things stand now. */
export type Matter = {
  about: About
  workshop: Workshop
  session?: Session
  /** The school's own sentence for it, with its fields in braces. */
  wording?: string
}
