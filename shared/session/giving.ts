import { refuse } from '../access/refusal.ts'
import type { Instant } from '../time/instant.ts'
import { placesTaken, portionsBrought, type SignUp, takingOf } from './sign-up.ts'

/** The line after the door noted what a family took as given at an instant, or took that back; refuses `not-found`. */
export function withGiven(line: SignUp, family: string, givenAt: Instant | undefined): SignUp {
  const { givenAt: before, ...taking } = takingOf(line, family) ?? refuse('not-found')
  if ((before !== undefined) === (givenAt !== undefined)) return line
  const noted = { ...taking, ...(givenAt && { givenAt }) }
  return { ...line, takings: line.takings.map((one) => (one.family === family ? noted : one)) }
}

/** The lines with what was given: what the door noted, or, where it noted nothing at all, all that was taken. */
export function givenLines(lines: readonly SignUp[]): SignUp[] {
  const isNoted = lines.some(({ takings }) => takings.some(({ givenAt }) => givenAt !== undefined))
  if (!isNoted) return [...lines]
  return lines.map((line) => ({ ...line, takings: line.takings.filter(({ givenAt }) => givenAt) }))
}

/** Sums of what families gave: food brought, its portions, and places of help. */
export type GivenCounts = { brought: number; portions: number; helped: number }

/** What was given of a session's list, as sums alone. */
export function givenCounts(lines: readonly SignUp[]): GivenCounts {
  const given = givenLines(lines)
  const places = (of: readonly SignUp[]) => of.reduce((sum, line) => sum + placesTaken(line), 0)
  return {
    brought: places(given.filter(({ portions }) => portions)),
    portions: portionsBrought(given),
    helped: places(given.filter(({ portions }) => !portions)),
  }
}
