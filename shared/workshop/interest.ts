import * as z from 'zod'
import { COULD_COME_IF } from './wish.ts'

/** A family's interest in a workshop without a date, and the support that would help. */
export const InterestInput = z.lazy(() =>
  z.strictObject({ helps: z.array(z.enum(COULD_COME_IF)).max(COULD_COME_IF.length).default([]) }),
)
export type InterestInput = z.infer<typeof InterestInput>

/** A stored interest; `at` is RFC 3339 UTC. */
export type Interest = InterestInput & { family: string; at: string }

/** The cell of the families that named no help: without it the total would give them away. */
export const NO_HELP = 'noneSaid'

/** The number of interested families, by spoken language and by helpful support, or `NO_HELP`. */
export type InterestCounts = {
  families: number
  languages: Record<string, number>
  helps: Record<string, number>
}

/** Counts the interests of families on the roster. */
export function countInterest(
  interests: readonly Interest[],
  families: readonly { id: string; spokenLanguage: string }[],
): InterestCounts {
  const spoken = new Map(families.map(({ id, spokenLanguage }) => [id, spokenLanguage]))
  const counts: InterestCounts = { families: 0, languages: {}, helps: {} }
  for (const { family, helps } of interests) {
    const language = spoken.get(family)
    if (!language) continue
    counts.families++
    counts.languages[language] = (counts.languages[language] ?? 0) + 1
    for (const help of new Set<string>(helps.length > 0 ? helps : [NO_HELP]))
      counts.helps[help] = (counts.helps[help] ?? 0) + 1
  }
  return counts
}
