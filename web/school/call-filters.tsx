import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'

/** What of the call list is shown: the families to call, those of the reader, or those who were called today. */
export const CALL_FILTERS = ['all', 'mine', 'done'] as const
export type CallFilter = (typeof CALL_FILTERS)[number]

const ADDRESSES = {
  all: schoolRoutes.calls(),
  mine: `${schoolRoutes.calls()}?mine`,
  done: `${schoolRoutes.calls()}?done`,
} as const

type Props = { reader: Reader; chosen: CallFilter; counts: Record<CallFilter, number> }

/** The filters of the call list, each with its number of families. */
export function CallFilters({ reader: { t }, chosen, counts }: Props) {
  return (
    <nav class="filters no-print" aria-label={t('families.filters')}>
      <ul>
        {CALL_FILTERS.map((filter) => (
          <li>
            <a href={ADDRESSES[filter]} {...(filter === chosen && { 'aria-current': 'true' as const })}>
              {t(`calls.${filter}`)} <span class="number">{counts[filter]}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
