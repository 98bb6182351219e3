import { mustOrganize, type SchoolScope, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { getVisits } from '../family/visits.store.ts'
import { invitationsOf } from '../ladder/ladder.store.ts'
import type { Invitation } from '../ladder/ladder.ts'
import { getReply } from '../session/reply.store.ts'
import { instantOf } from '../time/instant.ts'
import { getBallot } from '../workshop/ballot.store.ts'
import { workshopsOf } from '../workshop/workshop.store.ts'
import { isForFamilies, type Workshop } from '../workshop/workshop.ts'

/** Something that happened: a vote, a reply or a visit, at an instant (RFC 3339 UTC). */
export type Happened = { at: string; workshop: Workshop } & (
  | { kind: 'voted' }
  | { kind: 'replied'; attending: boolean; start: string }
  | { kind: 'came' }
)

/** What a family has not answered yet: an open vote until it closes, or a session before it begins. */
export type Unanswered = { workshop: Workshop; until: string; session?: string }

/** A family's votes, replies and visits, the newest first; what it has not answered; and invitations without an answer. */
export type FamilyHistory = { past: Happened[]; open: Unanswered[]; invitations: Invitation[] }

// The last workshops of a school; older votes and replies say nothing of what is next.
const MOST_WORKSHOPS = 40

/** Reads what a family did so far and has not answered yet, for organizers. */
export async function readHistory(
  { table, actor, now }: Context,
  school: string,
  family: string,
): Promise<FamilyHistory> {
  mustOrganize(actor)
  const scope = scopeOf(actor, school)
  const [all, visits, invitations] = await Promise.all([
    workshopsOf(table, scope),
    getVisits(table, scope, family),
    invitationsOf(table, scope, family),
  ])
  const workshops = all.filter(isForFamilies).slice(-MOST_WORKSHOPS)
  const at = instantOf(now())
  const parts = await Promise.all(workshops.map((workshop) => partOf({ table, scope, family, at }, workshop)))
  const sessions = new Map(
    all.flatMap((workshop) => (workshop.sessions ?? []).map(({ id }) => [id, workshop] as const)),
  )
  const came = visits.sessions.flatMap(({ id, at: when }): Happened[] => {
    const workshop = sessions.get(id)
    return workshop ? [{ kind: 'came', at: when, workshop }] : []
  })
  const past = [...parts.flatMap((part) => part.past), ...came]
  return {
    past: past.sort((one, other) => (one.at < other.at ? 1 : -1)),
    open: parts.flatMap((part) => part.open).sort((one, other) => (one.until < other.until ? -1 : 1)),
    invitations: invitations.filter(({ answer }) => answer === undefined),
  }
}

type Asked = { table: Context['table']; scope: SchoolScope; family: string; at: string }
type Part = Pick<FamilyHistory, 'past' | 'open'>

/** The family's vote and replies of a workshop. All of them are read in one call, see the cache of a request. */
async function partOf({ table, scope, family, at }: Asked, workshop: Workshop): Promise<Part> {
  const { id, poll, status } = workshop
  const sessions = (workshop.sessions ?? []).filter(({ cancelled }) => !cancelled)
  const [ballot, ...replies] = await Promise.all([
    poll && getBallot(table, scope, id, family),
    ...sessions.map((session) => getReply(table, scope, session.id, family)),
  ])
  const voted: Happened[] = ballot ? [{ kind: 'voted', at: ballot.receivedAt, workshop }] : []
  const replied = sessions.flatMap(({ start }, place): Happened[] => {
    const reply = replies[place]
    if (!reply) return []
    return [{ kind: 'replied', at: reply.repliedAt, workshop, attending: reply.attending, start }]
  })
  const open: Unanswered[] = sessions.flatMap(({ id: session, start }, place) =>
    at < start && !replies[place] ? [{ workshop, until: start, session }] : [],
  )
  const isVoting = status === 'voting' && poll && at < poll.closesAt && !ballot
  return {
    past: [...voted, ...replied],
    open: isVoting ? [{ workshop, until: poll.closesAt }, ...open] : open,
  }
}
