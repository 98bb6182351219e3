import type { SessionSurvey } from '../../shared/impact/impact.operations.ts'
import type { Logistics } from '../../shared/logistics/logistics.operations.ts'
import type { Proposal } from '../../shared/workshop/proposal.ts'
import type { PollResults } from '../../shared/workshop/results.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'

/** The stages of a workshop, from a parent's proposal to what was held. */
export const STAGES = ['proposed', 'draft', 'voting', 'scheduled', 'held'] as const
export type Stage = (typeof STAGES)[number]

/** The workshops of a school with what is known of each, for the pipeline. */
export type Pipeline = {
  workshops: readonly Workshop[]
  /** Proposals that no workshop came of yet. */
  proposals: readonly Proposal[]
  /** The names of families that propose or lead. */
  names: ReadonlyMap<string, string>
  votes: ReadonlyMap<string, PollResults>
  /** The checklist of each scheduled workshop's next session, by workshop. */
  checklists: ReadonlyMap<string, Logistics>
  /** The survey of each recently held workshop's last session, by workshop. */
  surveys: ReadonlyMap<string, SessionSurvey>
  now: string
}

// The rest of what was held, or proposed, is a tap away.
const MOST_SHOWN = 3

/** The workshops of a stage in order: what comes next first, what was held last first. */
export function workshopsAt(workshops: readonly Workshop[], stage: Exclude<Stage, 'proposed'>): Workshop[] {
  const found = workshops.filter(({ status }) => status === stage)
  if (stage === 'held') return found.sort((one, other) => (lastStart(one) > lastStart(other) ? -1 : 1))
  return found.sort((one, other) => (nextMoment(one) < nextMoment(other) ? -1 : 1))
}

/** The first few of a stage that grows without end, and the rest. */
export function foldedAt<T>(all: readonly T[]): { shown: readonly T[]; rest: readonly T[] } {
  return { shown: all.slice(0, MOST_SHOWN), rest: all.slice(MOST_SHOWN) }
}

const liveSessions = ({ sessions = [] }: Workshop) => sessions.filter(({ cancelled }) => !cancelled)

const lastStart = (workshop: Workshop) =>
  liveSessions(workshop)
    .map(({ start }) => start)
    .sort()
    .at(-1) ?? ''

// A draft has no moment yet.
const nextMoment = (workshop: Workshop) =>
  liveSessions(workshop)
    .map(({ start }) => start)
    .sort()[0] ??
  workshop.poll?.closesAt ??
  ''

/** The session of a workshop that comes next; after the last one began, that. */
export function nextSession(workshop: Workshop, now: string) {
  const inOrder = liveSessions(workshop).sort((one, other) => (one.start < other.start ? -1 : 1))
  return inOrder.find(({ end }) => now < end) ?? inOrder.at(-1)
}
