import type { Family } from '../family/family.ts'
import type { ComingChild, Remembered, ReplyInput } from './reply.ts'

/** What a family's ballot said about a session's time, and what it would take to come. */
export type Vote = {
  answer?: 'yes' | 'ifNeeded' | 'no' | undefined
  couldComeIf?: readonly string[] | undefined
}

/** What a reply's form starts from; whether the family comes is left open where its vote did not say. */
export type SuggestedReply = Omit<ReplyInput, 'attending' | 'wait'> & { attending?: boolean }

/**
 * Starts a reply from what the family answered last time; else from its children as the school knows them
 * and, where it said in the vote that it needs an interpreter, its spoken language. Only a suggestion:
 * nothing counts until the family replies.
 */
export function suggestedReply(
  family: Pick<Family, 'spokenLanguage' | 'children'>,
  { remembered, vote }: { remembered?: Remembered | undefined; vote?: Vote | undefined } = {},
): SuggestedReply {
  const attending = vote?.answer && { attending: vote.answer !== 'no' }
  if (remembered) {
    const { expiresAt: _, ...answers } = remembered
    return { ...answers, ...attending }
  }
  const asksInterpreter = vote?.couldComeIf?.includes('interpreter')
  return {
    adults: 1,
    children: family.children.flatMap(comingChild),
    ...(asksInterpreter && { interpretation: [{ language: family.spokenLanguage, adults: 1 }] }),
    ...(vote?.couldComeIf?.includes('ride') && { ride: 1 }),
    ...attending,
  }
}

/** A child by the age band told, or by that of its grade; no child where a grade says no age. */
function comingChild(child: Family['children'][number]): ComingChild[] {
  if ('ageBand' in child && child.ageBand) return [{ ageBand: child.ageBand }]
  const grade = 'grade' in child && child.grade ? child.grade.toUpperCase() : ''
  if (/^(PK|PR|TK|KG|K)$/.test(grade)) return [{ ageBand: 'preschool' }]
  const year = /^\d{1,2}$/.test(grade) ? Number(grade) : 0
  if (year < 1) return []
  return [{ ageBand: year <= 3 ? 'early' : year <= 7 ? 'older' : 'teen' }]
}
