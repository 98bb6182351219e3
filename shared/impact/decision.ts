import * as z from 'zod'
import { writtenText } from '../access/visible.ts'
import { holdsUncollected } from '../family/uncollected.ts'

const words = (most: number) =>
  writtenText(most)
    .min(1)
    .refine((text) => !holdsUncollected(text), 'uncollected')

/** A decision of the school that parents changed; credited families are asked for consent first. */
export const DecisionInput = z.lazy(() =>
  z.strictObject({
    said: words(280),
    did: words(280),
    on: z.iso.date('date'),
    families: z.array(z.string().max(40)).max(5).default([]),
  }),
)
export type DecisionInput = z.infer<typeof DecisionInput>

/** A credited family; named in public only with its consent. */
export type Credit = { family: string; name: string; consent?: boolean }

/** "You said, we did": what parents said, what the school changed, and the day. */
export type ParentDecision = {
  id: string
  said: string
  did: string
  /** `YYYY-MM-DD` */
  on: string
  credits: Credit[]
  revision: number
}

/** The public part of a decision, with the names of consenting families only. */
export type PublicDecision = Pick<ParentDecision, 'id' | 'said' | 'did' | 'on'> & { thanks: string[] }

/** The public part of a decision. */
export function publicDecision({ id, said, did, on, credits }: ParentDecision): PublicDecision {
  return { id, said, did, on, thanks: credits.flatMap(({ name, consent }) => (consent ? [name] : [])) }
}

/** The decision with a family's consent or refusal. */
export function withConsent(decision: ParentDecision, family: string, consent: boolean): ParentDecision {
  const credits = decision.credits.map((one) => (one.family === family ? { ...one, consent } : one))
  return { ...decision, credits, revision: decision.revision + 1 }
}

/** The decision without a deleted family. */
export function withoutFamily(decision: ParentDecision, family: string): ParentDecision {
  const credits = decision.credits.filter((one) => one.family !== family)
  return { ...decision, credits, revision: decision.revision + 1 }
}

/** The decision with the credit of a family that came back. */
export function creditedAgain(decision: ParentDecision, credit: Credit): ParentDecision {
  const others = decision.credits.filter(({ family }) => family !== credit.family)
  return { ...decision, credits: [...others, credit], revision: decision.revision + 1 }
}

/** The decision after a family was merged into another, which is credited once. */
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
