import * as z from 'zod'
import type { Family } from './family.ts'
import { folded } from './search.ts'
import { holdsUncollected } from './uncollected.ts'

/** What a family may say of itself, in its own words: only what it has to give, and what goes well. */
export const STRENGTH_KINDS = ['knows', 'teaches', 'speaks', 'makes', 'goesWell'] as const
export type StrengthKind = (typeof STRENGTH_KINDS)[number]

const MOST_LETTERS = 280

const strength = () =>
  z.strictObject({
    text: z
      .string()
      .trim()
      .max(MOST_LETTERS)
      .refine((text) => !holdsUncollected(text), 'uncollected')
      .default(''),
    /** Whether parents who lead a workshop may read it too; the team alone where nothing is said. */
    hosts: z.boolean().default(false),
  })

/** A family's strengths; what is left empty is not said. */
export const StrengthsInput = z.lazy(() => {
  const kinds = STRENGTH_KINDS.map((kind) => [kind, strength().optional()] as const)
  return z.strictObject(
    Object.fromEntries(kinds) as Record<StrengthKind, z.ZodOptional<ReturnType<typeof strength>>>,
  )
})
export type StrengthsInput = z.infer<typeof StrengthsInput>

/** One strength: the words, and whether parents who lead a workshop may read them. */
export type Strength = { text: string; hosts: boolean }
export type Strengths = Partial<Record<StrengthKind, Strength>>

/** The family with its strengths; those without words are not kept. */
export function withStrengths(family: Family, input: StrengthsInput): Family {
  const said = STRENGTH_KINDS.flatMap((kind) => {
    const one = input[kind]
    return one?.text ? [[kind, one] as const] : []
  })
  const { strengths: _, ...rest } = family
  return {
    ...rest,
    ...(said.length > 0 && { strengths: Object.fromEntries(said) }),
    revision: family.revision + 1,
  }
}

/** A family whose strengths fit a search, with those that do. */
export type StrengthFound = { family: Family; strengths: { kind: StrengthKind; text: string }[] }

/**
 * The families whose words, taken together, hold every word searched for, whatever the case or accents; all who said
 * something where nothing is searched for. `forHosts` leaves out what a family keeps for the team.
 */
export function findStrengths(
  families: readonly Family[],
  text: string,
  { forHosts = false }: { forHosts?: boolean } = {},
): StrengthFound[] {
  const words = folded(text).split(/\s+/).filter(Boolean)
  return families.flatMap((family) => {
    const said = STRENGTH_KINDS.flatMap((kind) => {
      const one = family.strengths?.[kind]
      return one && (one.hosts || !forHosts) ? [{ kind, text: one.text }] : []
    })
    const all = folded(said.map((one) => one.text).join(' '))
    if (said.length === 0 || !words.every((word) => all.includes(word))) return []
    const fitting = said.filter((one) => words.some((word) => folded(one.text).includes(word)))
    return [{ family, strengths: words.length > 0 ? fitting : said }]
  })
}
