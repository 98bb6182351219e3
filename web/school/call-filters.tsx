import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'

/**
 * What of the call list is shown: the families to call, those of the reader, those to whom the reader talks through an
 * interpreter, or those who were called today.
 */
export const CALL_FILTERS = ['all', 'mine', 'interpreter', 'done'] as const
export type CallFilter = (typeof CALL_FILTERS)[number]

const ADDRESSES = {
  all: schoolRoutes.calls(),
  mine: `${schoolRoutes.calls()}?mine`,
  interpreter: `${schoolRoutes.calls()}?interpreter`,
  done: `${schoolRoutes.calls()}?done`,
} as const

type Props = { reader: Reader; chosen: CallFilter; found: Record<CallFilter, readonly unknown[]> }

/** The filters of the call list, each with its number of families. */
export function CallFilters({ reader: { t }, chosen, found }: Props) {
  return (
    <nav class="filters no-print" aria-label={t('families.filters')}>
      <ul>
        {CALL_FILTERS.filter((filter) => filter !== 'interpreter' || found[filter].length > 0).map(
          (filter) => (
            <li>
              <a href={ADDRESSES[filter]} {...(filter === chosen && { 'aria-current': 'true' as const })}>
                {t(`calls.${filter}`)} <span class="number">{found[filter].length}</span>
              </a>
            </li>
          ),
        )}
      </ul>
    </nav>
  )
}
