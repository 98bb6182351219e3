/**
 * The question of the last text to a number that asked one: to which families, through whose number, about a vote or a
 * session in which state (`stand`). `times` are the options under its numbers, in order; without `isNumbered` the text
 * carried a link alone.
 */
export type TextQuestion = {
  families: string[]
  caregiver: string
  workshop: string
  session?: string
  stand: string
  isNumbered: boolean
  times?: { option: string; revision: number }[]
}

/** The families to whom a question went at one number, where it went to others before. */
export function familiesAsked(
  { families, workshop, session }: Pick<TextQuestion, 'families' | 'workshop' | 'session'>,
  before: TextQuestion | undefined,
): string[] {
  const isSame = before?.workshop === workshop && before.session === session
  return [...new Set([...families, ...(isSame ? before.families : [])])]
}

const MOST_FAMILIES = 3

/** The families whom the last texts to a number were for, the newest first. */
export function familiesTexted(family: string, before: readonly string[] = []): string[] {
  return [...new Set([family, ...before])].slice(0, MOST_FAMILIES)
}
