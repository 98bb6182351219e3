import type { DateTime } from 'luxon'
import * as z from 'zod'
import { refuse } from '../access/refusal.ts'
import { languageTag } from '../school/language-tag.ts'
import { instantOf, timeAt } from '../time/instant.ts'
import { AUDIENCES, CAPACITIES, type NewWorkshop } from './workshop.ts'

/** A workshop that a parent will teach, in the parent's own words. */
export const NewProposal = z.lazy(() =>
  z.strictObject({
    family: z.string().min(1).max(40),
    title: z.string().trim().min(1).max(120),
    learn: z.string().trim().min(1).max(2000),
    audience: z.array(z.enum(AUDIENCES)).min(1).max(2),
    languages: z.array(languageTag()).min(1).max(10),
    needs: z.string().trim().max(500).optional(),
    durationMinutes: z.int().min(10).max(600),
    preferredTimes: z.string().trim().max(500).optional(),
    builds: z.array(z.enum(CAPACITIES)).max(CAPACITIES.length).optional(),
    coHost: z.string().trim().max(120).optional(),
    stipend: z.boolean().optional(),
  }),
)
export type NewProposal = z.infer<typeof NewProposal>

/** What the school or the parent says of a proposal; the school may thank, and suggest another form of it. */
export const ProposalWords = z.lazy(() =>
  z.strictObject({ text: z.string().trim().min(1).max(600), thanks: z.boolean().default(false) }),
)
export type ProposalWords = z.infer<typeof ProposalWords>

/** Something that was said: by whom, and when (RFC 3339 UTC). */
export type Said = { by: 'school' | 'family'; text: string; at: string }

/**
 * A proposal and what became of it: the school asked, or thanked and suggested something else; it never says a bare
 * no. Instants are RFC 3339 UTC.
 */
export type Proposal = NewProposal & {
  id: string
  status: 'proposed' | 'asked' | 'thanked' | 'accepted'
  proposedAt: string
  workshop?: string
  thread?: Said[]
  revision?: number
  /** It became a workshop without being read first, since the family had taught before. */
  publishedItself?: true
}

/** A proposal that is not sent yet: what was typed, field by field. */
export type ProposalDraft = { typed: Record<string, string[]>; savedAt: string; expiresAt: number }

const DRAFT_DAYS = 90
const MOST_DRAFTED = 12_000

/** What was typed as a draft that waits for 90 days; refuses more than a proposal can hold. */
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
 * Whether a family's next proposal publishes itself: the first is read for safety and logistics alone, and once one was
 * accepted that is done.
 */
export function publishesItself(proposals: readonly Proposal[], family: string): boolean {
  return proposals.some((one) => one.family === family && one.status === 'accepted')
}

const ANSWER_DAYS = 5
const MOST_SAID = 40

/** Until when the school promised to answer, as long as it has not; each word of the parent begins it anew. */
export function promisedBy({ status, proposedAt, thread = [] }: Proposal): string | undefined {
  if (status !== 'proposed') return undefined
  const since = thread.at(-1)?.at ?? proposedAt
  return instantOf(timeAt(since).plus({ days: ANSWER_DAYS }))
}

/** The proposal after somebody said something of it. Refused once it was accepted. */
export function withWords(
  proposal: Proposal,
  by: Said['by'],
  { text, thanks }: ProposalWords,
  at: string,
): Proposal {
  if (proposal.status === 'accepted') refuse('already-decided')
  const status = by === 'family' ? 'proposed' : thanks ? 'thanked' : 'asked'
  const thread = [...(proposal.thread ?? []), { by, text, at }].slice(-MOST_SAID)
  return { ...proposal, status, thread, revision: (proposal.revision ?? 0) + 1 }
}

/** The workshop that an accepted proposal becomes: the parent's words in the parent's language, the parent as host. */
export function workshopOf(proposal: Proposal, writtenLanguage: string): NewWorkshop {
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
