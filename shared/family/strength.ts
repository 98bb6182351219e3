import * as z from 'zod'
import { writtenText } from '../access/visible.ts'
import type { Family } from './family.ts'
import { folded } from './search.ts'
import { holdsUncollected } from './uncollected.ts'

/** The kinds of strengths that a family may describe in its own words: what it can give, and what goes well. */
export const STRENGTH_KINDS = ['knows', 'teaches', 'speaks', 'makes', 'goesWell'] as const
export type StrengthKind = (typeof STRENGTH_KINDS)[number]

/** What families are often good at, to tick; `language` is the one that the family speaks. */
export const SKILLS = ['cooking', 'sewing', 'numbers', 'music', 'gardening', 'repairing', 'language'] as const
export type Skill = (typeof SKILLS)[number]

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
export type Strengths = Partial<Record<StrengthKind, Strength>> & {
  /** What it ticked, which only the team may see. */
  skills?: Skill[]
}

/** What a family ticks of its skills; each counts once. */
export const SkillsInput = z.lazy(() =>
  z.strictObject({ skills: z.array(z.enum(SKILLS)).max(SKILLS.length).default([]) }),
)
export type SkillsInput = z.infer<typeof SkillsInput>

/** The family with the skills that it ticked; what it said in its own words stays. */
export function withSkills(family: Family, { skills }: SkillsInput): Family {
  const { skills: _, ...said } = family.strengths ?? {}
  return changed(family, { ...said, skills: SKILLS.filter((skill) => skills.includes(skill)) })
}

/** The family with its strengths in its own words, and the skills that it ticked; empty ones are dropped. */
export function withStrengths(family: Family, input: StrengthsInput): Family {
  const said = STRENGTH_KINDS.flatMap((kind) => {
    const one = input[kind]
    return one?.text ? [[kind, one] as const] : []
  })
  return changed(family, { ...Object.fromEntries(said), skills: family.strengths?.skills ?? [] })
}

function changed(family: Family, { skills = [], ...said }: Strengths): Family {
  const { strengths: _, ...rest } = family
  const strengths = { ...said, ...(skills.length > 0 && { skills }) }
  return {
    ...rest,
    ...(Object.keys(strengths).length > 0 && { strengths }),
    revision: family.revision + 1,
  }
}

/** A family that matches a search, with the strengths that match in its own words, and all that it ticked. */
export type StrengthFound = {
  family: Family
  strengths: { kind: StrengthKind; text: string }[]
  skills: readonly Skill[]
}

/**
 * The families whose strengths together contain every search word, ignoring case and accents; without search words, all
 * families with strengths. `named` are the skills that the words name in the reader's language: who ticked one of them is
 * found too. `forHosts` leaves out what only the team may read.
 */
export function findStrengths(
  families: readonly Family[],
  text: string,
  { forHosts = false, named = [] }: { forHosts?: boolean; named?: readonly Skill[] } = {},
): StrengthFound[] {
  const words = folded(text).split(/\s+/).filter(Boolean)
  return families.flatMap((family) => {
    const said = STRENGTH_KINDS.flatMap((kind) => {
      const one = family.strengths?.[kind]
      return one && (one.hosts || !forHosts) ? [{ kind, text: one.text }] : []
    })
    const all = folded(said.map((one) => one.text).join(' '))
    const skills = forHosts ? [] : (family.strengths?.skills ?? [])
    if (said.length + skills.length === 0) return []
    const isFound = words.every((word) => all.includes(word)) || skills.some((skill) => named.includes(skill))
    const fitting = said.filter((one) => words.some((word) => folded(one.text).includes(word)))
    return isFound ? [{ family, strengths: words.length > 0 ? fitting : said, skills }] : []
  })
}
