import type { Actor } from '../../shared/access/actor.ts'
import type { Context } from '../../shared/access/context.ts'
import { listCalls } from '../../shared/delivery/call-list.operations.ts'
import { listUnreadHostNotes } from '../../shared/delivery/host-note.operations.ts'
import { readUnsent } from '../../shared/delivery/message-count.operations.ts'
import { listIntroductions } from '../../shared/household/introduction.operations.ts'
import { listOpenTies } from '../../shared/household/tie.operations.ts'
import { readLogistics } from '../../shared/logistics/logistics.operations.ts'
import { byFamily, type Call } from '../../shared/message/call.ts'
import { instantOf } from '../../shared/time/instant.ts'
import { isInTime } from '../../shared/workshop/poll.ts'
import { listProposals } from '../../shared/workshop/proposal.operations.ts'
import { type Proposal, promisedBy } from '../../shared/workshop/proposal.ts'
import { listUnanswered } from '../../shared/workshop/question.operations.ts'
import type { Question } from '../../shared/workshop/question.ts'
import { listWorkshops } from '../../shared/workshop/workshop.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import type { Work } from './today-tasks.ts'

/** Reads the counts of a vote; what only counts tasks needs none. */
type ReadResults<Results> = (context: Context, workshop: string) => Promise<Results>

/**
 * What is under way at a school, as far as the reader's role may see it: a helper sees checklists and calls, a parent
 * leader nothing.
 */
export async function readWork<Results>(
  context: Context,
  school: string,
  readResults: ReadResults<Results>,
): Promise<Work<Results>> {
  const role = roleOf(context.actor)
  const organizes = role === 'organizer'
  const [workshops, unsent, proposals, calls, ties, introduced, hostNotes, unanswered] = await Promise.all([
    role === 'parentLeader' ? [] : workOfAll(context, school, organizes ? readResults : undefined),
    organizes ? readUnsent(context, school) : undefined,
    organizes ? listProposals(context, school) : [],
    role === 'parentLeader' ? [] : listCalls(context, school),
    organizes ? listOpenTies(context, school) : [],
    organizes ? listIntroductions(context, school) : undefined,
    organizes ? listUnreadHostNotes(context, school) : [],
    organizes ? listUnanswered(context, school) : [],
  ])
  return {
    unsent,
    ties,
    introduced,
    hostNotes,
    ...callsIn(calls),
    proposals: proposals.filter(({ status }) => status === 'proposed').map(promised),
    hasBegun: workshops.some(({ status }) => status !== 'draft'),
    checklists: workshops.flatMap(({ checklists }) => checklists).sort(byStart),
    votes: workshops.flatMap(({ votes }) => votes),
    drafts: workshops.flatMap(({ drafts }) => drafts),
    reworded: workshops.flatMap(({ reworded }) => reworded),
    questions: questionsByWorkshop(workshops, unanswered),
  }
}

const promised = (proposal: Proposal) => ({ title: proposal.title, answerBy: promisedBy(proposal) })

/** The workshops that families ask about, with how many questions wait. */
function questionsByWorkshop(
  workshops: readonly { workshop: Workshop }[],
  questions: readonly Question[],
): Work['questions'] {
  return workshops.flatMap(({ workshop }) => {
    const count = questions.filter((one) => one.workshop === workshop.id).length
    return count > 0 ? [{ workshop, count }] : []
  })
}

const roleOf = (actor: Actor) => (actor.kind === 'member' ? actor.role : 'organizer')

type WorkshopWork<Results> = Pick<Work<Results>, 'checklists' | 'votes' | 'drafts' | 'reworded'> &
  Pick<Workshop, 'status'> & { workshop: Workshop }

async function workOfAll<Results>(
  context: Context,
  school: string,
  readResults: ReadResults<Results> | undefined,
): Promise<WorkshopWork<Results>[]> {
  const workshops = await listWorkshops(context, school)
  return Promise.all(workshops.map((workshop) => workIn(context, workshop, readResults)))
}

/** What is under way in a workshop; without a way to read results only its checklists. */
async function workIn<Results>(
  context: Context,
  workshop: Workshop,
  readResults: ReadResults<Results> | undefined,
): Promise<WorkshopWork<Results>> {
  const { status, poll, sessions = [] } = workshop
  const reworded = readResults && workshop.rewordedAt ? [workshop] : []
  const nothing = { workshop, status, checklists: [], votes: [], drafts: [], reworded }
  if (status === 'scheduled') {
    const live = sessions.filter(({ cancelled }) => !cancelled)
    const look = { workshop, reading: 'recent' } as const
    return {
      ...nothing,
      checklists: await Promise.all(live.map(({ id }) => readLogistics(context, id, look))),
    }
  }
  if (!readResults) return nothing
  if (status === 'draft') return { ...nothing, drafts: [workshop] }
  if (status !== 'voting' || !poll) return nothing
  const isOver = !isInTime(poll, instantOf(context.now()))
  const results = await readResults(context, workshop.id)
  return { ...nothing, votes: [{ workshop, closesAt: poll.closesAt, isOver, results }] }
}

// A family that wishes for paper gets a letter; every other one a call.
function callsIn(calls: readonly Call[]): Pick<Work, 'calls' | 'letters'> {
  const letters = byFamily(calls).filter((family) =>
    family.calls.every(({ reason }) => reason === 'paper'),
  ).length
  return { calls: byFamily(calls).length - letters, letters }
}

const byStart = (one: Work['checklists'][number], other: Work['checklists'][number]) =>
  one.session.start < other.session.start ? -1 : 1
