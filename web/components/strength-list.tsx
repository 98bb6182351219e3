import type { Family } from '../../shared/family/family.ts'
import { STRENGTH_KINDS, type StrengthKind } from '../../shared/family/strength.ts'
import type { Reader } from '../visit.ts'
import { Facts } from './parts.tsx'

type Said = { kind: StrengthKind; text: string }

/** All that a family said of its strengths, in their order. */
export function strengthsOf({ strengths }: Pick<Family, 'strengths'>): Said[] {
  return STRENGTH_KINDS.flatMap((kind) => {
    const text = strengths?.[kind]?.text
    return text ? [{ kind, text }] : []
  })
}

/** A family's strengths in its own words; nothing where it said none. */
export function StrengthList({ reader: { t }, strengths }: { reader: Reader; strengths: readonly Said[] }) {
  if (strengths.length === 0) return null
  return (
    <Facts facts={strengths.map(({ kind, text }) => [t(`strengths.${kind}`), <bdi>{text}</bdi>] as const)} />
  )
}
