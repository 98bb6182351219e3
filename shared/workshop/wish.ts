import * as z from 'zod'
import { ComingChild } from '../family/coming-child.ts'
import { languageTag } from '../school/language-tag.ts'

/** The support that would make it possible to come. */
export const COULD_COME_IF = ['childcare', 'interpreter', 'ride', 'food', 'online'] as const
export type WishKind = (typeof COULD_COME_IF)[number]

/** What would make it possible to come: its kind alone, or childcare with the ages, an interpreter with the language. */
export const Wish = z.lazy(() =>
  z.union([
    z.enum(COULD_COME_IF),
    z.strictObject({ kind: z.literal('childcare'), children: z.array(ComingChild).min(1).max(20) }),
    z.strictObject({ kind: z.literal('interpreter'), language: languageTag() }),
  ]),
)
export type Wish = z.infer<typeof Wish>

/** The kind of a wish. */
export function kindOfWish(wish: Wish): WishKind {
  return typeof wish === 'string' ? wish : wish.kind
}

/** One wish of each kind, sorted by kind. A form knows the kinds only: one without details keeps those given before. */
export function wishesWith(given: readonly Wish[], before: readonly Wish[] = []): Wish[] {
  const kinds = [...new Set(given.map(kindOfWish))].sort()
  const detailed = [...given, ...before].filter((wish) => typeof wish !== 'string')
  return kinds.map((kind) => detailed.find((wish) => wish.kind === kind) ?? kind)
}

/** The wishes without the ages of children. */
export function withoutAges(wishes: readonly Wish[]): Wish[] {
  return wishes.map((wish) => (typeof wish !== 'string' && wish.kind === 'childcare' ? wish.kind : wish))
}
