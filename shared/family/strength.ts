import * as z from 'zod'
import { writtenText } from '../access/visible.ts'
import type { Family } from './family.ts'
import { folded } from './search.ts'
import { holdsUncollected } from './uncollected.ts'

/** The kinds of strengths that a family may describe in its own words: what it can give, and what goes well. */
export const STRENGTH_KINDS = ['knows', 'teaches', 'speaks', 'makes', 'goesWell'] as const
export type StrengthKind = (typeof STRENGTH_KINDS)[number]

const MOST_LETTERS = 280

const strength = () =>
  z.strictObject({
    text: writtenText(MOST_LETTERS)
      .refine((text) => !holdsUncollected(text), 'uncollected')
      .default(''),
    /** Whether parents who lead a workshop may read it too; by default only the team may. */
    hosts: z.boolean().default(false),
  })

/** The input for a family's strengths; empty ones are dropped. */
export const StrengthsInput = z.lazy(() => {
  const kinds = STRENGTH_KINDS.map((kind) => [kind, strength().optional()] as const)
  return z.strictObject(
    Object.fromEntries(kinds) as Record<StrengthKind, z.ZodOptional<ReturnType<typeof strength>>>,
  )
})
export type StrengthsInput = z.infer<typeof StrengthsInput>

/** A strength: its text, and whether parents who lead a workshop may read it. */
export type Strength = { text: string; hosts: boolean }
export type Strengths = Partial<Record<StrengthKind, Strength>>

/** The family with its strengths; empty ones are dropped. */
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

/** A family that matches a search, with the matching strengths. */
export type StrengthFound = { family: Family; strengths: { kind: StrengthKind; text: string }[] }

/**
 * The families whose strengths together contain every search word, ignoring case and accents; without search words, all
 * families with strengths. `forHosts` leaves out strengths that only the team may read.
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
