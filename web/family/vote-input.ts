import * as z from 'zod'
import { resolveWallTime, WallTime } from '../../shared/time/wall-time.ts'
import { accept } from '../form.ts'
import { childrenOfBands } from './reply-form.tsx'

/**
 * A vote's form as the input that the rule takes: the revisions are for the page alone, the suggested time is on the
 * school's clock, and what would help is said with the children's ages and the interpreter's language where they were told.
 */
export function ballotInput(values: Record<string, unknown>, timeZone: string): unknown {
  const { revisions: _, suggestedStartLocal, wish, couldComeIf, ...rest } = values
  const name = 'suggestedStartLocal'
  const local = accept(z.object({ [name]: WallTime.optional() }), { [name]: suggestedStartLocal })[name]
  const suggestedStart = local && resolveWallTime(local, timeZone, `/${name}`)
  return {
    answers: {},
    ...rest,
    ...(couldComeIf !== undefined && { couldComeIf: wishesIn(couldComeIf, wish) }),
    ...(suggestedStart && { suggestedStart }),
  }
}

const Details = z.object({
  band: z.record(z.string(), z.unknown()).default({}),
  language: z.unknown().optional(),
})

// What is no list, or no form of details, goes on as it is, so that the rule refuses it by name.
function wishesIn(kinds: unknown, wish: unknown): unknown {
  const details = Details.safeParse(wish).data
  if (!Array.isArray(kinds) || !details) return kinds
  const children = childrenOfBands(details.band)
  return kinds.map((kind: unknown) => {
    if (kind === 'childcare' && children.length > 0) return { kind, children }
    if (kind === 'interpreter' && details.language !== undefined) return { kind, language: details.language }
    return kind
  })
}
