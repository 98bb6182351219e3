import * as z from 'zod'
import { AUDIENCES, type NewWorkshop } from './workshop.ts'

const language = () => z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'language')

/** A workshop that a parent will teach, in the parent's own words. */
export const NewProposal = z.lazy(() =>
  z.strictObject({
    family: z.string().min(1).max(40),
    title: z.string().trim().min(1).max(120),
    learn: z.string().trim().min(1).max(2000),
    audience: z.array(z.enum(AUDIENCES)).min(1).max(2),
    languages: z.array(language()).min(1).max(10),
    needs: z.string().trim().max(500).optional(),
    durationMinutes: z.int().min(10).max(600),
    preferredTimes: z.string().trim().max(500).optional(),
  }),
)
export type NewProposal = z.infer<typeof NewProposal>

/** A proposal and what became of it; `proposedAt` is RFC 3339 UTC. */
export type Proposal = NewProposal & {
  id: string
  status: 'proposed' | 'accepted'
  proposedAt: string
  workshop?: string
}

/** The draft that an accepted proposal becomes: the parent's words in the parent's language, the parent as host. */
export function draftOf(proposal: Proposal, writtenLanguage: string): NewWorkshop {
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
    builds: [],
    offers: { childcare: false, food: false, interpretation: false, rides: false },
  }
}
