import * as z from 'zod'
import { holdsUncollected } from '../family/uncollected.ts'

const words = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => !holdsUncollected(text), 'uncollected')

/** A decision of the school that parents changed; the families that are to be credited are asked first. */
export const DecisionInput = z.lazy(() =>
  z.strictObject({
    said: words(280),
    did: words(280),
    on: z.iso.date('date'),
    families: z.array(z.string().max(40)).max(5).default([]),
  }),
)
export type DecisionInput = z.infer<typeof DecisionInput>

/** A family that may be credited: by name once it said yes. */
export type Credit = { family: string; name: string; consent?: boolean }

/** "You said, we did": what parents said, what changed, on which day. */
export type ParentDecision = {
  id: string
  said: string
  did: string
  /** `YYYY-MM-DD` */
  on: string
  credits: Credit[]
  revision: number
}

/** What everybody may read of a decision: the names of those alone who agreed. */
export type PublicDecision = Pick<ParentDecision, 'id' | 'said' | 'did' | 'on'> & { thanks: string[] }

/** The decision as everybody may read it. */
export function publicDecision({ id, said, did, on, credits }: ParentDecision): PublicDecision {
  return { id, said, did, on, thanks: credits.flatMap(({ name, consent }) => (consent ? [name] : [])) }
}

/** The decision after a family said whether it may be named. */
export function withConsent(decision: ParentDecision, family: string, consent: boolean): ParentDecision {
  const credits = decision.credits.map((one) => (one.family === family ? { ...one, consent } : one))
  return { ...decision, credits, revision: decision.revision + 1 }
}

/** The decision without a family that is deleted. */
export function withoutFamily(decision: ParentDecision, family: string): ParentDecision {
  const credits = decision.credits.filter((one) => one.family !== family)
  return { ...decision, credits, revision: decision.revision + 1 }
}

/** The decision after a family was made one with another: who agreed to be named is still, once. */
export function creditedTo(
  decision: ParentDecision,
  { from, to }: { from: string; to: string },
): ParentDecision {
  const isThere = decision.credits.some(({ family }) => family === to)
  const credits = decision.credits.flatMap((one) =>
    one.family !== from ? [one] : isThere ? [] : [{ ...one, family: to }],
  )
  return { ...decision, credits, revision: decision.revision + 1 }
}
