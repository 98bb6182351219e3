import type { FieldError } from '../../shared/access/refusal.ts'
import type { ComingChild } from '../../shared/family/coming-child.ts'
import { AGE_BAND_MONTHS, AGE_BANDS, type AgeBand } from '../../shared/family/family.ts'
import { monthsOf } from '../../shared/session/reply.ts'
import type { Trouble } from '../form.ts'

type BandCounts = Partial<Record<AgeBand, number>>

/** Counts children by age band; an age in months counts in the nearest band. */
export function bandCounts(children: readonly ComingChild[]): BandCounts {
  const counts: BandCounts = {}
  for (const child of children) {
    const band = 'ageBand' in child ? child.ageBand : nearestBand(monthsOf(child))
    counts[band] = (counts[band] ?? 0) + 1
  }
  return counts
}

function nearestBand(months: number): AgeBand {
  const distance = (band: AgeBand) => Math.abs(AGE_BAND_MONTHS[band] - months)
  return AGE_BANDS.reduce((best, band) => (distance(band) < distance(best) ? band : best))
}

/**
 * What a reply's form says as the input that the rule takes. Children whose counts were not touched
 * keep the months they were told in. A need without adults, and answers of a family that does not come, go.
 */
export function replyInput(
  values: Record<string, unknown>,
  before: { children: ComingChild[] } | undefined,
): Record<string, unknown> {
  const { band, interpretation, attending, ...rest } = values
  if (attending === 'no') return { attending: false }
  const coming = attending === 'yes' ? { attending: true } : {}
  const counts = isRecord(band) ? band : {}
  const isUntouched =
    before && AGE_BANDS.every((one) => (bandCounts(before.children)[one] ?? 0) === (counts[one] ?? 0))
  return {
    ...rest,
    ...coming,
    children: isUntouched ? before.children : childrenOfBands(counts),
    interpretation: Array.isArray(interpretation) ? interpretation.filter(needsAdults) : [],
  }
}

/** Counts by age band as children; for input that is checked afterwards. */
export function childrenOfBands(counts: Record<string, unknown>): unknown[] {
  return AGE_BANDS.flatMap((ageBand) => childrenOf(ageBand, counts[ageBand]))
}

// An invalid count is passed on as it is, so that the rule refuses it by name.
const MOST = 100

function childrenOf(ageBand: AgeBand, count: unknown): unknown[] {
  if (count === undefined || count === 0) return []
  if (typeof count !== 'number' || count < 0) return [{ ageBand, count }]
  return Array.from({ length: Math.min(count, MOST) }, () => ({ ageBand }))
}

function needsAdults(need: unknown): boolean {
  return isRecord(need) && need.adults !== undefined && need.adults !== 0
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The form asks for children by band: trouble with one child is trouble with the counts of their group of fields. */
export function childrenTogether(trouble: Trouble): Trouble {
  const isOfOne = ({ pointer }: FieldError) => pointer.startsWith('/children/')
  const others = trouble.errors.filter((error) => !isOfOne(error))
  const counts = trouble.errors.some(isOfOne) ? [{ pointer: '/children', detail: 'count' }] : []
  return { ...trouble, errors: [...counts, ...others] }
}
