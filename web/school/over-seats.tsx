import { Notice } from '../components/parts.tsx'
import type { Reader } from '../visit.ts'

/** Says what follows where more seats are taken than a workshop has now; nothing where they are enough. */
export function OverSeats({
  reader: { t },
  seats,
  taken,
}: {
  reader: Reader
  seats?: number | undefined
  taken?: number | undefined
}) {
  if (seats === undefined || taken === undefined || taken <= seats) return null
  return <Notice tone="warning">{t('session.team.overSeats', { taken, seats })}</Notice>
}
