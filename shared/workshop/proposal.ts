import type { DateTime } from 'luxon'
import * as z from 'zod'
import { refuse } from '../access/refusal.ts'
import { writtenText } from '../access/visible.ts'
import { languageTag } from '../school/language-tag.ts'
import { DAY_PARTS } from '../time/day-part.ts'
import { instantOf, timeAt } from '../time/instant.ts'
import { AUDIENCES, CAPACITIES, type NewWorkshop } from './workshop.ts'

const proposalFields = () => ({
  title: writtenText(120).min(1),
  learn: writtenText(2000).min(1),
  audience: z.array(z.enum(AUDIENCES)).min(1).max(2),
  languages: z.array(languageTag()).min(1).max(10),
  needs: writtenText(500).optional(),
  durationMinutes: z.int().min(10).max(600),
  dayParts: z.array(z.enum(DAY_PARTS)).max(DAY_PARTS.length).optional(),
  preferredTimes: writtenText(500).optional(),
  builds: z.array(z.enum(CAPACITIES)).max(CAPACITIES.length).optional(),
  coHost: writtenText(120).optional(),
  stipend: z.boolean().optional(),
})

/** A workshop that a parent will teach, in the parent's own words. */
export const NewProposal = z.lazy(() =>
  z.strictObject({
    family: z.string().min(1).max(40),
    ...proposalFields(),
    /** The language of its words; the family's own where it is not said. */
    writtenLanguage: languageTag().optional(),
  }),
)
export type NewProposal = z.infer<typeof NewProposal>

/** The fields that each step of a proposal asks for: what, for whom and when, and what it needs. */
export const PROPOSAL_STEPS = [
  ['title', 'learn', 'languages', 'durationMinutes'],
  ['audience', 'dayParts', 'coHost', 'builds'],
  ['needs', 'preferredTimes', 'stipend'],
] as const satisfies readonly (readonly (keyof NewProposal)[])[]

/** The fields of one step (from 0), whatever the others hold. */
export const ProposalStep = (step: number) => {
  const fields: readonly string[] = PROPOSAL_STEPS[step] ?? []
  return z.object(
    Object.fromEntries(Object.entries(proposalFields()).filter(([name]) => fields.includes(name))),
  )
}

/** A comment on a proposal; the school may mark it as thanks. */
export const ProposalWords = z.lazy(() =>
  z.strictObject({ text: writtenText(600).min(1), thanks: z.boolean().default(false) }),
)
export type ProposalWords = z.infer<typeof ProposalWords>

/** A stored comment with its author and instant (RFC 3339 UTC). */
export type ProposalComment = { id?: string; by: 'school' | 'family'; text: string; at: string }

/**
 * A proposal and its status. The school may ask back, or thank and suggest another form; it never just declines.
 * Instants are RFC 3339 UTC.
 */
export type Proposal = NewProposal & {
  id: string
  status: 'proposed' | 'asked' | 'thanked' | 'accepted'
  proposedAt: string
  workshop?: string
  thread?: ProposalComment[]
  revision?: number
  /** Published without a review, since an earlier proposal of the family was accepted. */
  publishedItself?: true
}

/** An unsent proposal: the typed text by field. */
export type ProposalDraft = { typed: Record<string, string[]>; savedAt: string; expiresAt: number }

const DRAFT_DAYS = 90
const MOST_DRAFTED = 12_000

/** A draft that is kept for 90 days; refuses more text than a proposal can have. */
export function draftProposal(
  typed: Readonly<Record<string, readonly string[]>>,
  now: DateTime,
): ProposalDraft {
  const kept = Object.fromEntries(Object.entries(typed).map(([name, texts]) => [name, [...texts]]))
  if (JSON.stringify(kept).length > MOST_DRAFTED) refuse('too-large')
  const expiresAt = Math.ceil(now.plus({ days: DRAFT_DAYS }).toSeconds())
  return { typed: kept, savedAt: instantOf(now), expiresAt }
}

/**
 * Whether a family's next proposal is published without a review: the first is reviewed for safety and logistics, and
 * once one is accepted, that is done.
 */
export function publishesItself(proposals: readonly Proposal[], family: string): boolean {
  return proposals.some((one) => one.family === family && one.status === 'accepted')
}

const ANSWER_DAYS = 5
const MOST_SAID = 40

/**
 * The instant by which the school promises to answer; undefined once it has. Each comment of the parent restarts it.
 */
export function promisedBy({ status, proposedAt, thread = [] }: Proposal): string | undefined {
  if (status !== 'proposed') return undefined
  const since = thread.at(-1)?.at ?? proposedAt
  return instantOf(timeAt(since).plus({ days: ANSWER_DAYS }))
}

/** The proposal with a further comment, unless it has one of that id. Refused once it is accepted. */
export function withWords(
  proposal: Proposal,
  by: ProposalComment['by'],
  { text, thanks }: ProposalWords,
  { id, at }: { id: string; at: string },
): Proposal {
  if (proposal.thread?.some((one) => one.id === id)) return proposal
  if (proposal.status === 'accepted') refuse('already-decided')
  const status = by === 'family' ? 'proposed' : thanks ? 'thanked' : 'asked'
  const thread = [...(proposal.thread ?? []), { id, by, text, at }].slice(-MOST_SAID)
  return { ...proposal, status, thread, revision: (proposal.revision ?? 0) + 1 }
}

/**
 * The workshop of an accepted proposal: in the parent's words and the language in which they are written, else the
 * family's own, with the parent as host.
 */
export function workshopOf(proposal: Proposal, familyLanguage: string): NewWorkshop {
  const { writtenLanguage = familyLanguage } = proposal
  const [spoken = writtenLanguage] = proposal.languages
  return {
    title: { [writtenLanguage]: proposal.title },
    description: { [writtenLanguage]: proposal.learn },
    purpose: proposal.audience.includes('staff') ? 'teaching' : 'learning',
    audience: proposal.audience,
    durationMinutes: proposal.durationMinutes,
    presentationLanguage: spoken,
    presenters: 1,
    volunteers: 0,
    hostFamily: proposal.family,
    builds: proposal.builds ?? [],
    offers: { childcare: false, food: false, interpretation: false, rides: false },
  }
}
