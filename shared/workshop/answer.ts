import * as z from 'zod'

/** An answer to an option; `POINTS` has its points. */
export const Answer = z.lazy(() => z.enum(['yes', 'ifNeeded', 'no']))
export type Answer = z.infer<typeof Answer>

/** The points of each answer. */
export const POINTS: Record<Answer, number> = { yes: 2, ifNeeded: 1, no: 0 }

/** An answer with the revision of its option: it does not count after the option moved. */
export type GivenAnswer = { answer: Answer; optionRevision: number }
