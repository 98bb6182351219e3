import type { ComingChild } from '../family/coming-child.ts'
import type { Family } from '../family/family.ts'
import type { Remembered, ReplyInput } from './reply.ts'

/** A family's answer about a session's time in the poll, and what it would need to come. */
export type Vote = {
  answer?: 'yes' | 'ifNeeded' | 'no' | undefined
  couldComeIf?: readonly string[] | undefined
}

/** The initial values of a reply's form; `attending` is left out where the vote does not answer it. */
export type SuggestedReply = Omit<ReplyInput, 'attending' | 'wait' | 'named'> & { attending?: boolean }

/**
 * Suggests a reply from the family's last one, or else from its children on the roster and, where its vote asked for an
 * interpreter, its spoken language. Nothing counts until the family replies.
 */
export function suggestedReply(
  family: Pick<Family, 'spokenLanguage' | 'children'>,
  { remembered, vote }: { remembered?: Remembered | undefined; vote?: Vote | undefined } = {},
): SuggestedReply {
  const attending = vote?.answer && { attending: vote.answer !== 'no' }
  if (remembered) {
    const { expiresAt: _, repliedAt: _repliedAt, ...answers } = remembered
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

/** A child by its age band, or by the band of its grade; none where the grade implies no age. */
function comingChild(child: Family['children'][number]): ComingChild[] {
  if ('ageBand' in child && child.ageBand) return [{ ageBand: child.ageBand }]
  const grade = 'grade' in child && child.grade ? child.grade.toUpperCase() : ''
  if (/^(PK|PR|TK|KG|K)$/.test(grade)) return [{ ageBand: 'preschool' }]
  const year = /^\d{1,2}$/.test(grade) ? Number(grade) : 0
  if (year < 1) return []
  return [{ ageBand: year <= 3 ? 'early' : year <= 7 ? 'older' : 'teen' }]
}
