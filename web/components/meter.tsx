import type { ReadinessState } from '../../shared/logistics/readiness.ts'

/** How much of a whole is there, beside the two numbers in words. */
export function Meter({ part, whole, tone }: { part: number; whole: number; tone: ReadinessState }) {
  const share = whole > 0 ? Math.min(100, (100 * part) / whole) : 100
  return (
    <svg class={`meter ${tone}`} viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect width={share.toFixed(1)} height="10" />
    </svg>
  )
}
