import * as z from 'zod'
import { AgeBand } from './family.ts'

/** A child who comes, by its age in months or an age band. Never a birth date. */
export const ComingChild = z.lazy(() =>
  z.union([z.strictObject({ months: z.int().min(0).max(215) }), z.strictObject({ ageBand: AgeBand })]),
)
export type ComingChild = z.infer<typeof ComingChild>
