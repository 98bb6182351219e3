import type { Attendance, Thanks, Visits } from '../attendance/attendance.ts'
import type { Call } from '../call/call.ts'
import type { Family } from '../family/family.ts'
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
  calls: Call[]
  messages: Delivery[]
  reached: { workshop: string; session?: string; reached: Reached }[]
}

/**
 * A family's own copy of what is kept of it: all that it said, all that was noted of it, and which messages it was
 * sent. Links and the like, which would open its pages, are left out.
 */
export function copyOf(family: Family, belongings: Belongings): Record<string, unknown> {
  const { links: _links, linksSince: _since, sourceIds, ...known } = family
  const { votes, sessions, visits, remembered, draft, proposals, conversations, calls, messages } = belongings
  return {
    family: { ...known, rosterIds: sourceIds },
    votes: votes.flatMap(({ workshop, ballot, interest }) =>
      ballot || interest
        ? [{ workshop: workshop.title, ...(ballot && { ballot }), ...(interest && { interest }) }]
        : [],
    ),
    sessions: sessions.flatMap(({ workshop, id, start, ...said }) =>
      Object.keys(said).length > 0 ? [{ workshop: workshop.title, session: id, start, ...said }] : [],
    ),
    visits: visits.sessions,
    ...(remembered && { filledInNextTime: remembered }),
    ...(draft && { proposalDraft: draft }),
    proposals,
    conversations,
    calls: calls.map(({ about, at, outcome, name, to }) => ({ about: about.kind, at, name, to, outcome })),
    messages: messages.map(({ kind, channel, to, at, state }) => ({ kind, channel, to, at, state })),
  }
}
