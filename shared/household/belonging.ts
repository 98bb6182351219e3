import type { Attendance, Thanks } from '../attendance/attendance.ts'
import type { Viewing } from '../family/viewing.ts'
import type { Visits } from '../family/visits.ts'
import type { Invitation, Path } from '../ladder/ladder.ts'
import type { Call } from '../message/call.ts'
import type { Delivery } from '../message/message.ts'
import type { ReachRecord } from '../message/reach.ts'
import type { Conversation } from '../outreach/conversation.ts'
import type { Remembered, Reply } from '../session/reply.ts'
import type { FamilyTaking } from '../session/sign-up.ts'
import type { Ballot } from '../workshop/ballot.ts'
import type { HostNote } from '../workshop/host-note.ts'
import type { HostProfile } from '../workshop/host-profile.ts'
import type { Interest } from '../workshop/interest.ts'
import type { Picture } from '../workshop/picture.ts'
import type { Proposal, ProposalDraft } from '../workshop/proposal.ts'
import type { Question } from '../workshop/question.ts'
import type { Workshop } from '../workshop/workshop.ts'

/** All stored data that belongs to a family, apart from the family itself. */
export type Belongings = {
  votes: { workshop: Workshop; ballot?: Ballot; interest?: Interest }[]
  sessions: {
    workshop: Workshop
    id: string
    start: string
    reply?: Reply
    attendance?: Attendance
    thanks?: Thanks
    /** What it brings or does, by the session's sign-up list. */
    takings?: FamilyTaking[]
  }[]
  visits: Visits
  viewings: Viewing[]
  remembered?: Remembered
  draft?: ProposalDraft
  proposals: Proposal[]
  /** What it asked about workshops, with the answers. */
  questions: Question[]
  introductions: HostProfile[]
  pictures: Picture[]
  hostNotes: HostNote[]
  conversations: Conversation[]
  path?: Path
  invitations: Invitation[]
  calls: Call[]
  messages: Delivery[]
  reached: { workshop: string; session?: string; reached: ReachRecord }[]
}
