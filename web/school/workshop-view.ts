import type { Notice as FamilyNotice } from '../../shared/message/notice.ts'
import type { Session } from '../../shared/session/session.ts'
import type { InterestCounts } from '../../shared/workshop/interest.ts'
import type { Picture } from '../../shared/workshop/picture.ts'
import type { Question } from '../../shared/workshop/question.ts'
import type { PollResults } from '../../shared/workshop/results.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import type { FormState } from '../form.ts'
import type { Reader } from '../visit.ts'
import type { NamedHostNote } from './host-notes.tsx'

/** One workshop with what the page shows of it. */
export type WorkshopView = {
  workshop: Workshop
  /** The counts of an open or closed vote without a chosen time. */
  poll?: PollResults | undefined
  interest?: InterestCounts | undefined
  sessions: readonly Session[]
  /** The taken seats of sessions to come, where the workshop has a limit. */
  taken: ReadonlyMap<string, number>
  notices: readonly FamilyNotice[]
  /** What the host shows on the public page. */
  pictures: readonly Picture[]
  hostNotes: readonly NamedHostNote[]
  /** What families ask. */
  questions: readonly Question[]
  now: string
  /** What was just done, from the address. */
  done: string | undefined
  /** An undo that was refused. */
  form: FormState
  /** The question whose answer was refused. */
  formOf?: string | undefined
}

/** What the parts of its page are given. */
export type WorkshopProps = { reader: Reader; view: WorkshopView }
