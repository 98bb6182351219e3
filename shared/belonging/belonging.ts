import type { Attendance, Thanks, Visits } from '../attendance/attendance.ts'
import type { Call } from '../call/call.ts'
import type { Invitation, Path } from '../ladder/ladder.ts'
import type { Delivery } from '../message/message.ts'
import type { Conversation } from '../outreach/conversation.ts'
import type { Ballot } from '../poll/ballot.ts'
import type { Proposal, ProposalDraft } from '../proposal/proposal.ts'
import type { Reached } from '../reach/reach.ts'
import type { Remembered, Reply } from '../session/reply.ts'
import type { Interest } from '../workshop/interest.ts'
import type { Workshop } from '../workshop/workshop.ts'

/** Everything that is kept of a family besides itself, as it lies in the table. */
export type Belongings = {
  votes: { workshop: Workshop; ballot?: Ballot; interest?: Interest }[]
  sessions: {
    workshop: Workshop
    id: string
    start: string
    reply?: Reply
    attendance?: Attendance
    thanks?: Thanks
  }[]
  visits: Visits
  remembered?: Remembered
  draft?: ProposalDraft
  proposals: Proposal[]
  conversations: Conversation[]
  path?: Path
  invitations: Invitation[]
  calls: Call[]
  messages: Delivery[]
  reached: { workshop: string; session?: string; reached: Reached }[]
}
